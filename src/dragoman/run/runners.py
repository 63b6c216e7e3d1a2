"""Runners: the same stages on one core, on many, or on a cluster.

A runner needs one operation: `flat_map`, which applies a stage to a stream and yields its values in the order of the stream,
so that no scheduling shows in the result. What belongs across reports is grouped by key in the store.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain
from multiprocessing import get_context
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# A batch keeps the cost of handing over small; few batches in flight keep memory flat.
BATCH = 8
AHEAD = 3


class Runner(Protocol):
    """Applies a stage to a stream."""

    def flat_map(self, stage: Callable[[T], Iterable[R]], items: Iterable[T]) -> Iterator[R]:
        """Yield all values of the stage on each item, in the order of the items."""
        ...


class Local:
    """One core, in this process."""

    def flat_map(self, stage: Callable[[T], Iterable[R]], items: Iterable[T]) -> Iterator[R]:
        """Yield all values of the stage on each item."""
        for item in items:
            yield from stage(item)


class Pooled:
    """Any `concurrent.futures` executor: the cores of this machine, or a cluster whose client offers one."""

    def __init__(self, executor: Executor, workers: int) -> None:
        self.executor = executor
        self.in_flight = workers * AHEAD

    def flat_map(self, stage: Callable[[T], Iterable[R]], items: Iterable[T]) -> Iterator[R]:
        """Yield all values of the stage on each item, in the order of the items."""
        waiting: deque[Future[list[R]]] = deque()
        for batch in _batches(items):
            waiting.append(self.executor.submit(_run, stage, batch))
            if len(waiting) >= self.in_flight:
                yield from waiting.popleft().result()
        yield from chain.from_iterable(future.result() for future in waiting)


@contextmanager
def cores(count: int) -> Iterator[Runner]:
    """A runner on this many processes; 1 stays in this one. Workers are spawned, so that each loads its own model."""
    if count <= 1:
        yield Local()
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as executor:
        yield Pooled(executor, count)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _run(stage: Callable[[T], Iterable[R]], batch: list[T]) -> list[R]:
    return [value for item in batch for value in stage(item)]
