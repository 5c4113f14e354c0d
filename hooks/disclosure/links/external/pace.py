"""One request a host at a time, and no faster than its pace; hosts that ask for quiet are left alone."""

from __future__ import annotations

import threading
from collections.abc import Callable

Clock = Callable[[], float]
Sleep = Callable[[float], None]


class Pace:
    """When which host may be asked next. Waiting happens outside of the lock: no host waits for another."""

    def __init__(self, interval: float, clock: Clock, sleep: Sleep) -> None:
        self._interval = interval
        self._clock = clock
        self._sleep = sleep
        self._due: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Return when ``host`` may be asked."""
        with self._lock:
            now = self._clock()
            due = max(now, self._due.get(host, 0.0))
            self._due[host] = due + self._interval
        if due > now:
            self._sleep(due - now)
