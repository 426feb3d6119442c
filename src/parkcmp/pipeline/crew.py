"""Worker processes that outlive their documents: results in the order of the tasks, in bounded memory.

A worker that dies is replaced; its task is tried once more from where it was, and what kills a second worker is given
up, alone. An idle worker gets the next task, a worker far ahead of the others waits. Knows nothing of documents.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from parkcmp.errors import ParkcmpError

Work = Callable[[Any, Any, int], Iterator[Any]]
# Results that wait for an earlier task: how many bytes, how many tasks ahead.
_MOST_HELD, _MOST_AHEAD = 64 << 20, 256
# A worker that gave nothing for so long is taken for dead.
PATIENCE = 900.0
_HEARTBEAT = 0.5
_FALSE_STARTS = 5
_PRELOADED = ["__main__", "parkcmp.pipeline.warm"]


@dataclass(slots=True)
class _Job:
    """A task under way: how many results it gave, and how often a worker died of it since the last."""

    task: Any
    given: int = 0
    deaths: int = 0
    results: deque[bytes | Any] = field(default_factory=deque)
    done: bool = False


@dataclass(slots=True)
class _Worker:
    process: Any
    connection: Connection
    job: _Job | None = None
    heard: float = 0.0


@dataclass(frozen=True, slots=True)
class Ready:
    """In place of a task: results that are there already."""

    results: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class End:
    """After the last result of a task."""

    task: Any


class Crew:
    """`size` processes that do `work(context, task, skip)`; `lost(task, reason)` makes the result that stands for what
    took its worker with it."""

    def __init__(self, size: int, work: Work, context: Any, lost: Callable[[Any, str], Any]) -> None:
        methods = multiprocessing.get_all_start_methods()
        self._processes: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            self._processes.set_forkserver_preload(_PRELOADED)
        self._size, self._work, self._context, self._lost = size, work, context, lost
        self._workers: list[_Worker] = []
        self._next: Any = None  # the next task, while no worker is free
        self._jobs: deque[_Job] = deque()  # whose results were not all given out yet, in order
        self._waiting: deque[_Job] = deque()  # to be tried again
        self._held = 0

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.connection.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def run(self, tasks: Iterable[Any]) -> Iterator[Any]:
        """The results of all tasks, in their order, an End after each; None now and then, while nothing comes."""
        source = iter(tasks)
        while True:
            more = self._hand_out(source)
            yield from self._in_order()
            if not self._jobs and not more:
                return
            if any(worker.job for worker in self._workers) and not self._receive():
                yield None

    def _hand_out(self, source: Iterator[Any]) -> bool:
        """Give idle workers something to do; whether there may be more tasks to come."""
        while self._waiting and (worker := self._idle()):
            self._start(worker, self._waiting.popleft())
        while len(self._jobs) < _MOST_AHEAD and self._held < _MOST_HELD:
            self._next = self._next if self._next is not None else next(source, None)
            if self._next is None:
                return False
            job = _Job(self._next)
            if isinstance(self._next, Ready):
                job.results.extend(self._next.results)
                job.done = True
            elif worker := self._idle():
                self._start(worker, job)
            else:
                return True
            self._jobs.append(job)
            self._next = None
        return True

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.job is None:
                return worker
        if len(self._workers) >= self._size:
            return None
        worker = self._begin()
        self._workers.append(worker)
        return worker

    def _begin(self) -> _Worker:
        """A new worker. Raises ParkcmpError where none can be had."""
        failure: OSError | EOFError | None = None
        for _ in range(_FALSE_STARTS):
            ours, theirs = self._processes.Pipe()
            process = self._processes.Process(target=_serve, args=(theirs, self._work, self._context), daemon=True)
            try:
                with _without_interrupts():
                    process.start()
                return _Worker(process, ours)
            except (OSError, EOFError) as error:  # it was killed before it had read what to do
                failure = error
                ours.close()
            finally:
                theirs.close()
        raise ParkcmpError(f"no worker process can be started ({failure})", "make room, or try with --workers 1")

    def _start(self, worker: _Worker, job: _Job) -> None:
        worker.job, worker.heard = job, time.monotonic()
        # A worker that has died meanwhile is found out when it is listened to.
        with contextlib.suppress(OSError):
            worker.connection.send((job.task, job.given))

    def _in_order(self) -> Iterator[Any]:
        while self._jobs:
            job = self._jobs[0]
            while job.results:
                result = job.results.popleft()
                if isinstance(result, bytes):
                    self._held -= len(result)
                    result = pickle.loads(result)
                yield result
            if not job.done:
                return
            self._jobs.popleft()
            yield End(job.task)

    def _receive(self) -> bool:
        """Wait for the workers a little; whether anything came."""
        busy = [worker for worker in self._workers if worker.job]
        first = self._jobs[0] if self._jobs else None
        if self._held >= _MOST_HELD and any(worker.job is first for worker in busy):
            busy = [worker for worker in busy if worker.job is first]
        by_connection: dict[Any, _Worker] = {worker.connection: worker for worker in busy}
        heard = wait(list(by_connection), timeout=_HEARTBEAT)
        for connection in heard:
            self._hear(by_connection[connection])
        for worker in busy:
            if worker.job and time.monotonic() - worker.heard > PATIENCE:
                self._bury(worker, f"gave nothing for {PATIENCE:.0f} s")
        return bool(heard)

    def _hear(self, worker: _Worker) -> None:
        job = worker.job
        assert job is not None
        try:
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            self._bury(worker, "")
            return
        worker.heard = time.monotonic()
        if not message:
            job.done, worker.job = True, None
            return
        job.results.append(message)
        job.given += 1
        job.deaths = 0
        self._held += len(message)

    def _bury(self, worker: _Worker, reason: str) -> None:
        job = worker.job
        assert job is not None
        worker.process.join(0 if reason else 5)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        job.deaths += 1
        if job.deaths == 2:
            job.results.append(self._lost(job.task, reason or _cause(worker.process.exitcode)))
            job.given += 1
        if job.deaths > 2:  # without having come to what follows
            job.done = True
        else:
            self._waiting.append(job)


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started inside never hears of an interrupt: the one who asks decides what it means."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # older Pythons start it with the first process, and unblock the signal then
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"ended the process that read it ({signal.Signals(-code).name})"
    return f"ended the process that read it (exit {code})"


def _serve(connection: Connection, work: Work, context: Any) -> None:
    """A worker's life: one task after the other, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks decides what an interrupt means
    try:
        while True:
            task, skip = connection.recv()
            for result in work(context, task, skip):
                connection.send_bytes(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
            connection.send_bytes(b"")
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except MemoryError:
        sys.exit("")  # without a traceback: the one who asks says it in a line
