"""`parkcmp ingest`: read texts, extract their figures, store them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from parkcmp.cli import diagnostics
from parkcmp.cli.options import Common, new_app, shared
from parkcmp.cli.said import Date, Issue, Issuer, Park, Paths, Title, Url, said_of
from parkcmp.errors import UnexplainedNumbersError, UnreadableError

if TYPE_CHECKING:
    from parkcmp.pipeline import Outcome

EXAMPLES = """Examples:

\b
  parkcmp ingest newsletter.txt
  parkcmp ingest archive/ --db torch.duckdb
  parkcmp ingest report.txt --date 2022-09 --park 新乡
  curl -s https://example.org/news.txt | parkcmp ingest - --title 简讯

The same content with the same options changes nothing. What you say of a document stays said when it is read
again; an empty text (--date "") takes it back. Exit 5: some file could not be read; the others are stored.
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@shared("db", "wait", "lang", "lexicon")
def ingest(
    common: Common,
    paths: Paths,
    date: Date = None,
    park: Park = None,
    title: Title = None,
    issuer: Issuer = None,
    issue: Issue = None,
    url: Url = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be stored, store nothing.")] = False,
    fail_unexplained: Annotated[
        bool,
        typer.Option("--fail-unexplained", help="Exit 4 where a number has no owner, no label or no known unit."),
    ] = False,
) -> None:
    """Read files, folders or standard input (-), extract their figures and store them."""
    from parkcmp import pipeline

    lexicon = common.lexicon()
    said = said_of(lexicon, date, park, title, issuer, issue, url)
    outcomes = pipeline.ingest(
        paths, said, database=common.db, lexicon=lexicon, wait=common.wait, dry_run=dry_run, stdin=standard_input()
    )
    failures: list[UnreadableError] = []
    open_numbers = total = 0
    for outcome in outcomes:
        total += 1
        open_numbers += outcome.open_numbers
        if outcome.failure:
            failures.append(outcome.failure)
        else:
            diagnostics.message(outcome_line(outcome, common.lang, dry_run))
    _finish(failures, total, open_numbers if fail_unexplained else 0)


def standard_input() -> Iterator[bytes]:
    """All bytes of standard input, once; read when they are asked for."""
    if sys.stdin is not None:
        yield sys.stdin.buffer.read()


def fail_unread(failures: list[UnreadableError], total: int) -> None:
    """Raise the last failure, after a line for each of the others. Nothing happens where there is none."""
    if not failures:
        return
    for failure in failures[:-1]:
        diagnostics.error(failure)
    if total > 1:
        diagnostics.error(failures[-1])
        raise UnreadableError(f"{len(failures)} of {total} files were not read", "the reasons stand above")
    raise failures[-1]


def _finish(failures: list[UnreadableError], total: int, open_numbers: int) -> None:
    fail_unread(failures, total)
    if open_numbers:
        numbers = "1 number" if open_numbers == 1 else f"{open_numbers} numbers"
        raise UnexplainedNumbersError(f"{numbers} unexplained", "see parkcmp facts --unexplained")


def outcome_line(outcome: Outcome, lang: str, dry_run: bool = False) -> str:
    """What became of a document, on one line: change, facts, parks, day and how it is known, unexplained numbers."""
    return _line_zh(outcome, dry_run) if lang == "zh" else _line_en(outcome, dry_run)


def _line_en(outcome: Outcome, dry_run: bool) -> str:
    change = f"would be {outcome.change}" if dry_run and outcome.change != "unchanged" else outcome.change
    start = f"{outcome.name}: {change} as {outcome.document}"
    if outcome.change == "unchanged":
        return start
    if outcome.published is None:
        day = "day of publication unknown (say it with --date)"
    elif outcome.published_inferred:
        by = outcome.published_inferred
        day = f"published {outcome.published}, inferred from its {by} (override with --date)"
    else:
        day = f"published {outcome.published}"
    facts = f"{outcome.facts} fact{'s' * (outcome.facts != 1)} of {_parks(outcome.parks, ' and {} more', ', ')}"
    numbers = f"{outcome.unexplained} number{'s' * (outcome.unexplained != 1)} unexplained"
    return f"{start}; {facts}; {day}; {numbers}"


_CHANGES = {"added": "已入库", "re-extracted": "已重新提取", "unchanged": "内容未变"}
_INFERRED = {"masthead": "刊头", "metadata": "文件属性", "filename": "文件名", "event": "文中事件"}


def _line_zh(outcome: Outcome, dry_run: bool) -> str:
    change = _CHANGES[outcome.change or "unchanged"]
    start = f"{outcome.name}：{change.replace('已', '将', 1) if dry_run else change}，编号 {outcome.document}"
    if outcome.change == "unchanged":
        return start
    if outcome.published is None:
        day = "发布日期不明（可用 --date 指定）"
    elif outcome.published_inferred:
        by = _INFERRED.get(outcome.published_inferred, outcome.published_inferred)
        day = f"发布日期 {outcome.published}，据{by}推断（可用 --date 更正）"
    else:
        day = f"发布日期 {outcome.published}"
    parks = _parks(outcome.parks, "等{}个", "、")
    return f"{start}；{outcome.facts} 条数据，{parks}；{day}；{outcome.unexplained} 个数字未解释"


def _parks(parks: tuple[str, ...], more: str, comma: str) -> str:
    shown = 6
    if not parks:
        return "无高新区" if comma == "、" else "no park"
    rest = len(parks) - shown if comma == ", " else len(parks)
    return comma.join(parks[:shown]) + (more.format(rest) if len(parks) > shown else "")
