"""All faults by name, with how often each is tried at length and in short."""

from __future__ import annotations

from collections.abc import Callable

from fault_crowd import crowd, nobody_waits, quick_runs
from fault_damage import change_while_read, flip_and_cut, go_back_in_time, leave_a_log
from fault_kills import kill_export, kill_ingest, kill_migrate, kill_review
from fault_shortage import close_streams, fill_the_disk, take_memory, write_protect
from fault_world import Row

# What is done, and its numbers at length and in short. Of the kills each is done for every signal.
SCENARIOS: dict[str, tuple[Callable[..., list[Row]], tuple[int, ...], tuple[int, ...]]] = {
    "kill-ingest": (kill_ingest, (70,), (2,)),
    "kill-migrate": (kill_migrate, (70,), (3,)),
    "kill-review": (kill_review, (70,), (3,)),
    "kill-export": (kill_export, (70,), (3,)),
    "damage": (flip_and_cut, (60,), (2,)),
    "log": (leave_a_log, (40,), (2,)),
    "clock": (go_back_in_time, (12,), (1,)),
    "changing": (change_while_read, (10,), (1,)),
    "disk": (fill_the_disk, (20,), (1,)),
    "read-only": (write_protect, (3,), (1,)),
    "memory": (take_memory, (60,), (4,)),
    "streams": (close_streams, (117,), (9,)),
    "quick": (quick_runs, (1000,), (5,)),
    "no-wait": (nobody_waits, (50,), (5,)),
    "crowd": (crowd, (20, 50), (3, 3)),
}
