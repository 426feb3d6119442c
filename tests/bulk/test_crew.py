"""Worker processes: order, deaths, backpressure, and that none of them outlives the run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from crew_work import lost, work

from parkcmp.pipeline import crew as crew_module
from parkcmp.pipeline.crew import Crew, End, Ready


def run(tasks: Iterable[Any], size: int = 2, context: str = "") -> list[Any]:
    """All results without the heartbeats, ends as their task."""
    with Crew(size, work, context, lost) as crew:
        found = [result for result in crew.run(tasks) if result is not None]
    return [("end", r.task) if isinstance(r, End) else r for r in found]


def results(tasks: Iterable[Any], **settings: Any) -> list[str]:
    return [result for result in run(tasks, **settings) if isinstance(result, str)]


def test_results_come_in_the_order_of_the_tasks_whoever_is_quicker() -> None:
    assert run([("slow", 1), ("many", 2), ("many", 1)]) == [
        "slow1.0",
        ("end", ("slow", 1)),
        "many2.0",
        "many2.1",
        ("end", ("many", 2)),
        "many1.0",
        ("end", ("many", 1)),
    ]


def test_results_that_are_there_need_no_worker() -> None:
    with Crew(2, work, "", lost) as crew:
        ready = [Ready(("a", "b"))] * 1000
        assert sum(isinstance(result, str) for result in crew.run(ready)) == 2000
        assert crew._workers == []


def test_a_death_takes_one_result_with_it_and_the_rest_of_its_task_goes_on() -> None:
    assert results([("many", 1), ("kill", 4), ("many", 2)]) == [
        "many1.0",
        "kill4.0",
        "lost kill: ended the process that read it (SIGKILL)",
        "kill4.2",
        "kill4.3",
        "many2.0",
        "many2.1",
    ]


def test_a_worker_that_is_killed_from_outside_takes_nothing_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    assert results([("once", 3), ("many", 1)], context=str(mark)) == ["once3.0", "once3.1", "once3.2", "many1.0"]
    assert mark.exists()


def test_a_task_that_never_gets_anywhere_is_given_up() -> None:
    """It dies before any result, and again when what it died of is passed over."""
    found = run([("head", 2), ("exit", 1), ("many", 1)], size=1)
    assert found == [
        "lost head: ended the process that read it (SIGKILL)",
        ("end", ("head", 2)),
        "lost exit: ended the process that read it (exit 7)",
        ("end", ("exit", 1)),
        "many1.0",
        ("end", ("many", 1)),
    ]


@pytest.mark.parametrize("size", [1, 3])
def test_deaths_all_over_lose_nothing_else(size: int) -> None:
    tasks = [("kill" if n % 3 == 0 else "many", 3) for n in range(12)]
    found = results(tasks, size=size)
    assert [r for r in found if not r.startswith("lost")] == [
        f"{kind}3.{n}" for kind, _ in tasks for n in range(3) if (kind, n) != ("kill", 1)
    ]
    assert sum(r.startswith("lost") for r in found) == 4


def test_what_waits_for_a_slow_task_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first task is slow, the others give a megabyte a result: they must wait, and all arrive."""
    monkeypatch.setattr(crew_module, "_MOST_HELD", 5 << 20)
    most = 0
    with Crew(3, work, "", lost) as crew:
        count = 0
        for result in crew.run([("slow", 4), *[("big", 10)] * 6]):
            most = max(most, crew._held)
            count += isinstance(result, str)
    assert count == 4 + 60
    assert most <= 7 << 20


def test_tasks_are_taken_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "_MOST_AHEAD", 4)
    taken = 0

    def tasks() -> Iterator[tuple[str, int]]:
        nonlocal taken
        for _ in range(50):
            taken += 1
            yield ("many", 1)

    with Crew(2, work, "", lost) as crew:
        given = 0
        for result in crew.run(tasks()):
            given += isinstance(result, str)
            assert taken <= given + 6
    assert given == 50


def test_a_worker_that_gives_nothing_is_taken_for_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "PATIENCE", 0.1)
    monkeypatch.setattr(crew_module, "_HEARTBEAT", 0.05)
    [only] = results([("slow", 1)], size=1)
    assert only == "lost slow: gave nothing for 0 s"


def test_no_worker_outlives_the_run() -> None:
    with Crew(2, work, "", lost) as crew:
        stream = crew.run([("slow", 3), ("slow", 3)])
        next(result for result in stream if result is not None)
        processes = [worker.process.pid for worker in crew._workers]
    for pid in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks /proc for signal masks")
def test_workers_and_what_starts_them_never_hear_of_an_interrupt() -> None:
    script = (
        "import os, signal, multiprocessing\n"
        "from parkcmp.pipeline.crew import Crew\n"
        "from crew_work import lost, work\n"
        "if __name__ == '__main__':\n"
        "    with Crew(2, work, '', lost) as crew:\n"
        "        results = crew.run([('many', 2), ('blocked', 1)])\n"
        "        print([r for r in results if isinstance(r, str)])\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert "many2.1" in done.stdout
    assert "blocked: [True, True]" in done.stdout  # the worker, and the server that it was forked from
