"""The origin of a figure for people: what is claimed, the paragraph with the digits marked, the source, the check."""

from __future__ import annotations

import json
from decimal import Decimal

from parkcmp.intervals import Interval
from parkcmp.query.answer import Answer, Value
from parkcmp.query.wording import measure_name, pick
from parkcmp.render.cells import span, text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import records
from parkcmp.render.layout.ledger import one_line
from parkcmp.render.layout.marks import REVIEWS, figure, period_cell
from parkcmp.render.sheet import Column, Line, Sheet, sheet_of

_OPEN, _CLOSE = "【", "】"
_INFERRED = {"masthead": "刊头", "metadata": "文件属性", "filename": "文件名", "event": "文中事件"}


def why_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """One sheet a fact: a claim above, then what supports it, line by line."""
    return [_sheet(row, lang) for row in records(answer)]


def cite(row: dict[str, Value], lang: str) -> str:
    """The document as one would cite it: issuer, title, issue, day, place in it."""
    title = one_line(text(row["title"]))
    parts = [
        one_line(text(row["issuer"])),
        (f"《{title}》" if lang == "zh" else title) if title else text(row["path"]),
        one_line(text(row["issue"])),
        _published(row, lang),
        text(row["place"]),
        text(row["cell"]),
        text(row["url"]),
    ]
    return pick((", ", "，"), lang).join(part for part in parts if part)


def _sheet(row: dict[str, Value], lang: str) -> Sheet:
    owner = text(row["entity"]) or one_line(text(row["subject"]))
    measure = str(row["measure"])
    words = [
        owner,
        text(row["metric"]) or one_line(text(row["label"])),
        measure_name(measure, lang),
        figure(row["value"], row["bound"], lang, row["value_high"]) + text(row["unit"]),
        period_cell(row["period"], row["base"], lang),
        pick(("target", "目标"), lang) if row["status"] == "target" else "",
    ]
    support = _support(row, lang) if row["formula"] is None else _derivation(row, lang)
    lines = [Line((pick(name, lang), said)) for name, said in support if said]
    return sheet_of((Column("", firm=True), Column("")), lines, "  ".join(word for word in words if word))


def _derivation(row: dict[str, Value], lang: str) -> list[tuple[tuple[str, str], str]]:
    result = figure(row["value"], row["bound"], lang) + text(row["unit"])
    return [
        (("derived", "推算"), f"{text(row['formula'])} = {result}"),
        (("can stand for", "可能取值"), _interval(row)),
        (("from", "依据"), text(row["inputs"]).replace(",", "\n")),
        (("rule", "规则"), text(row["rule"])),
        (("value", "编号"), text(row["fact_id"])),
    ]


def _support(row: dict[str, Value], lang: str) -> list[tuple[tuple[str, str], str]]:
    start, end, number = text(row["start"]), text(row["end"]), text(row["numeral"])
    verified = (
        pick((f"characters {start} to {end} are {number}", f"第{start}至{end}字符即“{number}”"), lang)
        if row["verified"]
        else pick(("UNPROVEN: imported without the document that says so", "无原文：导入时没有给出处文献"), lang)
        if row["unproven"]
        else pick(
            (
                f"NOT VERIFIED: characters {start} to {end} are {number!r}; run parkcmp db check",
                f"未通过核对：第{start}至{end}字符为“{number}”；请运行 parkcmp db check",
            ),
            lang,
        )
    )
    named = one_line(text(row["subject"]) + pick((": ", "："), lang) + text(row["label"]))
    return [
        (("text", "原文"), _marked(row)),
        (("as named", "原文名称"), named),
        (("review", "核对意见"), _review(row, lang)),
        (("share of", "总体"), one_line(text(row["whole"]))),
        (("can stand for", "可能取值"), _interval(row)),
        (("source", "来源"), cite(row, lang)),
        (("verified", "核对"), verified),
        (("rule", "规则"), text(row["rule"])),
        (("fact", "编号"), text(row["fact_id"])),
    ]


def _review(row: dict[str, Value], lang: str) -> str:
    """What a person decided, with what was there before a correction: corrected, was value 135: misprint (by 王)."""
    if row["review"] is None:
        return ""
    comma, colon = pick((", ", "，"), lang), pick((": ", "："), lang)
    said = pick(REVIEWS[str(row["review"])], lang)
    if row["extracted"] is not None:
        was = json.loads(str(row["extracted"]))
        fields = comma.join(f"{heading(name, lang)} {old or pick(('none', '无'), lang)}" for name, old in was.items())
        said += pick((f", was {fields}", f"，原为{fields}"), lang)
    if row["reason"] is not None:
        said += colon + one_line(text(row["reason"]))
    if row["reviewer"] is not None:
        by = one_line(text(row["reviewer"]))
        said += pick((f" (by {by})", f"（{by}）"), lang)
    return said


def _marked(row: dict[str, Value]) -> str:
    paragraph, first = str(row["paragraph"]), row["paragraph_start"]
    start, end = row["start"], row["end"]
    assert isinstance(first, int) and isinstance(start, int) and isinstance(end, int)
    before, number, after = paragraph[: start - first], paragraph[start - first : end - first], paragraph[end - first :]
    return one_line(before).strip() + _OPEN + one_line(number) + _CLOSE + one_line(after).strip()


def _interval(row: dict[str, Value]) -> str:
    low, high = row["low"], row["high"]
    if low == high or not isinstance(low, Decimal | None) or not isinstance(high, Decimal | None):
        return ""
    return span(Interval(low, high, bool(row["low_open"]), bool(row["high_open"]))) + text(row["unit"])


def _published(row: dict[str, Value], lang: str) -> str:
    how = row["published_inferred"]
    if row["published"] is None or not how:
        return text(row["published"])
    by = pick((f"inferred from its {how}", f"据{_INFERRED.get(str(how), str(how))}推断"), lang)
    return f"{text(row['published'])} ({by})" if lang == "en" else f"{text(row['published'])}（{by}）"
