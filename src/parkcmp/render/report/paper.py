"""A briefing before it is written: tables whose figures carry the numbers of their footnotes, in no format yet.

A footnote is a document, the sentence with its digits marked, and the characters where they stand. The same figure has
one footnote, however often it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from parkcmp.query.answer import Answer, Value
from parkcmp.query.report_briefing import Briefing, Evidence
from parkcmp.query.wording import pick
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.compare import verdict_lines
from parkcmp.render.layout.groups import records, reference_records
from parkcmp.render.layout.ledger import one_line
from parkcmp.render.layout.marks import figure, flag_words, period_cell, places_cell, row_figure
from parkcmp.render.layout.rank import rank_title
from parkcmp.render.layout.why import cite


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, and the number of its footnote."""

    text: str
    footnote: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a title, remarks below it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole. `footnotes` are numbered from 1."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    footnotes: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(slots=True)
class _Footnotes:
    briefing: Briefing
    lang: str
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, fact_id: Value) -> int | None:
        """The number of a fact's footnote; None for what stands in no document."""
        if fact_id is None or str(fact_id) not in self.briefing.evidence:
            return None
        return self.numbers.setdefault(str(fact_id), len(self.numbers) + 1)

    def texts(self) -> tuple[str, ...]:
        """All footnotes in their order."""
        return tuple(self._text(fact_id, self.briefing.evidence[fact_id]) for fact_id in self.numbers)

    def _text(self, fact_id: str, of: Evidence) -> str:
        at, end = of.start - of.sentence_start, of.end - of.sentence_start
        digits = f"【{one_line(of.sentence[at:end])}】"
        quoted = one_line(of.sentence[:at]) + digits + one_line(of.sentence[end:])
        where = pick((f"characters {of.start}-{of.end}", f"第{of.start}-{of.end}字符"), self.lang)
        source = source_of(self.briefing, of.document, self.lang)
        quote = f"“{quoted.strip()}”"
        return pick((f"{source}, {where} ({fact_id}): {quote}", f"{source}，{where}（{fact_id}）：{quote}"), self.lang)


def paper_of(briefing: Briefing, lang: str, title: str = "") -> Paper:
    """The briefing as sections and footnotes."""
    notes = _Footnotes(briefing, lang)
    sections = [_ranking(answer, notes, lang) for answer in briefing.rankings if answer.rows]
    if briefing.comparison is not None and briefing.comparison.rows:
        sections.append(_comparison(briefing.comparison, notes, lang))
    lead = pick(
        (
            "Every figure has a footnote: its document, its characters in it, and the sentence with the digits in 【】."
            " Marks: > more than, < less than, ≈ about. Possible places are what the bounds allow.",
            "每个数据都有脚注：文献、字符位置和原句，数字用【】标出。超、近、约为原文界限，可能名次由界限推得。",
        ),
        lang,
    )
    sources = [source_of(briefing, document, lang) for document in briefing.cited]
    default = pick(("Briefing on national high-tech zones", "国家高新区简报"), lang)
    return Paper(one_line(title) or default, lead, tuple(sections), notes.texts(), tuple(sources))


def source_of(briefing: Briefing, document: str, lang: str) -> str:
    """A document as one would cite it."""
    return cite({**briefing.cited[document], "place": None, "cell": None}, lang)


def _ranking(answer: Answer, notes: _Footnotes, lang: str) -> Section:
    head = [heading(name, lang) for name in ("rank", "park", "value", "period")]
    head += [pick(("possible places", "可能名次"), lang), heading("flags", lang)]
    rows = tuple(_place(row, notes, lang) for row in [*records(answer), *reference_records(answer)])
    remarks = tuple(pick((note.en, note.zh), lang) for note in answer.notes)
    return Section(rank_title(answer, lang), tuple(head), rows, (True, False, True, False, True, False), remarks)


def _place(row: dict[str, Value], notes: _Footnotes, lang: str) -> tuple[Cell, ...]:
    return (
        Cell(text(row["rank"])),
        Cell(text(row["park"])),
        Cell(row_figure(row, lang), notes.number(row["fact_id"])),
        Cell(period_cell(row["period"], row["base"], lang)),
        Cell(places_cell(row)),
        Cell(", ".join(flag_words(row["flags"], lang))),
    )


def _comparison(answer: Answer, notes: _Footnotes, lang: str) -> Section:
    parks: Any = answer.query["parks"]
    head = (heading("name", lang), heading("unit", lang), *parks, heading("verdict", lang))
    rows = tuple(_indicator(row, parks, notes, lang) for row in records(answer))
    title = pick(("Comparison: ", "比较："), lang) + pick((", ", "、"), lang).join(parks)
    numeric = (False, False, *(True for _ in parks), False)
    return Section(title, head, rows, numeric, tuple(pick((note.en, note.zh), lang) for note in answer.notes))


def _indicator(row: dict[str, Value], parks: Sequence[str], notes: _Footnotes, lang: str) -> tuple[Cell, ...]:
    cells = [Cell(text(row["name"])), Cell(text(row["unit"]))]
    for park in parks:
        if row[f"{park}.value"] is None:
            cells.append(Cell(""))
            continue
        said = figure(row[f"{park}.value"], row[f"{park}.bound"], lang)
        period = period_cell(row[f"{park}.period"], None, lang)
        words = ", ".join([period, *(w for w in flag_words(row[f"{park}.flags"], lang) if w != period)])
        number = notes.number(row[f"{park}.fact_id"])
        cells.append(Cell(pick((f"{said} ({words})", f"{said}（{words}）"), lang), number))
    return (*cells, Cell(verdict_lines(row, lang).replace("\n", pick(("; ", "；"), lang))))
