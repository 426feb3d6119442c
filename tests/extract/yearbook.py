"""Yearbook-like workbooks of invented figures in several layouts, each with the value that every cell must give.

`python tests/extract/yearbook.py FOLDER` writes them out to be looked at.
"""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from parkcmp.lexicon.load import load_lexicon

YEARS = (2017, 2018, 2019, 2020, 2021)
# id, head, printed unit, decimals, factor to the indicator's own unit
INDICATORS = (
    ("gdp", "园区生产总值", "亿元", 2, "1"),
    ("revenue", "营业收入", "亿元", 2, "1"),
    ("output", "工业总产值", "万元", 0, "0.0001"),
    ("output_above_scale", "规模以上工业总产值", "亿元", 1, "1"),
    ("industrial_va", "工业增加值", "亿元", 2, "1"),
    ("net_profit", "净利润", "千元", 0, "0.00001"),
    ("taxes_paid", "上缴税费", "亿元", 2, "1"),
    ("budget_revenue", "一般公共预算收入", "亿元", 2, "1"),
    ("assets_yearend", "年末资产", "亿元", 1, "1"),
    ("fixed_investment", "固定资产投资", "亿元", 2, "1"),
    ("exports", "出口总额", "万美元", 0, "0.0001"),
    ("firms_total", "入统企业数", "家", 0, "1"),
    ("registered_firms", "工商注册企业数", "个", 0, "1"),
    ("hitech_firms", "高新技术企业", "家", 0, "1"),
    ("tech_smes", "入库科技型中小企业", "家", 0, "1"),
    ("srdi_giants", "专精特新“小巨人”企业", "家", 0, "1"),
    ("listed_firms", "上市企业", "家", 0, "1"),
    ("employees", "年末从业人员", "万人", 2, "10000"),
    ("rd_fte", "R&D人员折合全时当量", "人年", 0, "1"),
    ("rd_expenditure", "R&D经费内部支出", "亿元", 2, "1"),
    ("rd_share", "R&D经费支出占园区生产总值比重", "%", 2, "1"),
    ("profit_margin", "企业利润率", "%", 1, "1"),
    ("patent_grants", "专利授权数", "件", 0, "1"),
    ("invention_grants", "发明专利授权数", "件", 0, "1"),
    ("invention_valid", "拥有有效发明专利数", "件", 0, "1"),
    ("labor_productivity", "全员劳动生产率", "万元/人", 1, "1"),
    ("incubators", "科技企业孵化器", "家", 0, "1"),
    ("incubators_national", "国家级科技企业孵化器", "家", 0, "1"),
    ("tech_contracts", "技术合同成交额", "亿元", 2, "1"),
    ("area", "管理面积", "公顷", 0, "0.01"),
)
UNMAPPED = ("企业幸福指数", "园区咖啡馆数")
OWN_UNITS = {"亿元": "亿元", "万元": "亿元", "千元": "亿元", "万美元": "亿美元", "万人": "人", "公顷": "平方公里"}


@dataclass
class Yearbook:
    """A workbook and what it says: (park, metric, period) → value in the metric's own unit, growth rates apart."""

    data: bytes = b""
    levels: dict[tuple[str, str, str], tuple[Decimal, str]] = field(default_factory=dict)
    growth: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)
    missing: int = 0


