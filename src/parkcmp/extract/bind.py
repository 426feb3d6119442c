"""Bind numbers to what they say: one pass over the sentences with explicit state, one decision a number.

For each quantity the words since the number before it are read in order (times, owners, plans), then its shape is decided
(measures.py) and its indicator found (labels.py). What cannot be placed gets a reason, never a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from parkcmp.extract import decide
from parkcmp.extract.along import Along
from parkcmp.extract.asides import find_asides, is_footnote
from parkcmp.extract.chains import begin_chain, end_chain
from parkcmp.extract.clock import Clock
from parkcmp.extract.course import Course
from parkcmp.extract.dealt import deal_out, is_district
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label, Labels
from parkcmp.extract.lists import find_groups
from parkcmp.extract.measures import FROM, Lead, Leads
from parkcmp.extract.mentions import OwnerMention
from parkcmp.extract.owners import Speaker
from parkcmp.extract.parts import narrow
from parkcmp.extract.placing import CHAINED, REPORTED, amount_of
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.rules import is_rule_sentence
from parkcmp.extract.seats import title_seat
from parkcmp.extract.sections import is_annual, set_default
from parkcmp.extract.sentence import Sentence
from parkcmp.extract.structure import Paragraph, Structure, sentences
from parkcmp.extract.targets import FORECASTS, TOWARDS, aims_behind, announces_goals, find_target, may_plan
from parkcmp.extract.times import Time
from parkcmp.extract.vocabulary import Vocabulary
from parkcmp.extract.wording import BRANCH, by_parts, continues, sector_clause
from parkcmp.extract.year_parts import year_of
from parkcmp.lexicon.cues import Cues
from parkcmp.model import Measure, Reason

_SHORT = 40
_CARRIES = re.compile(r"[ ：|]*(?:同比|比上年|较上年|年均)?(?:增长|下降|增速|增幅)?[ ：]*")
_GOES_ON = re.compile(r"[\s（，]*(?:同比|比上年|较上年|两年平均|年均|名义|可比)*(?:增长|下降|增速|增幅|增加|占(?=全))")


class Binder:
    """Reads a folded text with all its mentions once, in order."""

    def __init__(
        self,
        text: str,
        vocabulary: Vocabulary,
        cues: Cues,
        structure: Structure,
        times: Sequence[Time],
        owners: list[OwnerMention],
        labels: Labels,
        quantities: Sequence[Quantity],
        published: str | None,
    ) -> None:
        self.text = text
        self.leads = Leads(text)
        self.vocabulary = vocabulary
        self.cues = cues
        self.structure = structure
        self.times = Along(times)
        self.owners = Along(owners)
        self.labels = labels
        self.quantities = quantities
        self.clock = Clock(published)
        self.speaker = Speaker(vocabulary.lexicon)
        self.speaker.guest = structure.hosted
        self.speaker.seat = title_seat(text, structure.title, self.owners, vocabulary.lexicon)
        self.drafts: list[Draft] = []
        self.reasons: list[tuple[Quantity, Reason]] = []
        self._course = Course(labels, self.clock, self.speaker, self.times, self.owners)
        self._silent = Sentence(0, 0)  # stands for any sentence without a number, of which nothing is asked later
        self.paragraph: Paragraph | None = None
        self._ruled = self._planned = False
        self.last_label: Label | None = None
        self._before_items: tuple[str | None, bool] = (None, False)
        self.annual = False
        self._last: Paragraph | None = None
        self._told: Draft | None = None  # the number of the line before, of which this line goes on
        self._heading: Paragraph | None = None  # the line before, whose end may name the indicator of a bare number

    def bind(self) -> None:
        """Fill `drafts` and `reasons`."""
        index, article, text = 0, -1, self.text
        starts = [q.start for q in self.quantities]
        ends = {paragraph.article: paragraph.end for paragraph in self.structure.paragraphs}
        for paragraph in self.structure.paragraphs:
            self.paragraph = paragraph
            sections = paragraph.sections
            self._ruled = bool(sections) and any(section.rule for section in sections)
            self._planned = bool(sections) and any(section.target for section in sections)
            if paragraph.article != article:
                article = paragraph.article
                self.clock.begin_article()
                self.annual = is_annual(text, self.times, paragraph.start, ends[article], self.clock.published)
            kept = (self.clock.period, self.clock.said)
            told = self._line_before(paragraph)
            counted = index < len(starts) and starts[index] < paragraph.end
            set_default(self.clock, paragraph, self.times if counted else None, text)
            self._begin_clock(paragraph)
            self.speaker.begin_paragraph(paragraph.topic)
            self.last_label = None
            if told is not None:
                self.clock.period, self.clock.said = kept
                self.speaker.topic = self.speaker.topic or told.owner
            self._told = told
            first = True
            for a, b in sentences(text, paragraph.start, paragraph.end):
                before = bisect_left(starts, a, index)
                index = bisect_left(starts, b, before)
                self._sentence(a, b, self.quantities[before:index], first)
                first = False
            self._heading = paragraph
            self._last = paragraph
            if not (paragraph.heading or paragraph.item):
                self._before_items = (self.clock.period, self.clock.said)

    def _line_before(self, paragraph: Paragraph) -> Draft | None:
        """The number that the short line before ends on, where this line only goes on about it: 增长11.1%！"""
        before = self._last
        if before is None or before.article != paragraph.article or before.end - before.start > _SHORT:
            return None
        last = self.drafts[-1] if self.drafts and self.drafts[-1].q.start >= before.start else None
        return last if last is not None and _GOES_ON.match(self.text, paragraph.start) else None

    def _label_alone(self, paragraph: Paragraph) -> Label | None:
        """An indicator that ends a line without a number of its own; its number stands in the next line."""
        a, b = self.text.rfind("，", paragraph.start, paragraph.end) + 1 or paragraph.start, paragraph.end
        if b - a > 40 or self.structure.title == (a, b) or (self.drafts and self.drafts[-1].q.start >= a):
            return None
        label = self.labels.ending(b, a)
        return label if label is not None and label.metric is not None and label.metric.kind != "rank" else None

    def _begin_clock(self, paragraph: Paragraph) -> None:
        """Items of a list stay in the time of the paragraph that introduces them."""
        said = self._before_items
        self.clock.begin_paragraph()
        if paragraph.item and self.clock.default is None:
            self.clock.period, self.clock.said = said

    def _sentence(self, a: int, b: int, numbers: Sequence[Quantity], first: bool) -> None:
        text, clock = self.text, self.clock
        clock.begin_sentence()
        self.speaker.begin_sentence()
        if not numbers:
            self._planned = self._planned or announces_goals(text, a, b)
            if self._course.stands_before(b):
                silent = self._silent
                silent.start, silent.end, silent.mark = a, b, self._course.next_mark(a, b)
                self._course.go_to(b, silent, first)
            return
        sentence = Sentence(
            a, b, mark=self._course.next_mark(a, b), total=text.find("累计", a, b), part=text.find("其中", a, b),
            may_plan=may_plan(text, a, b, self.cues), may_lead=BRANCH.search(text, a, b) is not None,
            period_before=(clock.period, clock.said), rule=is_rule_sentence(text, a, b),
        )  # fmt: skip
        if len(numbers) > 1:
            sentence.groups = find_groups(text, numbers, a)
        if first and self._told is not None:
            sentence.label, sentence.label_draft = self._told.label, self._told
        if first and self._heading is not None and _CARRIES.fullmatch(text, a, numbers[0].left):
            sentence.label = self._label_alone(self._heading) or sentence.label
        sentence.asides = find_asides(text, a, b, numbers)
        cursor = a
        for q in numbers:
            if q.start < cursor:
                self.reasons.append((q, Reason.NAME))
                continue
            self._course.go_to(q.left, sentence, first)
            lead = self.leads.before(cursor, q.left)
            outcome = self._decide(q, lead, cursor, sentence)
            if isinstance(outcome, Reason):
                if outcome is Reason.COMPARISON:
                    self._remember_label(lead, sentence)
                elif outcome in (Reason.LABEL, Reason.UNIT) and q.kind != "time" and not is_footnote(text, q):
                    sentence.refused = q.right
                self.reasons.append((q, outcome))
                cursor = q.right
                continue
            outcome.sentence = (a, b)
            if outcome.metric is None and is_district(outcome):
                deal_out(self, lead, sentence)
            if 0 <= sentence.part < q.left:
                narrow(self, outcome, sentence)
            self._keep(outcome, sentence)
            self.drafts.append(outcome)
            cursor = q.right
            if outcome.label is not None and outcome.label.start >= q.right:
                cursor = max(cursor, outcome.label.end)
        self._course.go_to(b, sentence, first)
        if sentence.target and not (sentence.forecast and self._is_over(self.clock.period)):
            self.clock.period, self.clock.said = sentence.period_before
        self.last_label = sentence.label or self.last_label

    def _remember_label(self, lead: Lead, sentence: Sentence) -> None:
        """An indicator named before a comparison is still what the next number speaks of."""
        for mention in reversed(self.labels.within(lead.start, lead.start + len(lead.text))):
            label = self.labels.ending(mention.end, lead.start)
            if label is not None and label.metric is not None:
                sentence.label, sentence.label_draft = label, None
                return

    def _keep(self, draft: Draft, sentence: Sentence) -> None:
        sentence.drafts.append(draft)
        if not draft.target and draft.measure in REPORTED and not draft.chain:
            self.clock.report(draft.period)
        if draft.metric is None and draft.measure is Measure.RANK:
            return  # the place of a growth rate is no new indicator
        if sentence.dealt_out and draft.metric is None and is_district(draft):
            return
        if draft.label is not None and not draft.chain:
            sentence.label = draft.label
            sentence.label_draft = draft

    def _is_over(self, period: str | None) -> bool:
        """Whether a period does not lie ahead: a forecast of it (2023年预计完成…) is as good as an account."""
        published = self.clock.published
        return period is not None and (published is None or year_of(period) <= year_of(published))

    def _decide(self, q: Quantity, lead: Lead, cursor: int, sentence: Sentence) -> Draft | Reason:
        if self._ruled:
            return Reason.RULE
        if sentence.may_lead and not sentence.sector:
            sentence.sector = sector_clause(self, sentence.start, q.left)
        if not sentence.target:
            self._look_for_target(q, lead, sentence)
        group = sentence.groups.get(q.start)
        if group is not None and group.index(q) > 0:
            return decide.member(self, q, group, sentence)
        if sentence.chain is not None:
            chained = end_chain(self, q, lead, sentence)
            if chained is not None:
                return chained
        outcome = decide.number(self, q, lead, cursor, sentence, group)
        from_ = "由" in lead.clause or "从" in lead.clause
        if from_ and isinstance(outcome, Draft) and FROM.search(lead.clause) and outcome.measure in CHAINED:
            begin_chain(self, outcome, lead, sentence)
        return outcome

    def _look_for_target(self, q: Quantity, lead: Lead, sentence: Sentence) -> None:
        """Whether the words up to a number make it and the rest of its clause a plan."""
        if sentence.may_plan:
            since = max(sentence.start, sentence.clause, sentence.planned)
            word = find_target(self.text, since, q.left, self.cues, self.labels)
            sentence.target, sentence.forecast = bool(word), word in FORECASTS
            sentence.planned = max(sentence.planned, q.left - 8)
        if not sentence.target and aims_behind(self.text, q.right) and TOWARDS.search(lead.clause):
            sentence.target = True

    # -- what deciders ask

    def is_target(self, sentence: Sentence, period: str | None) -> bool:
        """Whether a number is planned: by its sentence, its section or its year."""
        if sentence.target or self._planned:
            return True
        published = self.clock.published
        return bool(period and published and year_of(period) > year_of(published))

    def carried(self, q: Quantity, lead: Lead, sentence: Sentence) -> tuple[Label | None, Draft | None]:
        """The indicator that a number without a name of its own speaks of: named in an earlier clause, else the last one."""
        for mention in reversed(self.labels.within(lead.start, q.left)):
            label = self.labels.ending(mention.end, lead.start)
            if label is None or label.metric is None or label.modifier or label.metric.kind == "rank":
                continue
            if amount_of(q, label.metric, None) is not None or q.kind in ("percent", "times", "doublings"):
                return label, None
        if sentence.dealt_out:
            # 城东区（含开发区）270亿元: whose it is nobody knows
            named = any(o.end == q.left for o in self.owners.within(lead.start, q.left))
            return (sentence.label, None) if named else (None, None)
        if lead.start == sentence.refused:
            return None, None  # 技改投资26.3亿，增长9%: the growth is of what nobody could place
        if sentence.label is not None:
            return sentence.label, sentence.label_draft
        return self.last_label_if_continued(lead), None

    def last_label_if_continued(self, lead: Lead) -> Label | None:
        """The last sentence's indicator, where this one only goes on about it (其中第三季度为…, 分季度看，一季度增长…)."""
        goes_on = by_parts(lead.text) or continues(self, lead.start, lead.start + len(lead.text))
        return self.last_label if goes_on else None
