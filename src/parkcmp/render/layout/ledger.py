"""The ledger and the inventories for people: of many columns those that tell one line from the next."""

from __future__ import annotations

from itertools import groupby

from parkcmp.query.answer import Answer, Value
from parkcmp.query.wording import measure_name, pick
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import records
from parkcmp.render.layout.marks import REVIEWS, figure, period_cell
from parkcmp.render.sheet import Column, Group, Line, Sheet, sheet_of

REASONS = {
    "name": ("part of a name", "名称"),
    "ordinal": ("ordinal", "序号"),
    "reference": ("reference", "引用"),
    "duration": ("duration", "时长"),
    "comparison": ("comparison", "对比"),
    "rule": ("rule or threshold", "政策标准"),
    "layout": ("layout", "版式"),
    "unit": ("no known unit", "单位不明"),
    "subject": ("no known owner", "主体不明"),
    "label": ("no known label", "指标不明"),
}


def ledger_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """Facts under the sentence that states them: whose, what, how much, of when, under which id."""
    columns = (
        Column(heading("entity", lang)),
        Column(heading("metric", lang)),
        Column(heading("value", lang), right=True, firm=True),
        Column(heading("unit", lang), firm=True),
        Column(heading("period", lang)),
        Column(heading("fact_id", lang), firm=True),
    )
    groups = [
        Group(one_line(str(sentence)).strip(), tuple(_fact_line(row, lang) for row in together), wide=True)
        for (_, sentence), together in groupby(records(answer), key=lambda row: (row["document"], row["sentence"]))
    ]
    return [Sheet(columns, tuple(groups))]


def unexplained_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """Numbers that became no fact: where, which, why, with the words around them."""
    columns = (
        Column(heading("document", lang), firm=True),
        Column(heading("start", lang), right=True, firm=True),
        Column(heading("numeral", lang)),
        Column(heading("reason", lang), firm=True),
        Column(heading("context", lang)),
    )
    lines = [
        Line(
            (
                text(row["document"]),
                text(row["start"]),
                one_line(text(row["numeral"])),
                pick(REASONS.get(str(row["reason"]), (str(row["reason"]),) * 2), lang),
                one_line(text(row["context"])),
            )
        )
        for row in records(answer)
    ]
    return [sheet_of(columns, lines)]


def document_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """Documents: id, title or else path, day and how it is known, counts."""
    columns = (
        Column(heading("document", lang), firm=True),
        Column(heading("title", lang)),
        Column(heading("published", lang), firm=True),
        *(Column(heading(name, lang), right=True, firm=True) for name in ("facts", "parks", "unexplained")),
        Column(heading("path", lang)),
    )
    lines = [
        Line(
            (
                text(row["document"]),
                one_line(text(row["title"])),
                text(row["published"]) + ("*" if row["published_inferred"] else ""),
                text(row["facts"]),
                text(row["parks"]),
                text(row["unexplained"]),
                text(row["path"]),
            )
        )
        for row in records(answer)
    ]
    inferred = any(row[answer.columns.index("published_inferred")] for row in answer.rows)
    below = (
        pick(
            (
                "* inferred; parkcmp documents edit ID --date sets it",
                "* 推断；可用 parkcmp documents edit ID --date 更正",
            ),
            lang,
        ),
    )
    return [sheet_of(columns, lines, below=below if inferred else ())]


def metric_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """Indicators: id, the name in the language of the table, unit, counts."""
    name = "zh" if lang == "zh" else "en"
    return [_chosen(answer, lang, ("metric", name, "unit", "facts", "parks"))]


def park_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """Parks: key, full name, where, since when, counts."""
    return [_chosen(answer, lang, ("park", "official_name", "province", "city", "approved", "facts", "metrics"))]


def one_line(wrapped: str) -> str:
    """Text whose line ends are those of a page: lines that meet in Chinese meet without a blank."""
    return "".join(part if part.isascii() else part.strip() for part in wrapped.splitlines())


def _fact_line(row: dict[str, Value], lang: str) -> Line:
    owner = text(row["entity"]) or pick(("(", "（"), lang) + one_line(text(row["subject"])) + pick((")", "）"), lang)
    measure = str(row["measure"])
    metric = text(row["metric"]) or one_line(text(row["label"]))
    if measure != "level":
        metric += " " + measure_name(measure, lang)
    if row["status"] == "target":
        metric += pick((" (target)", "（目标）"), lang)
    if row.get("review") is not None:
        review = pick(REVIEWS[str(row["review"])], lang)
        metric += pick((f" ({review})", f"（{review}）"), lang)
    cells = (
        owner,
        metric,
        figure(row["value"], row["bound"], lang, row["value_high"]),
        text(row["unit"]),
        period_cell(row["period"], row["base"], lang),
        text(row["fact_id"]),
    )
    return Line(cells, quiet=row["entity"] is None or row.get("review") == "reject")


def _chosen(answer: Answer, lang: str, names: tuple[str, ...]) -> Sheet:
    places = [answer.columns.index(name) for name in names]
    counts = ("facts", "parks", "metrics")
    columns = tuple(Column(heading(n, lang), right=n in counts, firm=n in (*counts, "metric", "park")) for n in names)
    return sheet_of(columns, [Line(tuple(text(row[i]) for i in places)) for row in answer.rows])
