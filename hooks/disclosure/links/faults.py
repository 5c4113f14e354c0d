"""What is wrong with one link of a page: with how it is written, and with where it leads."""

from __future__ import annotations

from disclosure.findings import Rule, Severity
from disclosure.links import form
from disclosure.links.inventory import Link, PageLinks
from disclosure.links.resolve import DeadEnd, Way

NO_MAP = Rule(
    "LNK-108",
    "图片的点击区域存在",
    basis=("要点/栏目管理", "本办制度/17"),
    bad='<img usemap="#各居委">（没有叫“各居委”的 map）',
    good='<img usemap="#各居委"><map name="各居委">…</map>',
)

RULES = (NO_MAP,)


def fault(link: Link, way: Way, page: PageLinks) -> DeadEnd | None:
    """The fault of a link of ``page`` that leads the ``way``; a doubt about its form must not hide that it is dead."""
    if link.attribute == "usemap":
        return _map_fault(link.href or "", page)
    found = form.fault(link)
    if link.tag == "base" or (found is not None and found.rule.severity is Severity.ERROR):
        return found
    return way.dead or found


def _map_fault(written: str, page: PageLinks) -> DeadEnd | None:
    """Whether the map that a picture names is on its page (HTML Standard, parsing a hash-name reference)."""
    _, mark, name = written.partition("#")
    if name in page.maps:
        return None
    if not mark or not name:
        message = f"图片的点击区域“{written}”没有写成“#名称”，点击没有反应。"
        return DeadEnd(NO_MAP, message, "请写成“#”加上 map 的名称，或者去掉 usemap。")
    message = f"这一页没有叫“{name}”的点击区域（map）。"
    return DeadEnd(NO_MAP, message, "请核对 map 的名称，大小写也要一致；没有的请去掉 usemap。")
