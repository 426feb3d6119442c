"""`parkcmp review`: a person's decision about a fact, and the decisions of others."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core

from parkcmp.cli import diagnostics
from parkcmp.cli.epilog import examples
from parkcmp.cli.ingest import standard_input
from parkcmp.cli.options import Common, common, new_app, shared
from parkcmp.errors import UnreadableError, UsageError
from parkcmp.model import Bound, Measure, Status

if TYPE_CHECKING:
    from parkcmp.lexicon.records import Lexicon

EXAMPLES = """Examples:

\b
  parkcmp review 0fb61f6ad04b-1482 accept
  parkcmp review 0fb61f6ad04b-1482 reject --reason "a sub-park's figure"
  parkcmp review 0fb61f6ad04b-1482 correct --value 136 --reason "misprint, see page 3"
  parkcmp review 0fb61f6ad04b-1482 correct --period 2020 --metric output --reason "last year's"
  parkcmp review 0fb61f6ad04b-1482 withdraw
  parkcmp review list
  parkcmp review export -o reviews.jsonl
  parkcmp review import reviews.jsonl

A decision belongs to a document's text and a place in it: it outlives every ingest and every new extraction. Rejected
facts are in no ranking; corrected ones show what you said, and parkcmp why shows both.
"""
_DECISION_FIRST = "decide"


class Word(StrEnum):
    """What may be said of a fact."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


class _Review(typer.core.TyperGroup):
    """`review FACT_ID accept` is `review decide FACT_ID accept`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The subcommand that the arguments name, or `decide` where they begin with a fact."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            args = [_DECISION_FIRST, *args]
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Facts and subcommands."""
        from parkcmp.cli.candidates import offer_facts

        return [*offer_facts(ctx, incomplete), *super().shell_complete(ctx, incomplete)]


app = new_app(cls=_Review)


