"""The layouts that tables of zones, indicators and years come in."""

from __future__ import annotations

import pytest
from table_texts import says

LAYOUTS = {
    "zones down": (
        """表1-2 2021年国家高新区主要指标（单位：亿元）
        高新区 | 营业收入 | 高新技术企业数（家） | 年末从业人员（万人）
        新乡 | 640 | 135 | 5.2
        合肥 | 1,234.5 | 5 934 | …""",
        "新乡 revenue 640亿元 2021;新乡 hitech_firms 135家 2021;新乡 employees 52000.0人 2021;"
        "合肥 revenue 1234.5亿元 2021;合肥 hitech_firms 5934家 2021",
    ),
    "zones across": (
        """指标 | 新乡高新区 | 南阳高新区 | 郑州经开区
        2021年营业收入（亿元） | 640 | - | 9""",
        "新乡 revenue 640亿元 2021;郑州经开区 revenue 9亿元 2021",
    ),
    "years across, units in a column": (
        """新乡高新区主要指标
        指标 | 单位 | 2020 | 2021 | 同比增长(%)
        营业收入 | 亿元 | 580.1 | 640 | 10.3
        其中：出口 | 万美元 | 6 | 7 | -3.2""",
        "新乡 revenue 580.1亿元 2020;新乡 revenue 640亿元 2021;新乡 revenue growth 10.3% 2021;"
        "新乡 exports 0.0006亿美元 2020;新乡 exports 0.0007亿美元 2021;新乡 exports growth -3.2% 2021",
    ),
    "years down": (
        """新乡高新区历年指标 单位：亿元
        年份 | 营业收入 | 净利润
        2020 | 3 | 4
        2021年 | 5 | 6""",
        "新乡 revenue 3亿元 2020;新乡 net_profit 4亿元 2020;新乡 revenue 5亿元 2021;新乡 net_profit 6亿元 2021",
    ),
    "heads of two rows, merged": (
        """高新区 | 营业收入（亿元） | > | 净利润（万元） | > | 增速（%）
        ^ | 2020年 | 2021年 | 2020年 | 2021年 | 2021年
        新乡 | 1 | 2 | 30 | 40 | 5""",
        "新乡 revenue 1亿元 2020;新乡 revenue 2亿元 2021;新乡 net_profit 0.003亿元 2020;"
        "新乡 net_profit 0.004亿元 2021;新乡 net_profit growth 5% 2021",
    ),
    "heads of two rows, unmerged": (
        """单位：亿元
        高新区 | 营业收入 | | 净利润 |
        | 2020年 | 2021年 | 2020年 | 2021年
        新乡 | 1 | 2 | 3 | 4""",
        "新乡 revenue 1亿元 2020;新乡 revenue 2亿元 2021;新乡 net_profit 3亿元 2020;新乡 net_profit 4亿元 2021",
    ),
    "a head over two lines": (
        """2021年
        高新区 | 高新技术企业 | 营业收入
        | 数量（家） | （亿元）
        新乡 | 135 | 640""",
        "新乡 hitech_firms 135家 2021;新乡 revenue 640亿元 2021",
    ),
    "pairs of value and growth": (
        """2021年上半年
        高新区 | 工业总产值（亿元） | 增速（%） | 占全省比重（%） | 固定资产投资 | 增速 | 排名
        郑州高新区 | 300 | 8.5 | 12 | - | -3.1 | 3""",
        "郑州 output 300亿元 2021-H1;郑州 output growth 8.5% 2021-H1;郑州 output share 12% 2021-H1;"
        "郑州 fixed_investment growth -3.1% 2021-H1;郑州 fixed_investment rank 3位 2021-H1",
    ),
    "a list of names and values": (
        """新乡高新区2021年主要指标
        营业收入 | 640亿元
        高新技术企业 | 135家
        同比增长 | 12.5%""",
        "新乡 revenue 640亿元 2021;新乡 hitech_firms 135家 2021;新乡 hitech_firms growth 12.5% 2021",
    ),
    "sections": (
        """2021年国家高新区主要指标
        高新区 | 高新技术企业（家）
        一、东部地区 | >
        无锡 | 200
        二、中部地区 | >
        新乡 | 135
        合计 | 335""",
        "无锡 hitech_firms 200家 2021;新乡 hitech_firms 135家 2021;合计 hitech_firms 335家 2021",
    ),
    "serial numbers and provinces": (
        """2021年高新区情况
        序号 | 省份 | 高新区 | 高新技术企业
        1 | 河南 | 新乡 | 135
        2 | | 南阳 | 20
        3 | 江苏 | 苏州工业园 | 300""",
        "新乡 hitech_firms 135家 2021;南阳 hitech_firms 20家 2021;苏州工业园 hitech_firms 300家 2021",
    ),
    "a ranking": (
        """2021年国家高新区综合评价排名
        排名 | 高新区
        1 | 中关村
        2 | 张江高新区""",
        "中关村 rank_overall rank 1位 2021;张江 rank_overall rank 2位 2021",
    ),
    "a repeated head": (
        """2021年
        高新区 | 高新技术企业
        新乡 | 135
        高新区 | 高新技术企业
        南阳 | 20""",
        "新乡 hitech_firms 135家 2021;南阳 hitech_firms 20家 2021",
    ),
    "two tables in one sheet": (
        """2020年高新区企业 | >
        高新区 | 高新技术企业
        新乡 | 111
        2021年高新区企业 | >
        高新区 | 上市企业
        新乡 | 3""",
        "新乡 hitech_firms 111家 2020;新乡 listed_firms 3家 2021",
    ),
    "a count that looks like a year": (
        """2021年
        高新区 | 高新技术企业 | 上市企业
        新乡高新区 | 2012 | 5
        南阳高新区 | 1998 | -""",
        "新乡 hitech_firms 2012家 2021;新乡 listed_firms 5家 2021;南阳 hitech_firms 1998家 2021",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name: str) -> None:
    table, expected = LAYOUTS[name]
    assert says(table) == expected.split(";")
