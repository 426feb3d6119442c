"""The workers of a Dask cluster: reached, checked and waited for. The only place that speaks Dask."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from parkcmp.errors import StoreError, UsageError
from parkcmp.pipeline.part import find_digests

_PATIENCE, _ANSWER = 30, 10


@dataclass(frozen=True, slots=True)
class Engine:
    """Which cluster: the address of its scheduler, or `workers` processes of its own on this machine; and the folder
    where all of them find the parts (default: beside the database)."""

    address: str | None = None
    workers: int = 2
    parts: str | None = None


@contextmanager
def open_client(engine: Engine) -> Iterator[Any]:
    """A client of the cluster at the engine's address, or of workers of its own that end with it. Raises UsageError."""
    dask = _dask()
    for name in ("distributed", "distributed.nanny", "distributed.core", "distributed.scheduler", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # a worker that dies is our own business to tell
    settings: dict[str, Any] = {"set_as_default": False, "timeout": _PATIENCE}
    if engine.address:
        try:
            client = dask.Client(engine.address, **{**settings, "timeout": _ANSWER})
        except (OSError, ValueError, TimeoutError) as failure:
            remedy = "start one with dask scheduler and dask worker, or leave --address out"
            raise UsageError(f"no cluster answers at {engine.address} ({failure})", remedy) from failure
        with client:
            yield client
        return
    local = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": logging.CRITICAL}
    with dask.LocalCluster(n_workers=engine.workers, **local) as cluster, dask.Client(cluster, **settings) as client:
        yield client


def check_workers(client: Any) -> None:
    """That there are workers, and that they know parkcmp. Raises UsageError."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as failure:
        raise UsageError("the cluster has no workers", "start some: dask worker ADDRESS --nthreads 1") from failure
    try:
        client.submit(find_digests, [], pure=False).result(timeout=_PATIENCE)
    except Exception as failure:
        remedy = "install the same parkcmp on all machines of the cluster"
        raise UsageError(f"the workers cannot run parkcmp ({type(failure).__name__}: {failure})", remedy) from failure


def wait_for(client: Any, running: Sequence[Any]) -> Sequence[Any]:
    """Those that are finished, once one is. Raises StoreError where no worker is left to finish any."""
    while running:
        try:
            with client.as_current():
                return list(_dask().wait(running, timeout=_PATIENCE, return_when="FIRST_COMPLETED").done)
        except TimeoutError:  # a long part, or nobody to make it
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
            except TimeoutError as failure:
                remedy = "start some and run it again; it goes on from the parts that are made"
                raise StoreError("the cluster has lost all its workers", remedy) from failure
    return ()


def _dask() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as failure:
        raise UsageError("--engine dask needs Dask", "pip install 'parkcmp[cluster]'") from failure
