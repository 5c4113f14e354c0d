"""Times whole processes, children included, and takes their peak memory from the kernel."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


class CommandFailed(Exception):
    """A measured command did not do its work; the message holds what it printed."""


@dataclass(frozen=True)
class Sample:
    """One run: seconds by the clock, seconds of processor time, and the largest process' peak memory in MB.

    ``load`` is how many processes wanted a processor when it began, on the average of a minute.
    """

    seconds: float
    processor: float
    memory: float
    load: float = 0.0


@dataclass(frozen=True)
class Summary:
    """Several runs of one command: medians of times and loads, the fastest of them, the highest of the peaks."""

    seconds: float
    fastest: float
    processor: float
    memory: float
    load: float


def summarise(samples: Sequence[Sample]) -> Summary:
    """What several runs say together."""
    return Summary(
        median(sample.seconds for sample in samples),
        min(sample.seconds for sample in samples),
        median(sample.processor for sample in samples),
        max(sample.memory for sample in samples),
        median(sample.load for sample in samples),
    )


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], allowed: Sequence[int] = (0,)) -> Sample:
    """Run a command to its end and measure it with all its children.

    Linux gives for a process and the children that it waited for the sum of their processor time, and the peak of
    the largest one of them. Raises CommandFailed on an exit status that is not allowed.
    """
    load = os.getloadavg()[0]
    with tempfile.TemporaryFile() as output:
        started = perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in allowed:
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
            raise CommandFailed(f"{' '.join(command)}\n退出状态 {process.returncode}\n{text[-3000:]}")
    return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, load)
