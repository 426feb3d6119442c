"""What `scripts/faults` does at length, in short: each promise of docs/guarantees.md, by breaking things on purpose."""

from __future__ import annotations

import pytest
from fault_kills import remove
from fault_scenarios import SCENARIOS
from fault_world import Row, World, contents, judge

from parkcmp.store import connect


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("faults"), documents=6)


@pytest.mark.parametrize("fault", SCENARIOS)
def test_every_promise_holds(world: World, fault: str) -> None:
    do, _, numbers = SCENARIOS[fault]
    for row in do(world, *numbers):
        if not row.tried and row.notes:
            pytest.skip(row.notes[0])
        assert row.holds, row.line()


@pytest.mark.parametrize(
    ("sql", "lost", "partial"),
    [
        ("DELETE FROM documents WHERE document = ?", 1, 0),
        ("DELETE FROM facts WHERE document = ?", 0, 1),
        ("UPDATE facts SET value = value + 1 WHERE document = ?", 0, 1),
    ],
)
def test_the_judge_sees_what_is_lost_and_what_is_partial(world: World, sql: str, lost: int, partial: int) -> None:
    database = world.folder / "judged.duckdb"
    database.write_bytes(world.whole.read_bytes())
    document = next(iter(world.truth))
    with connect(database, write=True) as store:
        store.fetch(sql, [document])
        store.fetch("DELETE FROM facts WHERE document NOT IN (SELECT document FROM documents)")
        store.fetch("DELETE FROM unexplained WHERE document NOT IN (SELECT document FROM documents)")
    row = Row("judged", tried=1)
    judge(row, database, world.truth, world.truth)
    assert (row.lost, row.partial, row.wrong) == (lost, partial, [])
    assert not row.holds
    assert contents(world.whole) == world.truth
    remove(database)
