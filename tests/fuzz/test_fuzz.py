"""What `scripts/fuzz` does at length, in short: seeds, all that was ever found, and a few made-up inputs a target."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fuzz_inputs import findings, inputs, seeds
from fuzz_targets import TARGETS, BrokenPromiseError, attempt, bounded, check_ledger, one_line
from hypothesis import HealthCheck, given, settings

from parkcmp.errors import UsageError

FOUND = [(target, path) for target in TARGETS for path in findings(target)]


@pytest.fixture(autouse=True)
def where_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Targets change the folder; a lexicon of the environment would change what is extracted."""
    monkeypatch.delenv("PARKCMP_LEXICON", raising=False)
    monkeypatch.delenv("PARKCMP_DB", raising=False)
    before = Path.cwd()
    yield
    os.chdir(before)


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target: str) -> None:
    assert seeds(target)
    for data in seeds(target):
        attempt(target, data)


@pytest.mark.parametrize(("target", "path"), FOUND, ids=lambda value: getattr(value, "name", value))
def test_what_was_found_stays_mended(target: str, path: Path) -> None:
    attempt(target, path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_made_up_inputs(target: str) -> None:
    @settings(max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(inputs(target))
    def throw(data: bytes) -> None:
        attempt(target, data)

    throw()


def test_a_broken_promise_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BrokenPromiseError, match="remedy"):
        one_line(UsageError("no"))
    peaks = iter([100 << 10, 700 << 10])  # in KB; the real one only grows, and other tests may have raised it
    with monkeypatch.context() as patched, pytest.raises(BrokenPromiseError, match="MB for 0 bytes"):
        patched.setattr("fuzz_targets.resource.getrusage", lambda _: SimpleNamespace(ru_maxrss=next(peaks)))
        patched.setattr("fuzz_targets.sys.platform", "linux")
        with bounded(0):
            pass
    monkeypatch.setattr("fuzz_targets.extract", lambda *_: type("Lost", (), _EMPTY)())
    with pytest.raises(BrokenPromiseError, match="no span"):
        check_ledger("135家")


_EMPTY = {"facts": (), "times": (), "unexplained": ()}
