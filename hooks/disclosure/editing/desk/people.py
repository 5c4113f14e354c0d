"""Who is asking: the one who sits at this machine, or whom the office's proxy has signed in."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus

from disclosure.editing.desk.web import RequestRefused, WebRequest
from disclosure.expressions import expression
from disclosure.records.agency import Department
from disclosure.register import Register

_ACCOUNT = expression(r"[\w.@+/-]{1,64}")
_PLAIN = expression(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_MAILBOX = expression(r"[^@]+@(?![^@]*\.gov\.cn$)[^@]+")  # an office's own is public
_NUMBER = 6  # digits
SECRET_HEADER = "X-Disclosure-Secret"


@dataclass(frozen=True)
class Editor:
    """An account by which somebody is known. ``slug`` names its folder and its branches, one for each account.

    ``key`` is the desk's own: without it nobody can try out which number a digest is of.
    """

    account: str
    key: bytes = field(default=b"", repr=False)

    @property
    def called(self) -> str:
        """What commits, which are public, call somebody: the account, unless that is a number or a mailbox."""
        return self.slug if self._is_private else self.account

    @property
    def slug(self) -> str:
        """The account where it can be a name, else its letters that can and the beginning of its digest."""
        if self._is_private:
            return f"a--{hmac.new(self.key, self.account.encode(), sha256).hexdigest()[:10]}"
        if _PLAIN.fullmatch(self.account) and "--" not in self.account:
            return self.account
        plain = "".join(char for char in self.account.lower() if char.isascii() and char.isalnum())[:20]
        return f"{plain or 'a'}--{sha256(self.account.encode()).hexdigest()[:10]}"

    @property
    def _is_private(self) -> bool:
        """Whether an account tells somebody's telephone, paper or mailbox."""
        return sum(map(str.isdigit, self.account)) >= _NUMBER or _MAILBOX.fullmatch(self.account) is not None

    def unit(self, register: Register) -> Department | None:
        """The department whose account it is, or the account's group (``@gov/party-office``)."""
        name = self.account.lstrip("@")
        accounts = ((item, (item.account or "").lstrip("@")) for item in register.all(Department))
        return next((item for item, own in accounts if own and name in (own, own.rpartition("/")[2])), None)


@dataclass(frozen=True)
class Proxy:
    """The one from whom an account is believed: its network address, the header, the secret that both know."""

    address: str
    header: str
    secret: str


@dataclass(frozen=True)
class Entrance:
    """How people are known: without a ``proxy`` there is one, who has this machine, whatever a header says."""

    own: str = ""
    proxy: Proxy | None = None
    key: bytes = field(default=b"", repr=False)

    def person(self, request: WebRequest) -> Editor:
        """Who asks. Raises RequestRefused where nobody may be believed."""
        if self.proxy is None:
            return Editor(self.own, self.key)
        given = request.header(SECRET_HEADER).encode()
        if request.remote != self.proxy.address or not hmac.compare_digest(given, self.proxy.secret.encode()):
            raise RequestRefused(HTTPStatus.FORBIDDEN, "请从单位的登录入口进来。")
        account = _as_sent(request.header(self.proxy.header))
        if not _ACCOUNT.fullmatch(account):
            raise RequestRefused(HTTPStatus.FORBIDDEN, "登录入口没有送来账号，请重新登录；还不行的，请告诉管理员。")
        return Editor(account, self.key)


def _as_sent(value: str) -> str:
    """The text of a header, which the server hands on as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
