"""What became of documents, told to people: a line for each, the failures at the end, a summary of a long run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from parkcmp.cli import diagnostics
from parkcmp.errors import ParkcmpError, UnexplainedNumbersError, UnreadableError

if TYPE_CHECKING:
    from parkcmp.pipeline import Outcome
    from parkcmp.pipeline.work import Imports

# So many failures wait for the end; of more, the first are told as they come.
_MOST_FAILURES = 10_000
_LONG_RUN = 20


class Told:
    """Counts outcomes as they come, and says at the end what failed."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._changes: Counter[str] = Counter()
        self._failures: list[ParkcmpError] = []
        self._failed = self._refused = self._open_numbers = 0

    def count(self, outcome: Outcome) -> None:
        """Take note of an outcome."""
        self._open_numbers += outcome.open_numbers
        if outcome.failure is None:
            self._changes[outcome.change or "imported"] += 1
            return
        self._failed += 1
        self._refused += outcome.imports.lines if outcome.imports else 0
        self._failures.append(outcome.failure)
        if len(self._failures) > _MOST_FAILURES:
            diagnostics.error(self._failures.pop(0))

    def finish(self, fail_unexplained: bool) -> None:
        """Sum up. Raises UnreadableError where something failed, UnexplainedNumbersError where asked."""
        total = self._changes.total() + self._failed
        if total >= _LONG_RUN:
            diagnostics.message(self._summary(total))
        if self._refused == 1 and self._failed == 1:
            raise self._failures[0]
        if self._refused and self._refused >= self._failed:
            for failure in self._failures:
                diagnostics.error(failure)
            raise UnreadableError(f"{self._refused} lines were refused", "the reasons stand above")
        fail_unread(self._failures, total, self._failed)
        if fail_unexplained and self._open_numbers:
            numbers = "1 number" if self._open_numbers == 1 else f"{self._open_numbers} numbers"
            raise UnexplainedNumbersError(f"{numbers} unexplained", "see parkcmp facts --unexplained")

    def _summary(self, total: int) -> str:
        if self._lang == "zh":
            parts = [f"{_CHANGES[change]} {n}" for change, n in sorted(self._changes.items())]
            parts += [f"未能读取 {self._failed}"] if self._failed else []
            return f"parkcmp: 共 {total} 份文档：{'，'.join(parts)}"
        parts = [f"{n} {change}" for change, n in sorted(self._changes.items())]
        parts += [f"{self._failed} not read"] if self._failed else []
        return f"parkcmp: {total} documents: {', '.join(parts)}"


def fail_unread(failures: Sequence[ParkcmpError], total: int, failed: int | None = None) -> None:
    """Raise the last failure, after a line for each of the others. Nothing happens where there is none. `failed` counts
    those that were told before as well."""
    if not failures:
        return
    for failure in failures[:-1]:
        diagnostics.error(failure)
    if total > 1:
        diagnostics.error(failures[-1])
        raise UnreadableError(f"{failed or len(failures)} of {total} files were not read", "the reasons stand above")
    raise failures[-1]


def outcome_line(outcome: Outcome, lang: str, dry_run: bool = False) -> str:
    """What became of a document, on one line: change, facts, parks, day and how it is known, unexplained numbers."""
    if outcome.imports:
        return _imported(outcome, outcome.imports, lang, dry_run)
    return _line_zh(outcome, dry_run) if lang == "zh" else _line_en(outcome, dry_run)


def _imported(outcome: Outcome, imports: Imports, lang: str, dry_run: bool) -> str:
    if lang == "zh":
        start = f"{outcome.name}：{'将导入' if dry_run else '已导入'}"
        rest = [f"{imports.unproven} 条没有原文，未经证实"] if imports.unproven else []
        rest += [f"{imports.there} 条已在库中"] if imports.there else []
        return "，".join([f"{start} {_facts_zh(imports.stored, outcome.parks)}", *rest])
    start = f"{outcome.name}: {'would import' if dry_run else 'imported'}"
    rest = [f"{imports.unproven} without a document, marked unproven"] if imports.unproven else []
    rest += [f"{imports.there} already there"] if imports.there else []
    return "; ".join([f"{start} {_facts_en(imports.stored, outcome.parks)}", *rest])


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
    numbers = f"{outcome.unexplained} number{'s' * (outcome.unexplained != 1)} unexplained"
    return f"{start}; {_facts_en(outcome.facts, outcome.parks)}; {day}; {numbers}"


_CHANGES = {"imported": "已导入", "added": "已入库", "re-extracted": "已重新提取", "unchanged": "内容未变"}
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
    return f"{start}；{_facts_zh(outcome.facts, outcome.parks)}；{day}；{outcome.unexplained} 个数字未解释"


_SHOWN = 6


def _facts_en(facts: int, parks: tuple[str, ...]) -> str:
    if not facts:
        return "no facts"
    number = f"{facts} fact{'s' * (facts != 1)}"
    if not parks:
        return f"{number}, none of a park"
    more = f" and {len(parks) - _SHOWN} more" if len(parks) > _SHOWN else ""
    return f"{number} of {', '.join(parks[:_SHOWN])}{more}"


def _facts_zh(facts: int, parks: tuple[str, ...]) -> str:
    if not facts:
        return "无数据"
    if not parks:
        return f"{facts} 条数据，均不属于高新区"
    return f"{facts} 条数据，{'、'.join(parks[:_SHOWN])}{f'等{len(parks)}个' if len(parks) > _SHOWN else ''}"
