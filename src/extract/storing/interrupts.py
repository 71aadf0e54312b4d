"""Ctrl-C and SIGTERM at the right moment: not while a target is being written, yet while it is only waited for."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], object]


class _Held:
    """The handlers that signals had, which are put off: this one takes their place and notes who came."""

    def __init__(self) -> None:
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        self._handlers: dict[int, Handler] = {
            number: handler for number, handler in handlers.items() if callable(handler)
        }
        self._arrived: list[tuple[int, FrameType | None]] = []

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self._arrived.append((number, frame))

    def hold(self) -> None:
        """Puts them off from now on."""
        for number in self._handlers:
            signal.signal(number, self)

    def release(self) -> None:
        """Puts the handlers back."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def handle(self) -> None:
        """Lets the first that came be handled, which may raise what it raises."""
        arrived, self._arrived = self._arrived[:1], []
        for number, frame in arrived:
            self._handlers[number](number, frame)


@contextmanager
def deferred() -> Iterator[None]:
    """Signals that Python code handles wait until the block ends; only the main thread hears them at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = _Held()
    held.hold()
    try:
        yield
    finally:
        held.release()
    held.handle()


@contextmanager
def heard() -> Iterator[None]:
    """Within `deferred`, signals are handled in this block, those too that came before it; elsewhere they are anyway."""
    held = signal.getsignal(signal.SIGINT)
    if not isinstance(held, _Held) or threading.current_thread() is not threading.main_thread():
        yield
        return
    held.release()
    try:
        held.handle()
        yield
    finally:
        held.hold()
