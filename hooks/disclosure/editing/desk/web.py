"""A request taken apart within bounds, and what is answered; WSGI in the plainest way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, quote

from multipart import MultipartError, MultipartParser, ParserLimitReached, parse_options_header

Environ = Mapping[str, Any]
Pairs = Sequence[tuple[str, str]]  # the fields of a form, in their order
StartResponse = Callable[[str, list[tuple[str, str]]], object]

LARGEST_UPLOAD = 50 << 20  # bytes of one file; what is larger is put into the repository by hand
LARGEST_REQUEST = LARGEST_UPLOAD + (8 << 20)
_LARGEST_FORM = 8 << 20  # bytes of all that was typed
_MOST_FIELDS = 60_000  # as many as a form of that size can have at all; real lists have thousands
_LARGEST_URLENCODED = 12 << 20  # Chinese takes nine bytes a character there
_FIELD_NAME = 200  # characters


class RequestRefused(Exception):
    """A request that is not answered as it asks: the status, and why, in words for whoever sits there."""

    def __init__(self, status: HTTPStatus, why: str, typed: Pairs = ()) -> None:
        super().__init__(why)
        self.status, self.why, self.typed = status, why, tuple(typed)  # what was read of a form until then


class TooLarge(RequestRefused):
    """More was sent than is read."""

    def __init__(self, why: str = "", typed: Pairs = ()) -> None:
        limit = f"一个附件最大 {LARGEST_UPLOAD >> 20} MB，填写的一共最多 {_LARGEST_FORM >> 20} MB、{_MOST_FIELDS} 栏。"
        words = f"送来的内容太大，没有收下。{limit}附件请压缩后再传，太长的表格请作为附件上传。"
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, why or words, typed)


@dataclass(frozen=True)
class Upload:
    """A file as it came: the name that its sender gave it, which is only shown, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class FormSent:
    """What a form sent: its fields in their order, and its files by the field."""

    pairs: tuple[tuple[str, str], ...] = ()
    uploads: tuple[tuple[str, Upload], ...] = ()

    def get(self, name: str) -> str:
        """The last value of a field; "" if it was not sent."""
        return next((value for key, value in reversed(self.pairs) if key == name), "")

    def upload(self, name: str) -> Upload | None:
        """The file of a field, if one was chosen."""
        return next((file for key, file in self.uploads if key == name and (file.name or file.data)), None)


@dataclass(frozen=True)
class WebRequest:
    """What is asked, by the server's own environment."""

    given: Environ

    @property
    def method(self) -> str:
        """``GET``, ``HEAD`` or ``POST``; others are refused before anything else."""
        return str(self.given.get("REQUEST_METHOD", ""))

    @cached_property
    def path(self) -> str:
        """The path, decoded; what is no UTF-8 leads nowhere."""
        raw = str(self.given.get("PATH_INFO", "")).encode("latin-1", "replace")
        return raw.decode("utf-8", "replace")

    @cached_property
    def query(self) -> dict[str, str]:
        """The question behind the path, the last value of each name."""
        given = str(self.given.get("QUERY_STRING", ""))[:2000]
        return dict(parse_qsl(given, keep_blank_values=True, errors="replace"))

    @property
    def remote(self) -> str:
        """The network address of whoever asks us: of a proxy, its own."""
        return str(self.given.get("REMOTE_ADDR", ""))

    def header(self, name: str) -> str:
        """One header; "" if it was not sent."""
        return str(self.given.get(f"HTTP_{name.upper().replace('-', '_')}", ""))

    def cookies(self, name: str) -> list[str]:
        """What the cookies of a name say; other programs of the same host may have set any others."""
        pairs = (pair.partition("=") for pair in self.header("Cookie").split(";"))
        return [value.strip() for key, _, value in pairs if key.strip() == name]

    @cached_property
    def sent(self) -> FormSent:
        """What a form sent. Raises RequestRefused."""
        kind, options = parse_options_header(str(self.given.get("CONTENT_TYPE", "")))
        length = self._length()
        if kind == "multipart/form-data":
            return _of_parts(self.given["wsgi.input"], str(options.get("boundary", "")), length)
        if kind == "application/x-www-form-urlencoded":
            return _of_pairs(self.given["wsgi.input"], length)
        raise RequestRefused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "这里只收表单送来的内容，请回到表单页面再试。")

    def _length(self) -> int:
        given = str(self.given.get("CONTENT_LENGTH", ""))
        if not given.isascii() or not given.isdigit():
            raise RequestRefused(HTTPStatus.LENGTH_REQUIRED, "浏览器没有说明内容有多大，没有收下，请再试一次。")
        if int(given) > LARGEST_REQUEST:
            raise TooLarge
        return int(given)


def _of_pairs(stream: BytesIO, length: int) -> FormSent:
    if length > _LARGEST_URLENCODED:
        raise TooLarge
    text = stream.read(length).decode("ascii", "replace")
    try:
        return _bounded(parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise TooLarge from error


def _of_parts(stream: BytesIO, boundary: str, length: int) -> FormSent:
    """The parts of an upload, in memory while they are small; each is closed, whatever comes of the others."""
    parser = MultipartParser(
        stream,
        boundary or "-",
        length,
        strict=True,
        part_limit=_MOST_FIELDS,
        partsize_limit=LARGEST_UPLOAD,
        memory_limit=_LARGEST_FORM * 2,
        spool_limit=_LARGEST_FORM,
        disk_limit=LARGEST_REQUEST,
    )
    pairs: list[tuple[str, str]] = []
    uploads: list[tuple[str, Upload]] = []
    try:
        for part in parser:
            if part.filename is not None:
                uploads.append((part.name, Upload(part.filename[:_FIELD_NAME], part.raw)))
            elif part.size <= _LARGEST_FORM:
                pairs.append((part.name, part.raw.decode("utf-8", "replace")))
            part.close()
    except ParserLimitReached as error:
        raise TooLarge(typed=pairs) from error
    except (MultipartError, ValueError, TypeError) as error:
        raise RequestRefused(HTTPStatus.BAD_REQUEST, "送来的内容不完整，没有收下，请再试一次。", pairs) from error
    return FormSent(_bounded(pairs).pairs, tuple(uploads))


def _bounded(pairs: Sequence[tuple[str, str]]) -> FormSent:
    """The fields, if no more was typed than anybody types. Raises RequestRefused."""
    if sum(len(value) for _, value in pairs) > _LARGEST_FORM:
        raise TooLarge("填写的文字太多，没有收下。大的表格请作为附件上传。", pairs)
    return FormSent(tuple((name[:_FIELD_NAME], value) for name, value in pairs))


@dataclass
class WebAnswer:
    """What is answered."""

    body: str | bytes = ""
    status: HTTPStatus = HTTPStatus.OK
    kind: str = "text/html; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)

    def sent_by(self, start: StartResponse) -> Iterable[bytes]:
        """The answer as WSGI wants it."""
        raw = self.body.encode("utf-8", "replace") if isinstance(self.body, str) else self.body
        head = [("Content-Type", self.kind), ("Content-Length", str(len(raw))), *self.headers]
        start(f"{self.status.value} {self.status.phrase}", head)
        return [raw]


def led_to(address: str) -> WebAnswer:
    """The browser goes on to another address of ours, by asking."""
    return WebAnswer(status=HTTPStatus.SEE_OTHER, headers=[("Location", quote(address, safe="/?=&#.-_~%"))])
