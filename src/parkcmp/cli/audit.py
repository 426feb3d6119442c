"""`parkcmp audit`: the claims that the stored figures allow to recompute."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app

EXAMPLES = """Examples:

\b
  parkcmp audit
  parkcmp audit --park 新乡 --lang zh
  parkcmp audit --document 0fb61f6ad04b --verdict contradicts
  parkcmp audit --fail --verdict contradicts -f jsonl

Verdicts: contradicts, ambiguous (增长6.4倍 is +640 % or ×6.4), consistent only if …, gives … (what follows from the
claim), consistent. A contradiction is two intervals without a common value, every hedge taken literally.

Exit codes: 0; 1 with --fail where a claim is contradicted.
"""

app = new_app()


class Choice(StrEnum):
    """A verdict as one types it."""

    CONTRADICTS = "contradicts"
    AMBIGUOUS = "ambiguous"
    ONLY_IF = "only-if"
    GIVES = "gives"
    CONSISTENT = "consistent"


@app.command(epilog=EXAMPLES)
@common
def audit(
    common: Common,
    park: Annotated[
        str | None, typer.Option(metavar="PARK", help="Only claims about this park (or 全国).", show_default=False)
    ] = None,
    metric: Annotated[
        str | None, typer.Option(metavar="METRIC", help="Only of this indicator.", show_default=False)
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what this document takes part in.", show_default=False)
    ] = None,
    verdict: Annotated[
        list[Choice] | None, typer.Option(help="Only these verdicts (repeatable).", show_default=False)
    ] = None,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 where a claim is contradicted.")] = False,
) -> None:
    """Check every claim that other figures allow to recompute: stated, recomputed as an interval, verdict."""
    from parkcmp.lexicon.names import resolve_entity, resolve_metric
    from parkcmp.query.audit import AuditQuestion, has_contradiction
    from parkcmp.query.audit import audit as answer_audit
    from parkcmp.query.audit_finding import Word
    from parkcmp.store.read import find_document

    lexicon = common.lexicon()
    entity = resolve_entity(park, lexicon) if park else None
    name = resolve_metric(metric, lexicon).metric.id if metric else None
    words = tuple(Word[choice.name] for choice in verdict or ())
    with common.reading() as database:
        one = find_document(database, document) if document is not None else None
        answer = answer_audit(database, lexicon, AuditQuestion(entity, name, one, words))
    common.emit(answer)
    if fail and has_contradiction(answer):
        raise typer.Exit(1)
