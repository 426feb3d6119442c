"""The words of questions and answers in Chinese and English: measures, bases, wholes, categories, names of rows."""

from __future__ import annotations

from parkcmp.lexicon.records import Lexicon, Metric
from parkcmp.query.periods import length_name

Pair = tuple[str, str]  # English, Chinese

MEASURES: dict[str, Pair] = {
    "level": ("value", "数值"),
    "share": ("share", "占比"),
    "growth": ("growth", "增长"),
    "cagr": ("average yearly growth", "年均增长"),
    "change": ("change", "增减量"),
    "multiple": ("multiple", "倍数"),
    "cumulative": ("cumulative", "累计"),
    "rank": ("place", "位次"),
    "completion": ("of target", "完成目标"),
}
_BASES: dict[str, Pair] = {
    "yoy": ("on the year before", "同比"),
    "cagr": ("average a year", "年均"),
    "qoq": ("on the period before", "环比"),
    "span": ("since a base year", "较基期"),
    "unstated": ("since an unstated time", "基期不明"),
}
_WHOLES: dict[str, Pair] = {
    "city": ("of its city", "占全市"),
    "province": ("of its province", "占全省"),
    "nation": ("of the country", "占全国"),
    "unstated": ("of an unstated whole", "总体不明"),
}
CATEGORIES: dict[str, Pair] = {
    "economy": ("Economy", "经济"),
    "enterprise": ("Firms", "企业"),
    "innovation_input": ("Innovation input", "创新投入"),
    "innovation_output": ("Innovation output", "创新产出"),
    "ip": ("Intellectual property", "知识产权"),
    "platform": ("Platforms", "平台载体"),
    "talent": ("Talent", "人才"),
    "industry": ("Industry", "产业"),
    "openness": ("Openness", "开放"),
    "finance": ("Finance", "金融"),
    "space": ("Space", "空间"),
    "green": ("Green", "绿色"),
    "livability": ("Livability", "宜居"),
    "evaluation": ("Evaluation", "评价"),
}
FLAGS: dict[str, Pair] = {
    "proxy": ("stand-in", "替代"),
    "derived": ("derived", "推算"),
    "conflict": ("conflict", "说法不一"),
    "reviewed": ("reviewed", "已核"),
    "undated": ("undated", "无日期"),
    "unproven": ("unproven", "无原文"),
    "target": ("target", "目标"),
    "length": ("other length", "时长不同"),
}


def pick(pair: Pair, lang: str) -> str:
    """The one of a pair that the reader wants."""
    return pair[1] if lang == "zh" else pair[0]


def metric_name(metric: str, lexicon: Lexicon, lang: str) -> str:
    """An indicator's name; its id where the lexicon no longer has it."""
    known = lexicon.metrics.get(metric)
    return metric if known is None else pick((known.en, known.zh), lang)


def measure_name(measure: str, lang: str) -> str:
    """What of an indicator a number says; the word itself where it is none of the measures."""
    return pick(MEASURES.get(measure, (measure, measure)), lang)


def both_names(metric: Metric) -> Pair:
    """An indicator's English and Chinese name."""
    return metric.en, metric.zh


def category_name(category: str, lang: str) -> str:
    """A group of indicators; its id where a user's lexicon made it."""
    return pick(CATEGORIES.get(category, (category, category)), lang)


def basis_name(basis: str, lang: str) -> str:
    """What a growth is against."""
    return pick(_BASES.get(basis, (basis, basis)), lang)


def whole_name(whole: str, lang: str) -> str:
    """What a share is of."""
    return pick(_WHOLES.get(whole, (f"of {whole}", f"占{whole}")), lang)


def measure_phrase(measure: str, basis: str | None, whole: str | None, span: int | None, lang: str) -> str:
    """What is said of an indicator, as its row says it: 同比增长, 年均增长, 占全市比重, 9年增长; empty for a level."""
    if measure == "level":
        return ""
    name = measure_name(measure, lang)
    if measure == "cagr":
        return name
    if whole is not None:
        return f"{name} {whole_name(whole, lang)}" if lang == "en" else whole_name(whole, lang) + "比重"
    if basis is None and span is None:
        return name
    when = span_name(span, lang) if span is not None and basis != "qoq" else basis_name(basis or "unstated", lang)
    return f"{when}{name}" if lang == "zh" else f"{name} {when}"


def span_name(months: int, lang: str) -> str:
    """A distance in time: 9年9个月, over 9 years 9 months."""
    years, rest = divmod(months, 12)
    if not years or months < 0:
        return length_name(months, lang) if lang == "zh" else f"over {length_name(months, lang)}"
    if lang == "zh":
        return f"{years}年" + f"{rest}个月" * bool(rest)
    return f"over {years} year{'s' * (years > 1)}" + f" {rest} month{'s' * (rest > 1)}" * bool(rest)