@app.callback(invoke_without_command=True, epilog=EXAMPLES, subcommand_metavar="FACT_ID DECISION | COMMAND ...")
def review(ctx: typer.Context) -> None:
    """Accept, reject or correct a fact; the decision is kept apart from what was extracted and applied to it."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def _text(what: str, metavar: str = "TEXT") -> Any:
    return typer.Option(metavar=metavar, help=what, show_default=False)


@app.command(_DECISION_FIRST, epilog="An empty text (--period '') takes a field away.\n\n" + EXAMPLES)
@shared("db", "wait", "lang", "lexicon")
def decide(
    common: Common,
    fact_id: Annotated[str, typer.Argument(metavar="FACT_ID", help="As facts, rank, show … print it.")],
    decision: Annotated[Word, typer.Argument(metavar="DECISION", help="accept, reject, correct or withdraw.")],
    reason: Annotated[str | None, _text("Why; needed to reject and to correct.")] = None,
    by: Annotated[str | None, _text("Who decides.", "NAME")] = None,
    value: Annotated[str | None, _text("The number that it is, in the fact's unit.", "X")] = None,
    value_high: Annotated[str | None, _text("The upper end, where it is a range.", "X")] = None,
    unit: Annotated[str | None, _text("Its unit.", "UNIT")] = None,
    bound: Annotated[Bound | None, typer.Option(help="How it is hedged.", show_default=False)] = None,
    park: Annotated[str | None, _text("Whose number it is; '' for no park's.", "PARK")] = None,
    metric: Annotated[str | None, _text("What is counted; ID_growth is its growth.", "METRIC")] = None,
    measure: Annotated[Measure | None, typer.Option(help="What of the metric.", show_default=False)] = None,
    period: Annotated[str | None, _text("The time that it is of.", "PERIOD")] = None,
    base: Annotated[str | None, _text("The period that it is counted from.", "PERIOD")] = None,
    whole: Annotated[str | None, _text("What it is a share of.")] = None,
    status: Annotated[Status | None, typer.Option(help="An actual value or a target.", show_default=False)] = None,
) -> None:
    """Decide about a fact; the word may be left out.

    A rejection and a correction need a reason. withdraw takes back what was decided.
    """
    from parkcmp.store.reviews import withdraw_review

    said: dict[str, str | None] = {
        "value": value,
        "value_high": value_high,
        "unit": unit,
        "bound": bound,
        "measure": measure,
        "status": status,
    }
    changes = {name: str(text).strip() or None for name, text in said.items() if text is not None}
    changes |= _named(common, park, metric, period, base, whole, measure)
    if decision is Word.WITHDRAW:
        if changes or reason or by:
            raise UsageError("withdraw takes no further options", "leave them out")
        with common.changing() as database:
            withdraw_review(database, fact_id)
        _confirm(common, fact_id, decision)
        return
    if decision is not Word.ACCEPT and not (reason or "").strip():
        raise UsageError(f"a fact is not to be {_PARTICIPLES[decision]} without saying why", "add --reason TEXT")
    _decide(common, fact_id, decision, changes, (reason or "").strip() or None, (by or "").strip() or None)
    _confirm(common, fact_id, decision)


@app.command("list", epilog=examples("parkcmp review list", "parkcmp review list -f csv -o reviews.csv"))
@common
def list_(common: Common) -> None:
    """List all decisions and what they changed."""
    from parkcmp.query.reviewed import list_reviews

    with common.reading() as database:
        answer = list_reviews(database)
    common.emit(answer)


@app.command(epilog=examples("parkcmp review export > reviews.jsonl", "parkcmp review export -o reviews.jsonl"))
@shared("db", "wait", "output")
def export(common: Common) -> None:
    """Write all decisions as JSON lines."""
    from parkcmp.render.emit import write_file
    from parkcmp.store.review_lines import export_lines

    with common.reading() as database:
        lines = list(export_lines(database))
    if common.output.output is not None:
        write_file(common.output.output, lines)
    else:
        sys.stdout.writelines(lines)


@app.command(
    "import",
    epilog=examples(
        "parkcmp review import reviews.jsonl", "ssh colleague parkcmp review export | parkcmp review import -"
    )
    + "\nExit 5: a line is no decision, or about another text; nothing is taken over then.",
)
@shared("db", "wait", "lang")
def import_(
    common: Common, file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines of review export, or -.")]
) -> None:
    """Take over decisions from JSON lines.

    All of them or none; where there is another about a fact, the later one stands. Decisions about documents that are
    not here wait for them.
    """
    from parkcmp.store.review_lines import import_lines, parse_lines

    reviews = parse_lines(_read(file), str(file))
    with common.changing() as database:
        taken, kept = import_lines(database, reviews)
    if common.lang == "zh":
        diagnostics.message(f"{file}：{len(reviews)} 条，采用 {taken}，已有较新的 {kept}")
    else:
        count = f"{len(reviews)} decision{'s' * (len(reviews) != 1)}"
        diagnostics.message(f"{file}: {count}, {taken} taken over, {kept} older than what is here")


def _read(file: Path) -> bytes:
    try:
        return b"".join(standard_input()) if str(file) == "-" else file.read_bytes()
    except OSError as failure:
        what = f"cannot read {file}: {failure.strerror}"
        raise UnreadableError(what, "name a file of parkcmp review export") from failure


_PARTICIPLES = {Word.ACCEPT: "accepted", Word.REJECT: "rejected", Word.CORRECT: "corrected", Word.WITHDRAW: "withdrawn"}
_ZH = {Word.ACCEPT: "已确认", Word.REJECT: "已否定", Word.CORRECT: "已更正", Word.WITHDRAW: "已撤回核对"}


def _confirm(common: Common, fact_id: str, decision: Word) -> None:
    if common.lang == "zh":
        diagnostics.message(f"{fact_id}：{_ZH[decision]}")
    else:
        diagnostics.message(f"{fact_id}: {'review ' * (decision is Word.WITHDRAW)}{_PARTICIPLES[decision]}")


def _decide(
    common: Common,
    fact_id: str,
    decision: Word,
    changes: dict[str, str | None],
    reason: str | None,
    reviewer: str | None,
) -> None:
    from dataclasses import replace

    from parkcmp.store.reviews import Decision, find_fact, save_reviews

    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with common.changing() as database:
        fact = find_fact(database, fact_id)
        review = replace(
            fact, decision=Decision(decision), changes=changes, reason=reason, reviewer=reviewer, decided=now
        )
        save_reviews(database, [review])


def _named(
    common: Common,
    park: str | None,
    metric: str | None,
    period: str | None,
    base: str | None,
    whole: str | None,
    measure: Measure | None,
) -> dict[str, str | None]:
    """The changes that need the lexicon or a parser: names as keys, periods as facts write them."""
    from parkcmp.query.periods import parse_period

    changes: dict[str, str | None] = {}
    for name, typed in (("period", period), ("base", base)):
        if typed is not None:
            changes[name] = parse_period(typed) if typed.strip() else None
    if park is None and metric is None and whole is None:
        return changes
    lexicon = common.lexicon()
    if park is not None:
        changes |= _owner(park, lexicon)
    if metric is not None:
        changes |= _indicator(metric, measure, lexicon)
    if whole is not None:
        named = whole.strip() or None
        changes |= {"whole": named, "whole_key": lexicon.regions.get(named, named) if named else None}
    return changes


def _owner(park: str, lexicon: Lexicon) -> dict[str, str | None]:
    from parkcmp.lexicon.names import NATION, resolve_entity

    if not park.strip():
        return {"entity": None, "scope": "other"}
    entity = resolve_entity(park, lexicon)
    return {"entity": entity, "scope": "national" if entity == NATION else "park"}


def _indicator(metric: str, measure: Measure | None, lexicon: Lexicon) -> dict[str, str | None]:
    from parkcmp.lexicon.names import resolve_metric

    if not metric.strip():
        return {"metric": None}
    choice = resolve_metric(metric, lexicon)
    named = measure or choice.measure
    return {"metric": choice.metric.id, **({"measure": named.value} if named else {})}
