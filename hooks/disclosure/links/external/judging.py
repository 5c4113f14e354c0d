"""What a visit says of a link: nothing, a doubt, a certainty or a danger — after one look, before any second one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from disclosure.expressions import expression
from disclosure.links.external.danger import leaves_its_owner, signs
from disclosure.links.external.fetching import NoAnswer
from disclosure.links.external.settings import Settings
from disclosure.links.external.snapshot import Snapshot, likeness
from disclosure.links.external.visiting import Visit


class State(StrEnum):
    """How sure a verdict is. 疑似 never stands in the way of anything."""

    OK = "ok"
    SUSPECT = "suspect"
    CERTAIN = "certain"
    DANGER = "danger"

    @property
    def label(self) -> str:
        """The word that reports use."""
        return {"ok": "正常", "suspect": "疑似", "certain": "确定", "danger": "危险"}[self.value]


@dataclass(frozen=True, slots=True)
class Impression:
    """What one look has shown. ``reason`` is the same whenever the same fault is seen again."""

    state: State
    reason: str = ""
    words: str = ""
    signs: tuple[str, ...] = ()

    @property
    def can_be_confirmed(self) -> bool:
        """Whether seeing the same once more makes it firmer; a passing fault stays one however often it is seen."""
        return self.state in (State.CERTAIN, State.DANGER) or self.reason in LASTING


OK = Impression(State.OK)
# Doubts that no passing fault of a server explains, once they have been seen twice.
LASTING = {
    "other-domain", "redirect-home", "soft-404", "changed-title", "suspicious-page", NoAnswer.TLS_EXPIRED.value,
    NoAnswer.PRIVATE.value,
}  # fmt: skip

_FAULTS = {
    NoAnswer.INVALID_HOST: "域名写法不对，不可能打开",
    NoAnswer.NAME_MISSING: "域名不存在",
    NoAnswer.TLS_NAME: "证书不是发给这个域名的，浏览器会拦截",
    NoAnswer.NAME_UNSURE: "域名暂时解析不了",
    NoAnswer.PRIVATE: "指向内网地址，公众打不开，检查程序也不去访问",
    NoAnswer.TLS_EXPIRED: "证书已过期，浏览器会警告",
    NoAnswer.TLS_OTHER: "证书不受信任或加密连接失败",
    NoAnswer.TIMEOUT: "很久没有回应",
    NoAnswer.RESET: "连接中途断开",
    NoAnswer.REFUSED: "服务器拒绝连接",
    NoAnswer.CONNECTION: "连接不上",
    NoAnswer.LOOP: "来回跳转，没有尽头",
    NoAnswer.TOO_MANY: "跳转次数太多",
    NoAnswer.BAD_REDIRECT: "跳转到一个写法不对的地址",
}
_CERTAIN_FAULTS = {NoAnswer.INVALID_HOST, NoAnswer.NAME_MISSING, NoAnswer.TLS_NAME}
_GONE = {404, 410}
_STATUSES = {
    401: "要求登录",
    403: "拒绝访问（监测平台会计为不可用）",
    406: "拒绝访问",
    412: "被防护系统拦截",
    418: "被防护系统拦截",
    421: "服务器没有配置这个域名",
    429: "访问太频繁，暂不答复",
    451: "因法律原因不提供",
}
_NOT_THERE = expression(
    r"404|页面不存在|网页不存在|找不到(?:该|您|此)?.{0,6}(?:页|文件|内容)|无法找到|您访问的.{0,6}不存在|(?:信息|文章|内容)(?:不存在|已(?:被)?删除)|"
    r"page not found|not found",
    re.IGNORECASE,
)
_ALIKE = 0.95
_OTHER_TITLE = 0.3

# The visit to a name that does not exist, in the same directory as the link.
Sibling = Callable[[Visit], Visit | None]


def judge(
    visit: Visit,
    before: Snapshot | None,
    settings: Settings,
    sibling: Sibling,
    as_spider: Callable[[Visit], Snapshot | None],
) -> Impression:
    """What a visit shows. ``sibling`` and ``as_spider`` make further requests, and are asked only where needed."""
    if visit.response.fault is not None:
        return of_fault(visit.response.fault, visit.response.detail)
    if not visit.succeeded:
        return _of_status(visit.response.status)
    found = tuple(signs(visit, before, settings, as_spider(visit)))
    if len(found) >= 2:
        return Impression(State.DANGER, "danger", "；".join(found), found)
    if found:
        reason = "other-domain" if leaves_its_owner(visit, settings) else "suspicious-page"
        return Impression(State.SUSPECT, reason, found[0], found)
    return _of_content(visit, before, sibling)


def of_fault(fault: NoAnswer, detail: str = "") -> Impression:
    """What it shows that a link gives no answer."""
    state = State.CERTAIN if fault in _CERTAIN_FAULTS else State.SUSPECT
    names_host = fault in (NoAnswer.PRIVATE, NoAnswer.NAME_MISSING, NoAnswer.INVALID_HOST)
    shown = f"（{detail}）" if names_host and detail else ""
    return Impression(state, fault.value, _FAULTS[fault] + shown)


def _of_status(status: int) -> Impression:
    if status in _GONE:
        return Impression(State.CERTAIN, f"http-{status}", f"网页不存在（{status}）")
    usual = "服务器出错" if status >= 500 else "没有给出网页"
    return Impression(State.SUSPECT, f"http-{status}", f"{_STATUSES.get(status, usual)}（{status}）")


def _of_content(visit: Visit, before: Snapshot | None, sibling: Sibling) -> Impression:
    if visit.end.is_home and not visit.start.is_home:
        return Impression(State.SUSPECT, "redirect-home", "自动跳转到了对方网站首页，原来的内容可能已经撤下")
    words = _soft_404(visit, sibling)
    if words:
        return Impression(State.SUSPECT, "soft-404", words)
    if before is not None and _other_title(before.title, visit.page.title):
        return Impression(State.SUSPECT, "changed-title", f"标题由“{before.title}”变成了“{visit.page.title}”")
    return OK


def _soft_404(visit: Visit, sibling: Sibling) -> str:
    """Whether a page that answers 200 is really an error page; front pages are spared."""
    page = visit.page
    if visit.start.is_home or not (page.title or page.text):
        return ""
    if _NOT_THERE.search(page.title) and len(page.text) < 600:
        return f"网页标题是“{page.title}”"
    if page.is_shell:  # written by a script after loading: every name looks alike from here
        return ""
    other = sibling(visit)
    if other is None or not other.succeeded or other.page.is_shell:
        return ""
    if other.end == visit.end and other.start != other.end:
        return "同一目录下随便写一个名称也会跳转到这个网页"
    alike = other.page.title == page.title and likeness(other.page.text, page.text) >= _ALIKE
    return "同一目录下随便写一个名称也得到同样的网页" if alike else ""


def _other_title(before: str, now: str) -> bool:
    return min(len(before), len(now)) >= 4 and likeness(before, now) < _OTHER_TITLE