class Maker:
    """Writes one workbook, keeping account of what it writes."""

    def __init__(self, parks: int, seed: int = 7) -> None:
        lexicon = load_lexicon()
        self.parks = list(lexicon.parks.values())[:parks]
        units = {m.id: m.unit for m in lexicon.metrics.values()}
        assert all(i[0] in units for i in INDICATORS)
        self.random = random.Random(seed)
        self.book = Yearbook()
        self._buffer = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._buffer)
        self.formats = {n: self.file.add_format({"num_format": "#,##0." + "0" * n if n else "#,##0"}) for n in range(3)}
        self.percent = self.file.add_format({"num_format": "0.0%"})

    def value(self, sheet: Worksheet, row: int, column: int, park: str, indicator: tuple, year: int) -> None:  # type: ignore[type-arg]
        """One cell of an invented value, sometimes missing."""
        metric, _, unit, decimals, factor = indicator
        draw = self.random.random()
        if draw < 0.03:
            if draw < 0.02:
                sheet.write(row, column, "-" if draw < 0.01 else "…")
            self.book.missing += 1
            return
        top = 99 if unit == "%" else 60_000 if decimals else 900_000
        number = Decimal(self.random.randrange(1, top * 10**decimals)).scaleb(-decimals)
        sheet.write_number(row, column, float(number), self.formats[decimals])
        own = OWN_UNITS.get(unit, {"registered_firms": "家"}.get(metric, unit))
        self.book.levels[park, metric, str(year)] = (number * Decimal(factor), own)

    def rate(self, sheet: Worksheet, row: int, column: int, park: str, metric: str, year: int, *, sign: bool) -> None:
        """A growth rate, as 13.9% (stored 0.139) or as 13.9 under a head with (%)."""
        number = Decimal(self.random.randrange(-300, 900)).scaleb(-1)
        if sign:
            sheet.write_number(row, column, float(number / 100), self.percent)
        else:
            sheet.write_number(row, column, float(number))
        self.book.growth[park, metric, str(year)] = number

    def noise(self, sheet: Worksheet, row: int, column: int) -> None:
        """A value that no park may get."""
        sheet.write_number(row, column, self.random.randrange(1, 900_000))

    def close(self) -> Yearbook:
        self.file.close()
        self.book.data = self._buffer.getvalue()
        return self.book


def sheet_a_year(parks: int) -> Yearbook:
    """Parks down, indicators across, a sheet a year; units in the heads, totals on top, two unmapped heads."""
    maker = Maker(parks)
    for year in YEARS:
        sheet = maker.file.add_worksheet(f"{year}年")
        sheet.merge_range(0, 0, 0, len(INDICATORS), f"表1 {year}年国家高新区企业主要经济指标")
        for column, head in enumerate(["高新区", *(f"{i[1]}（{i[2]}）" for i in INDICATORS), *UNMAPPED]):
            sheet.write(1, column, head)
        for row, name in enumerate(("合计", "东部", "中部"), start=2):
            sheet.write(row, 0, name)
            for column in range(1, len(INDICATORS) + 1):
                maker.noise(sheet, row, column)
        for row, park in enumerate(maker.parks, start=5):
            sheet.write(row, 0, park.key)
            for column, indicator in enumerate(INDICATORS, start=1):
                maker.value(sheet, row, column, park.key, indicator, year)
            maker.noise(sheet, row, len(INDICATORS) + 1)
        sheet.write(6 + parks, 0, "注：1.数据来自2022年汇总；2.“-”表示没有数据。")
    return maker.close()


def sheet_an_indicator(parks: int) -> Yearbook:
    """Parks down, years across, a sheet an indicator; the unit in a line of its own, serial numbers, provinces."""
    maker = Maker(parks)
    for indicator in INDICATORS:
        sheet = maker.file.add_worksheet(indicator[1].replace("/", "")[:31])
        sheet.write(0, 0, f"各国家高新区{indicator[1]}")
        sheet.write(1, 7, f"单位：{indicator[2]}")
        sheet.merge_range(2, 0, 3, 0, "序号")
        sheet.merge_range(2, 1, 3, 1, "省份")
        sheet.merge_range(2, 2, 3, 2, "高新区名称")
        sheet.merge_range(2, 3, 2, 7, "年份")
        for column, year in enumerate(YEARS, start=3):
            sheet.write(3, column, year)
        province = ""
        for row, park in enumerate(maker.parks, start=4):
            sheet.write(row, 0, row - 3)
            if park.province != province:
                province = park.province
                sheet.write(row, 1, province)
            sheet.write(row, 2, park.official_name)
            for column, year in enumerate(YEARS, start=3):
                maker.value(sheet, row, column, park.key, indicator, year)
    return maker.close()


