"""Who may ask at all: the right host, the right origin, a token of the session in every form; the headers of answers.

A page of another site can make a browser send us anything that a form can send. It cannot make it name our host, be of
our origin, or know the token, which is bound to the session's cookie and to the account.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlsplit

from disclosure.editing.desk.web import RequestRefused, WebAnswer, WebRequest
from disclosure.expressions import expression

COOKIE = "disclosure-desk"
TOKEN = "token"  # the field of a form

_SESSION = expression(r"[0-9a-f]{64}")
_SELF = "style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'"
_POLICY = f"default-src 'none'; {_SELF}; frame-ancestors 'none'; base-uri 'none'"
# A preview is the public's page in a frame of ours: it may look like one, and do nothing.
PREVIEW_POLICY = "sandbox allow-same-origin; default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'"  # noqa: E501
_METHODS = ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class DeskGuard:
    """``origins`` are those under which the desk is opened, ``http://127.0.0.1:8381``; ``key`` makes its tokens."""

    origins: frozenset[str]
    key: bytes

    def admit(self, request: WebRequest) -> None:
        """Raises RequestRefused for what no page of ours asks."""
        if request.method not in _METHODS:
            raise RequestRefused(HTTPStatus.METHOD_NOT_ALLOWED, "这里不办这样的请求。")
        hosts = {urlsplit(origin).netloc for origin in self.origins}
        if request.header("Host").lower() not in hosts:
            raise RequestRefused(HTTPStatus.FORBIDDEN, "网址不对，请用启动时显示的网址打开。")
        if request.method == "POST" and not self._is_ours(request):
            raise RequestRefused(HTTPStatus.FORBIDDEN, "这次提交不是从本页面来的，没有收下。请回到表单页面再试。")

    def _is_ours(self, request: WebRequest) -> bool:
        """Whether a form of ours sent it, as far as the browser tells; one that tells nothing is none."""
        if request.header("Sec-Fetch-Site") not in ("", "same-origin", "none"):
            return False
        origin = request.header("Origin")
        if not origin:
            parts = urlsplit(request.header("Referer"))
            origin = f"{parts.scheme}://{parts.netloc}"
        return origin.lower() in self.origins

    def session_of(self, request: WebRequest) -> str:
        """The session, by its cookie; "" where there is none yet."""
        return next((found for found in request.cookies(COOKIE) if _SESSION.fullmatch(found)), "")

    def begin_session(self, response: WebAnswer) -> str:
        """A new session, which the response hands to the browser."""
        session = secrets.token_hex(32)
        secure = "; Secure" if all(origin.startswith("https:") for origin in self.origins) else ""
        response.headers.append(("Set-Cookie", f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict{secure}"))
        return session

    def token(self, session: str, account: str) -> str:
        """What every form of this session has to send."""
        return hmac.new(self.key, f"{session}\0{account}".encode(), sha256).hexdigest()

    def check_token(self, request: WebRequest, account: str) -> None:
        """Raises RequestRefused where a form comes without the token of its session."""
        session, given = self.session_of(request), request.sent.get(TOKEN)
        if not session or not hmac.compare_digest(self.token(session, account).encode(), given.encode()):
            why = "页面放得太久或者换过账号，这次没有收下。您写的都在下面：请按“再送一次”，或者先复制出来。"
            raise RequestRefused(HTTPStatus.FORBIDDEN, why)


def with_headers(response: WebAnswer, policy: str = _POLICY) -> WebAnswer:
    """The response with the headers of every one; what has a policy of its own keeps it."""
    told = {name for name, _ in response.headers}
    always = (
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    )
    response.headers += [(name, value) for name, value in always if name not in told]
    return response
