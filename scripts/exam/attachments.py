"""受损的附件：每个至多一个“打不开”，别无其他；不出错，每个的用时和内存都有限。

2,000 attachments of every kind, cut, flipped, filled with zeros or with bytes too many, each in a process of its own
with a limit on its time: exactly one finding where a file cannot be read, and none that an exception stands behind.
"""

from __future__ import annotations

import os
import random
import resource
from collections.abc import Callable, Iterator
from io import BytesIO

from disclosure.attachments.examination import examined
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.written import Known
from screening import attachment_files as files

CASES = 2_000
_SECONDS = 5  # of the processor, for one file
_MEMORY = 500 << 10  # kilobytes, as the system counts a process
_UNREADABLE = "XRY-016"
_BASES: dict[str, Callable[[], bytes]] = {
    "a.docx": files.word,
    "a.xlsx": files.excel,
    "a.pptx": files.slides,
    "a.pdf": files.pdf,
    "a.ofd": files.ofd,
    "a.zip": lambda: files.archive({"a.txt": files.SENTENCE * 50, "b.docx": files.word()}),
    "a.jpg": files.picture,
    "a.png": lambda: files.picture("PNG"),
    "a.webp": lambda: files.picture("WEBP"),
    "a.gif": lambda: files.picture("GIF"),
    "a.tiff": lambda: files.picture("TIFF"),
    "a.txt": lambda: files.SENTENCE.encode("gb18030") * 20,
}
# Without their end these cannot be opened at all.
_NEED_THEIR_END = (".docx", ".xlsx", ".pptx", ".ofd", ".zip")


def run(seed: int, share: float) -> list[str]:
    """The misses of a share of the exam."""
    bases = {name: build() for name, build in _BASES.items()}
    chance = random.Random(seed)
    cases = [_case(bases, chance, number) for number in range(max(1, round(CASES * share)))]
    return [f"{title}：{fault}" for title, name, data, cut in cases for fault in _faults(name, data, cut=cut)]


def _case(bases: dict[str, bytes], chance: random.Random, number: int) -> tuple[str, str, bytes, bool]:
    name = list(bases)[number % len(bases)]
    how, change = chance.choice(list(_CHANGES.items()))
    return f"第{number + 1}个 {name} {how}", name, change(bytearray(bases[name]), chance), how == "截断"


def _cut(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(1, len(data) * 9 // 10)])


def _flipped(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _zeroed(data: bytearray, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    length = min(chance.randrange(1, 400), len(data) - start)
    data[start : start + length] = bytes(length)
    return bytes(data)


def _stuffed(data: bytearray, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    data[start:start] = chance.randbytes(chance.randrange(1, 200))
    return bytes(data)


_CHANGES: dict[str, Callable[[bytearray, random.Random], bytes]] = {
    "截断": _cut,
    "改了几位": _flipped,
    "一段成了零": _zeroed,
    "插进了别的": _stuffed,
}


def _faults(name: str, data: bytes, *, cut: bool) -> Iterator[str]:
    """What is wrong with the way in which a file is taken."""
    rules, ended = _in_a_process(name, data)
    if ended:
        yield ended
    elif _UNREADABLE in rules and len(rules) > 1:
        yield f"打不开，却另有 {'、'.join(rules)}"
    elif cut and name.endswith(_NEED_THEIR_END) and len(rules) != 1:
        yield f"应当正好一个问题，却是 {'、'.join(rules) or '没有'}"


def _in_a_process(name: str, data: bytes) -> tuple[list[str], str]:
    """The rules that find something, and how the process ended if it did not end well."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        try:
            found = findings_of(name, examined(name, BytesIO(data)), Known())
            os.write(writing, " ".join(finding.rule for finding in found).encode()[:4000])
        except BaseException as error:
            os.write(writing, f"! {type(error).__name__}: {error}".encode()[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answers:
        answer = answers.read()
    _, status, used = os.wait4(child, 0)
    if status:
        return [], f"超过 {_SECONDS} 秒或者中断（{status}）"
    if used.ru_maxrss > _MEMORY + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:
        return [], f"用了 {used.ru_maxrss >> 10} MB 内存"
    return answer.split(), answer[2:] if answer.startswith("!") else ""