def sheet_a_park(parks: int) -> Yearbook:
    """Indicators down, years across, a sheet a park; a column of units, growth over the year before."""
    maker = Maker(parks)
    for park in maker.parks:
        sheet = maker.file.add_worksheet(park.key)
        sheet.write(0, 0, f"{park.short_name}主要指标")
        for column, head in enumerate(["指标", "计量单位", *(f"{y}年" for y in YEARS), "同比增长"]):
            sheet.write(1, column, head)
        for row, indicator in enumerate(INDICATORS, start=2):
            sheet.write(row, 0, f"{row - 1}.{indicator[1]}")
            sheet.write(row, 1, indicator[2])
            for column, year in enumerate(YEARS, start=2):
                maker.value(sheet, row, column, park.key, indicator, year)
            maker.rate(sheet, row, 7, park.key, indicator[0], YEARS[-1], sign=True)
    return maker.close()


def years_under_indicators(parks: int) -> Yearbook:
    """One broad sheet: parks down, each indicator's head merged over its five years and their growth in the last."""
    maker = Maker(parks)
    sheet = maker.file.add_worksheet("总表")
    sheet.write(0, 0, "国家高新区2017-2021年主要指标")
    sheet.merge_range(1, 0, 2, 0, "高新区")
    for number, indicator in enumerate(INDICATORS):
        first = 1 + number * 6
        sheet.merge_range(1, first, 1, first + 5, f"{indicator[1]}({indicator[2]})")
        for offset, year in enumerate(YEARS):
            sheet.write(2, first + offset, f"{year}年")
        sheet.write(2, first + 5, "增速(%)")
    for row, park in enumerate(maker.parks, start=3):
        sheet.write(row, 0, park.short_name)
        for number, indicator in enumerate(INDICATORS):
            first = 1 + number * 6
            for offset, year in enumerate(YEARS):
                maker.value(sheet, row, first + offset, park.key, indicator, year)
            maker.rate(sheet, row, first + 5, park.key, indicator[0], YEARS[-1], sign=False)
    sheet.write(3 + parks, 0, "全国合计")
    maker.noise(sheet, 3 + parks, 1)
    return maker.close()


def years_down(parks: int) -> Yearbook:
    """Each park's name merged beside its five years, indicators across."""
    maker = Maker(parks)
    sheet = maker.file.add_worksheet("历年数据")
    for column, head in enumerate(["国家高新区", "年份", *(f"{i[1]}/{i[2]}" for i in INDICATORS if "/" not in i[2])]):
        sheet.write(0, column, head)
    plain = [i for i in INDICATORS if "/" not in i[2]]
    for number, park in enumerate(maker.parks):
        first = 1 + number * len(YEARS)
        sheet.merge_range(first, 0, first + len(YEARS) - 1, 0, park.short_name)
        for offset, year in enumerate(YEARS):
            sheet.write(first + offset, 1, year)
            for column, indicator in enumerate(plain, start=2):
                maker.value(sheet, first + offset, column, park.key, indicator, year)
    return maker.close()


def parks_across(parks: int) -> Yearbook:
    """Indicators down, parks across, a sheet a year whose name alone gives the year."""
    maker = Maker(parks)
    for year in YEARS:
        sheet = maker.file.add_worksheet(str(year))
        sheet.write(0, 0, "项目")
        sheet.write(0, 1, "单位")
        for column, park in enumerate(maker.parks, start=2):
            sheet.write(0, column, park.short_name)
        for row, indicator in enumerate(INDICATORS, start=1):
            sheet.write(row, 0, indicator[1])
            sheet.write(row, 1, indicator[2])
            for column, park in enumerate(maker.parks, start=2):
                maker.value(sheet, row, column, park.key, indicator, year)
    return maker.close()


LAYOUTS: dict[str, Callable[[int], Yearbook]] = {
    "sheet-a-year": sheet_a_year,
    "sheet-an-indicator": sheet_an_indicator,
    "sheet-a-park": sheet_a_park,
    "years-under-indicators": years_under_indicators,
    "years-down": years_down,
    "parks-across": parks_across,
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in LAYOUTS.items():
        (folder / f"{name}.xlsx").write_bytes(make(178).data)
