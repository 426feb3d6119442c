"""How well extracted facts meet the facts that a person marked: what scripts/score and tests/test_corpus.py count.

A prediction meets a marked fact where their spans overlap; of several the one with the fewest wrong fields counts. A
marked fact of tier `optional` may be found or not; only giving its number to a park that is not its own counts.
A number that is no marked fact counts, if predicted, for the class of the marked fact nearest to it.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parkcmp.extract.extraction import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Fact

FIELDS = ("entity", "scope", "metric", "measure", "value", "unit", "bound", "period", "base", "status")
CLASSES = (
    "subjects", "periods", "lists", "comparators", "change", "numbers", "units", "status", "layout", "near_names",
)  # fmt: skip
BASELESS = {"level", "share", "rank", "completion"}  # measures that are not counted from another period
NO_CLASS = "unclassed"

Row = Mapping[str, Any]


@dataclass
class Tally:
    """Counts of one class of wording, or of all. `core`: facts and predictions with a metric of the registry."""

    gold: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0
    core_gold: int = 0
    core_predicted: int = 0
    core_right: int = 0
    misattributed: int = 0
    extra: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count what `other` counted, too."""
        for name in vars(self):
            if name == "fields":
                self.fields.update(other.fields)
            else:
                setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def core(self) -> tuple[float, float]:
        """Precision and recall over facts and predictions with a metric of the registry."""
        return ratio(self.core_right, self.core_predicted), ratio(self.core_right, self.core_gold)

    @property
    def all(self) -> tuple[float, float]:
        """Precision and recall over every marked fact that is not optional."""
        return ratio(self.right, self.predicted), ratio(self.right, self.gold)


@dataclass
class Score:
    """What one or several texts came to: per class, together, the F1 of each text, and the errors in words."""

    classes: dict[str, Tally] = field(default_factory=dict)
    total: Tally = field(default_factory=Tally)
    texts: dict[str, float] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def of(self, name: str) -> Tally:
        """The counts of a class."""
        return self.classes.setdefault(name, Tally())

    def add(self, other: Score) -> None:
        """Count what `other` counted, too."""
        for name, tally in other.classes.items():
            self.of(name).add(tally)
        self.total.add(other.total)
        self.texts.update(other.texts)
        self.errors.extend(other.errors)

    @property
    def mean(self) -> float:
        """The mean over texts with facts of their F1 over all facts: long texts weigh no more than short ones."""
        return ratio(sum(self.texts.values()), len(self.texts))


def ratio(part: float, whole: float) -> float:
    """part / whole, 0 of nothing."""
    return part / whole if whole else 0.0


def f1(pair: tuple[float, float]) -> float:
    """The harmonic mean of precision and recall."""
    return ratio(2 * pair[0] * pair[1], pair[0] + pair[1])


def score(name: str, predictions: Sequence[Row], gold: Sequence[Row], known: frozenset[str]) -> Score:
    """Hold the predictions of one text against its marked facts; `known` are the metrics that the marking knew."""
    result = Score()
    free = list(range(len(predictions)))
    for fact in gold:
        tally = Tally()
        hits = [i for i in free if _meet(predictions[i], fact)]
        wrong = {i: _wrong_fields(predictions[i], fact, known) for i in hits}
        if fact["tier"] == "optional":
            free = [i for i in free if i not in wrong]
            stolen = [i for i in hits if predictions[i]["entity"] and "entity" in wrong[i]]
            tally.misattributed = len(stolen)
            result.errors += [_said(name, "MISATTRIBUTED", fact, str(predictions[i]["entity"])) for i in stolen]
        else:
            best = min(hits, key=lambda i: len(wrong[i]), default=None)
            if best is not None:
                free.remove(best)
            result.errors += _judge(
                tally,
                name,
                fact,
                None if best is None else predictions[best],
                wrong.get(best, []) if best is not None else [],
                known,
            )
        result.of(fact.get("class", NO_CLASS)).add(tally)
        result.total.add(tally)
    for i in free:
        tally = _surplus(predictions[i], known)
        result.of(_nearest_class(predictions[i], gold)).add(tally)
        result.total.add(tally)
        result.errors.append(_said(name, "EXTRA", predictions[i], _described(predictions[i])))
    if result.total.gold:
        result.texts[name] = f1(result.total.all)
    return result


