"""Files of before 2007 (doc, Kingsoft's wps, rtf, odt) → docx by LibreOffice, in a profile that is thrown away.

Which file is one of them its content tells, not its name. LibreOffice gets a folder of its own, no way out to a network
that it would find by itself, no macros, and so much time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from disclosure.importing.word.reading import NO_WORD
from disclosure.reading.bounds import ENCRYPTED, Unreadable

SAVE_AS = "这是旧格式的文件。请在 Word 或 WPS 里打开它，另存为 docx，再导入。"
_FAILED = "这份旧格式的文件没有转换成。请在 Word 或 WPS 里打开它，另存为 docx，再导入。"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_SECONDS = 90
_TARGET = "docx"
_SETTINGS = (
    ("Security/Scripting", "DisableMacrosExecution", "true"),
    ("Security/Scripting", "MacroSecurityLevel", "3"),
    ("Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Security/Scripting", "DisableActiveContent", "true"),
)
# Where the addresses of a network would be asked for: nobody answers there.
_NOWHERE = "http://127.0.0.1:9"


def as_docx(data: bytes, program: str | None) -> bytes:
    """The bytes of a file as docx, whatever it is called. ``Unreadable`` for what is no file of a word processor."""
    if is_old(data):
        return converted(data, program)
    if not data.startswith(_ZIP):
        raise Unreadable(NO_WORD)
    return data


def is_old(data: bytes) -> bool:
    """Whether a file is one that has to be turned into Word's present format. ``Unreadable`` if it can never be."""
    if data.startswith(_OLD_OFFICE):
        if _named("EncryptedPackage") in data or _named("EncryptionInfo") in data:
            raise Unreadable(ENCRYPTED)
        if _named("Workbook") in data or _named("PowerPoint Document") in data:
            raise Unreadable(NO_WORD)
        return True
    return data.startswith(b"{\\rtf") or data[:200].find(b"mimetypeapplication/vnd.oasis.opendocument.text") > 0


def converted(data: bytes, program: str | None, target: str = _TARGET, otherwise: str = SAVE_AS) -> bytes:
    """The file as docx or another ``target``, made by ``program``; ``Unreadable`` where that does not come to an end.

    ``otherwise`` is what to do without the program.
    """
    if program is None:
        raise Unreadable(otherwise)
    with tempfile.TemporaryDirectory(prefix="disclosure-") as folder:
        source = Path(folder) / "paper"
        source.write_bytes(data)
        _prepare(Path(folder) / "profile")
        _run(program, source, target)
        made = source.with_name(f"{source.name}.{target}")
        if not made.is_file():
            raise Unreadable(_FAILED)
        return made.read_bytes()


def _named(stream: str) -> bytes:
    """The name of a stream as it stands in the directory of the file."""
    return stream.encode("utf-16-le")


def _prepare(profile: Path) -> None:
    """A profile in which nothing of the file may run or load anything."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.Common/{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        "utf-8",
    )


def _run(program: str, source: Path, target: str) -> None:
    folder = source.parent
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        str(source),
    ]
    surroundings = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "http_proxy": _NOWHERE, "https_proxy": _NOWHERE}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_FAILED) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it with all that it has started."""
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
