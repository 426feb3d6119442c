"""A run over a cluster of two workers of this machine, as a process of its own: Dask's own warnings are not our tests'.

usage: cluster_scenario.py SCENARIO ARCHIVE DATABASE; prints JSON: counts of changes, failures, parts told. Scenarios:
`killed` kills a worker when the first part is made; `deserted` takes all workers
away then; `plain` leaves them alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path

from distributed import LocalCluster

from parkcmp.errors import StoreError
from parkcmp.lexicon.load import load_lexicon
from parkcmp.pipeline import Advance, Said, ingest
from parkcmp.pipeline import dask as on_dask
from parkcmp.pipeline.dask import Engine


def main(scenario: str, archive: str, database: str) -> None:
    """Run it and print what came of it."""
    changes: Counter[str] = Counter()
    failures = []
    told = 0
    with LocalCluster(2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        engine = Engine(cluster.scheduler_address)
        run = ingest([archive], Said(), database=Path(database), lexicon=load_lexicon(), engine=engine)
        if scenario == "deserted":
            on_dask._PATIENCE = 1
            try:
                for item in run:
                    if isinstance(item, Advance) and item.files:
                        cluster.scale(0)
            except StoreError as failure:
                failures.append(str(failure))
            run = iter(())
        for item in run:
            if isinstance(item, Advance):
                told += item.files
                if scenario == "killed" and item.files:
                    scenario = "was killed"
                    pid = next(iter(cluster.workers.values())).pid
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            elif item.failure:
                failures.append(str(item.failure))
            else:
                changes[str(item.change)] += 1
    print(json.dumps({"changes": changes, "failures": failures, "told": told, "scenario": scenario}))


if __name__ == "__main__":
    main(*sys.argv[1:])