def score_folder(texts: Path, gold: Path, known: frozenset[str]) -> Score:
    """Extract each text that `texts`/dates.tsv lists, published as it says there, and score it."""
    result = Score()
    for line in (texts / "dates.tsv").read_text(encoding="utf-8").splitlines():
        name, published = line.split("\t")
        result.add(score(name, predict(texts / f"{name}.txt", published), read_facts(gold / f"{name}.jsonl"), known))
    return result


def predict(path: Path, published: str) -> list[dict[str, Any]]:
    """What parkcmp makes of a text, as rows with the fields that are scored."""
    document = Document(text=path.read_bytes().decode("utf-8"), path=path.name, published=published)
    return [_row(fact) for fact in extract(document, load_lexicon()).facts]


def read_facts(path: Path) -> list[dict[str, Any]]:
    """The marked facts of a text."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_metrics(path: Path) -> frozenset[str]:
    """The ids of the metrics that the marking knew: one a line, or the rows of a registry that are `scored`."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        return frozenset(row["id"] for row in csv.DictReader(text.splitlines()) if row["scored"] == "yes")
    return frozenset(text.split())


def _row(fact: Fact) -> dict[str, Any]:
    row = {name: getattr(fact, name) for name in (*FIELDS, "start", "end", "label")}
    return row | {"value": float(fact.value), "scope": str(fact.scope), "measure": str(fact.measure)}


def _meet(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _wrong_fields(prediction: Row, fact: Row, known: frozenset[str]) -> list[str]:
    return [name for name in FIELDS if not _same(name, prediction, fact, known)]


def _same(name: str, prediction: Row, fact: Row, known: frozenset[str]) -> bool:
    got, want, accepted = prediction[name], fact[name], fact.get("accept", {}).get(name, [])
    if name == "value":
        return any(abs(got - float(value)) <= 1e-6 * max(1.0, abs(float(value))) for value in [want, *accepted])
    if name == "base" and fact["measure"] in BASELESS:
        return True
    if name == "unit" and {got, want} == {"名", "位"}:  # both count persons, and both count ranks
        return True
    if name == "metric" and want is None and got not in known:  # a metric that was added after the marking
        return True
    return got == want or got in accepted


def _judge(
    tally: Tally, name: str, fact: Row, prediction: Row | None, wrong: list[str], known: frozenset[str]
) -> list[str]:
    """Count one marked fact with the prediction that meets it best, and say what is wrong with it."""
    core = fact["metric"] is not None
    tally.gold, tally.core_gold = 1, int(core)
    if prediction is None:
        return [_said(name, "MISSED", fact, _described(fact))]
    tally.found = tally.predicted = 1
    tally.fields.update(set(FIELDS) - set(wrong))
    tally.right, tally.core_right = int(not wrong), int(core and not wrong)
    # Where the marked fact accepts that no metric is given, what is right was predicted all the same.
    tally.core_predicted = tally.core_right or int(prediction["metric"] in known and (core or bool(wrong)))
    tally.misattributed = int(bool(prediction["entity"]) and "entity" in wrong)
    if not wrong:
        return []
    return [_said(name, "WRONG", fact, "; ".join(f"{f} {prediction[f]!r} for {fact[f]!r}" for f in wrong))]


def _surplus(prediction: Row, known: frozenset[str]) -> Tally:
    core = int(prediction["metric"] in known)
    return Tally(predicted=1, core_predicted=core, extra=int(core and bool(prediction["entity"])))


def _nearest_class(prediction: Row, gold: Sequence[Row]) -> str:
    nearest = min(gold, key=lambda fact: abs(fact["start"] - prediction["start"]), default={})
    return str(nearest.get("class", NO_CLASS))


def _said(name: str, what: str, where: Row, words: str) -> str:
    numeral = str(where.get("numeral", "")).replace("\n", "⏎")
    return f"{name}: {what} {numeral} at {where['start']}: {words}"


def _described(fact: Row) -> str:
    names = ("entity", "metric", "label", "measure", "value", "unit", "period")
    return " ".join(str(fact[name]) for name in names if name in fact)
