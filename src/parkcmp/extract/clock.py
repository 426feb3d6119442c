"""The running time of a text: what 同期, 上半年 or 年末 mean where they stand, and what a growth is counted from.

One clock a document, told of each time in reading order; it forgets what a paragraph said when the next one begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parkcmp.extract.bases import is_base, is_compared_with
from parkcmp.extract.events import ATTRIBUTE_AFTER, MADE_PUBLIC, dates_an_event, is_planned_year
from parkcmp.extract.times import Time
from parkcmp.extract.year_parts import before, join, month_of, over_month, part_of, year_before, year_of

_WHOLE = re.compile(r"\d{4}(?:-[HQ]\d|-\d\d/\d{4}-\d\d)?")
_SINCE_AFTER = re.compile(r"(?:年)?(?:以来|起|至今|开始|到现在)")
_ADDED_UP = {"-Q2": "-H1", "-Q3": "-01/09", "-Q4": ""}
_FROM_BEFORE = re.compile(r"(?:自|从|由)$")
_UP_TO = ("截至", "截止", "到", "至")
_YEAR_JUST_SAID = re.compile(r"(?P<year>[12]\d{3})年(?:\d{1,2}月)?$")
_YEAR_BEFORE = re.compile(r"\d年$")
_UNTIL_AFTER = re.compile(r"(?:到|至|—|-|~)")
_UNTIL_BEFORE = re.compile(r"(?:到|至|—|-|~)$")
_EARLIER_AFTER = re.compile(r"(?:相比|增|下降|提|基数)")
_PRECEDING_AFTER = re.compile(r"(?:相比|增|下降|提)")


@dataclass(slots=True)
class Clock:
    """`published` YYYY-MM[-DD] or None. `period`, `base`, `since`, `span` are the running ones; `default` what holds where a
    paragraph says nothing (a heading's or title's period)."""

    published: str | None = None
    default: str | None = None
    period: str | None = None
    said: bool = False
    base: str | None = None
    since: str | None = None
    span: tuple[str, str] | None = None
    article_span: tuple[str, str] | None = None
    base_unknown: bool = False
    average: int | None = None
    article_year: int | None = None
    frame: str | None = None
    last_base: str | None = None
    momentary: tuple[str | None, bool] | None = None
    earlier: tuple[str | None, bool] = (None, False)
    spanned: bool = False
    since_here: bool = False
    up_to: str | None = None  # the quarter that 截至三季度 ended with
    founded: bool = False  # since the zone began

    def begin_article(self) -> None:
        """Forget the article before."""
        self.article_span = self.article_year = self.frame = None

    def begin_paragraph(self) -> None:
        """Forget what the last paragraph said."""
        self.period, self.said = self.default, False
        self.base = self.since = self.span = self.last_base = self.momentary = None
        self.average = None
        self.base_unknown = False

    def begin_sentence(self) -> None:
        """A base holds within its sentence; periods run on, but what 去年同期 meant was of one number."""
        self.begin_clause()
        self.base = self.last_base = None
        self.average = None
        self.base_unknown = self.spanned = self.founded = self.since_here = False

    def begin_clause(self) -> None:
        """Behind a semicolon a base holds for average growth only."""
        if self.momentary is not None:
            self.period, self.said = self.momentary
            self.momentary = None
        self.last_base, self.base = self.base or self.last_base, None

    def is_ahead(self, period: str) -> bool:
        """Whether a period ends after the publication, or nobody knows."""
        return self.published is None or year_of(period) > year_of(self.published)

    @property
    def now(self) -> str | None:
        """The month of publication."""
        return month_of(self.published) if self.published else None

    @property
    def current(self) -> str | None:
        """The period of a number that stands here."""
        return self.period if self.period is not None or self.said else self.default or self.now

    def year(self) -> int | None:
        """The running year."""
        for period in (self.period, self.default):
            if period:
                return year_of(period)
        if self.article_year is not None:
            return self.article_year
        return year_of(self.published) if self.published else None

    def tell(self, time: Time, text: str) -> None:
        """Take note of a time mention in its place."""
        if time.kind == "duration" or (time.kind == "average" and time.years is None):
            return
        lead, after = text[max(0, time.start - 8) : time.start], text[time.end : time.end + 14]
        if is_planned_year(time, lead, after):
            return
        based = is_base(lead, after)
        if ATTRIBUTE_AFTER.match(after) or (time.kind == "period" and not based and dates_an_event(text, time)):
            return
        period = self.resolve(time)
        if time.kind == "average":
            self.average = time.years
            return
        if time.kind == "plan" and time.first:
            self.spanned = self.spanned or time.tail in ("期间", "时期")
        if time.kind == "plan" and time.first and time.tail in ("期间", "时期", "以来", ""):
            self.span = (str(time.first - 1), str(time.year))
            if period is not None and time.tail not in ("以来", ""):
                self.period, self.said = period, True
            return
        if time.kind == "range" and period:
            self.base = self.last_base = None
            self.span = self.article_span = (str(time.first), period)
            self.spanned = True
            self.period, self.said = period, True
            return
        if time.kind == "years_since":
            self._years_since(time)
            self.founded = time.tail == "建区"
            return
        if time.kind == "years_ago":
            if time.years and self.current and is_compared_with(lead):
                self.base = year_before(self.current, time.years)
            elif time.years and time.years >= 3 and self.published and not after.startswith("的"):
                self.momentary = (self.period, self.said)
                self.period, self.said = str(year_of(self.published) - time.years), True
            return
        if time.tail == "年初":
            if based and self.year():
                self.base = str((self.year() or 0) - 1)
            return
        if time.kind == "founding":
            if is_compared_with(lead) or text[time.start : time.end].endswith(("以来", "至今")):
                self.base, self.base_unknown = None, True
                if (year := _YEAR_JUST_SAID.search(lead)) is not None:
                    self.since = year["year"]  # 自1992年建区以来: the year is the beginning's
                    self.period, self.said = self.earlier
                self.founded = not is_compared_with(lead)
            else:
                self.period, self.said = None, True
            return
        if time.kind == "same" and _YEAR_BEFORE.search(lead):
            return  # 2020年同期 was told with its year
        if time.kind == "preceding" or (time.kind == "same" and (based or time.shift == -1)):
            self._tell_earlier(time, lead, after)
            return
        if time.tail == "以来" or _SINCE_AFTER.match(after):
            if period and time.kind != "plan":
                self.since, self.since_here = period, True
                self.span = None
            return
        if time.year is not None and after.startswith("同期") and self.current:
            self.base = join(time.year, part_of(self.current))
            return
        if based:
            self.base = period
            return
        if period is not None:
            joined = _FROM_BEFORE.search(lead) is not None
            if joined and _UNTIL_AFTER.match(after):
                self.span = (period, period)
            elif self.span and self.span[0] == self.span[1] and _UNTIL_BEFORE.search(lead):
                self.span = self.article_span = (self.span[0], period)
                self.spanned = True
            self.earlier = (self.period, self.said)
            # 由上年的65家增加到80家。: what a change came from is told of its own numbers alone.
            passing = joined and lead[-1] in "由从" and "的" in (time.text[-1:], after[:1])
            passing = passing and (self.said or time.year is None)
            passing = passing or ("的" in after and MADE_PUBLIC.match(after) is not None)
            # 1—4月增长6.9%，其中4月份增长8.2%；…: a part of the time is told of its clause alone.
            passing = passing or (
                time.year is None and lead.endswith(("其中", "其中，")) and "；" in text[time.end : time.end + 60]
            )
            self.momentary = (self.momentary or self.earlier) if passing else None
            self.period, self.said = period, True
            self.up_to = period if period[4:] in _ADDED_UP and lead.endswith(_UP_TO) else None
            self.base = None
            self.founded = False
            if not self.since_here and not lead.endswith(_UP_TO):
                self.since = None  # 2012年以来…。2013年新增…: the year is told anew
            if time.year is not None or time.shift is not None:
                self._remember(year_of(period))
        elif time.kind == "now" or time.shift is not None:
            self.period, self.said = None, True  # 目前 and 去年 of a text of no known day are of no known period

    def report(self, period: str | None) -> None:
        """The latest year that numbers are told of, or the first part of it, is what the article reports on."""
        if not period or period == self.frame or not self.said or period != self.period:
            return
        if _WHOLE.fullmatch(period) and (self.frame is None or year_of(period) > year_of(self.frame)):
            self.frame = period

    def _remember(self, year: int) -> None:
        """The year that later paragraphs of the article mean by 年末 or 全年."""
        if self.published is None or year <= year_of(self.published):
            self.article_year = year

    def _years_since(self, time: Time) -> None:
        self.spanned = True
        if not time.years or ("近" in time.text and time.years < 2):
            return
        span = self.article_span
        if span and abs(year_of(span[1]) - year_of(span[0]) + 1 - time.years) <= 1:
            self.span = span
            if not self.said:
                self.period, self.said = span[1], True
        elif self.said and self.current:
            self.span = (str(year_of(self.current) - time.years), self.current)
        elif self.published:
            # 五年来 of a report in the first months of a year ends with the year before.
            early = len(self.published) >= 7 and int(self.published[5:7]) <= 4
            end = str(year_of(self.published) - 1) if early else self.current or self.published[:7]
            self.span = (str(year_of(end) - time.years), end)
            if early and (time.text.endswith("来") or time.text.startswith(("过", "近", "最"))):
                self.period, self.said = end, True

    def _tell_earlier(self, time: Time, lead: str, after: str) -> None:
        current = self.current
        if current is None:
            return
        if time.kind == "preceding":
            if is_compared_with(lead) or _PRECEDING_AFTER.match(after):
                self.base = before(current)
                self.base_unknown = self.base is None
            return
        if is_base(lead, after) or _EARLIER_AFTER.match(after):
            self.base = year_before(current)
        elif time.shift == -1:
            self.momentary = (self.period, self.said)
            self.period, self.said = year_before(current), True

    def resolve(self, time: Time) -> str | None:
        """The period that a time means here, None where nothing tells."""
        if time.kind == "now":
            return self.now
        if time.kind == "same":
            current = (
                self.current
                if self.said or self.default
                else self.frame or (str(self.article_year) if self.article_year else self.current)
            )
            return current if current is None or not time.shift else year_before(current)
        if time.kind == "plan":
            return (
                str(time.year)
                if time.tail.startswith(("末", "期末", "收官")) or time.tail in ("期间", "时期")
                else None
            )
        if time.kind == "range":
            return join(time.year or 0, time.part)
        if time.kind != "period":
            return None
        year = self._year_of(time)
        if year is None:
            return None
        part = time.part
        if not part and time.tail == "" and time.text in ("年末", "年底", "期末", "年终", "岁末"):
            return str(year)
        return join(year, part)

    def _year_of(self, time: Time) -> int | None:
        if time.year is not None:
            return time.year
        if time.shift is not None:
            if self.published is not None:
                return year_of(self.published) + time.shift
            return self.year() if time.text.startswith("过去") else None  # 刚刚过去的一年里 of an undated account
        running = self.year()
        if time.part and self.period is None and self.default is None and self.published is not None:
            # A month or quarter of no named year is the last one before publication.
            running = year_of(self.published)
            if len(self.published) >= 7 and over_month(time.part) > int(self.published[5:7]):
                running -= 1
        if running is None:
            return None
        return running - time.text.startswith(("上年", "上一年")) + time.text.startswith(("次年", "翌年"))

    @property
    def of_flow(self) -> str | None:
        """The period of a flow: a plain 增长12% is of what the article reports on; 截至三季度 adds up the year's quarters."""
        if self.up_to is not None and self.up_to == self.period:
            return join(year_of(self.up_to), _ADDED_UP[self.up_to[4:]])
        if self.period is None and not self.said and self.default is None and self.frame is not None:
            return self.frame
        return self.current
