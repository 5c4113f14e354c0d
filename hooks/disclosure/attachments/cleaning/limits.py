"""Work on a file that nobody vouches for, done by a process of its own with bounds on its time and its memory.

The libraries that open files can be led to work for hours, to fill the memory, or to end their process. Whatever
happens there, the caller gets bytes or a reason.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection

from disclosure.attachments.cleaning.reasons import NotCleaned, Undecided
from disclosure.reading.bounds import Unreadable

_SECONDS = 60
_MEMORY = 3 << 30  # bytes of addresses, of which a library takes more than it fills
_GAVE_UP = "处理它用的时间或者内存太多，没有清理成。请用原来的软件打开、另存一次，或者拆成几个文件。"
_FAILED = "里面有清理程序不认识的内容，没有清理成。请用原来的软件打开、另存一次再试。"
_DONE, _REFUSED, _UNDECIDED = b"\0", b"\1", b"\2"


def bounded(work: Callable[[bytes], bytes], data: bytes, seconds: int = _SECONDS) -> bytes:
    """``work(data)``, or ``NotCleaned`` with the reason, whatever the work ends in; ``seconds`` of one processor."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return _opened(_answer(work, data))
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(work, data, seconds, there), daemon=True)
    process.start()
    there.close()  # so that its end shows here
    try:
        answer = here.recv_bytes()
    except (EOFError, OSError) as error:
        raise NotCleaned(_GAVE_UP) from error
    finally:
        here.close()
        process.join()
    return _opened(answer)


def _child(work: Callable[[bytes], bytes], data: bytes, seconds: int, end: Connection) -> None:
    import resource  # which only systems that fork have

    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, _MEMORY)):
        hard = resource.getrlimit(kind)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (limit, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    end.send_bytes(_answer(work, data))


def _answer(work: Callable[[bytes], bytes], data: bytes) -> bytes:
    """What the work came to, with a sign before it."""
    try:
        return _DONE + work(data)
    except Undecided as reason:
        return _UNDECIDED + str(reason).encode()
    except (NotCleaned, Unreadable) as reason:
        return _REFUSED + str(reason).encode()
    except (MemoryError, RecursionError):
        return _REFUSED + _GAVE_UP.encode()
    except Exception:  # whatever a library makes of a file that it was not made for
        return _REFUSED + _FAILED.encode()


def _opened(answer: bytes) -> bytes:
    sign, content = answer[:1], answer[1:]
    if sign == _UNDECIDED:
        raise Undecided(content.decode())
    if sign == _REFUSED:
        raise NotCleaned(content.decode())
    return content
