"""Trees of built pages as offices have them, made by rolling dice, each with the verdicts that must come out.

A roll decides names of columns, folders, layout of lists, how days are written, character set, tags, and which faults
the tree has. All offices, persons and addresses are made up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

TODAY = date(2025, 6, 18)
NEWS = ("动态", "要闻", "工作动态", "街道新闻", "社区动态", "今日要闻", "政务动态")
PAPERS = ("通知公告", "公示公告", "政策文件", "规范性文件", "通知", "公告", "政策法规")
OTHERS = ("规划计划", "机构职能", "统计数据", "财政预决算", "人事信息", "政策解读", "领导信息", "工作总结", "权责清单")
SLIPS = ("攻府", "中华人民共合国", "领导小姐", "扫黑险恶", "人民证府", "齐齐哈市")
ELEMENTS = (
    "事项名称",
    "设定依据",
    "申请条件",
    "办理材料",
    "办理地点",
    "办理机构",
    "收费标准",
    "办理时间",
    "联系电话",
    "办理流程",
)
NOTHING = ("暂无内容", "暂无相关信息！", "栏目正在建设中，敬请期待。", "对不起，没有找到相关内容。", "")
HIDING = (
    '<div style="display:none"><a href="{0}">链接</a></div>',
    '<p style="visibility:hidden"><a href="{0}">链接</a></p>',
    '<span style="font-size:0"><a href="{0}">链接</a></span>',
    '<div style="position:absolute;left:-9999px"><a href="{0}">链接</a></div>',
    '<p style="text-indent:-9999px"><a href="{0}">链接</a></p>',
    '<div style="background:#fff"><a href="{0}" style="color:#ffffff">链接</a></div>',
    '<iframe src="{0}" width="0" height="0"></iframe>',
    '<style>.x9{{display:none}}</style><div class="x9"><a href="{0}">链接</a></div>',
    '<marquee width="1" height="1"><a href="{0}">链接</a></marquee>',
    '<div style="overflow:hidden;height:0px"><a href="{0}">链接</a></div>',
    '<a href="{0}"></a>',
    '<div hidden><a href="{0}">链接</a></div>',
)
WRITTEN: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"[{day}]",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    lambda day: f"（{day.month:02}-{day.day:02}）",
    lambda day: f"[{day.month:02}-{day.day:02}]",
    lambda day: f"{day.day:02}</b> <i>{day.year}-{day.month:02}",
)
SHORT = (5, 6)  # the ways that leave the year to the address


@dataclass(frozen=True)
class Wanted:
    """What must come out for an indicator: one of the verdicts, and on a page the words of the evidence."""

    verdicts: tuple[str, ...]
    page: str = ""
    words: str = ""


@dataclass
class Tree:
    """The files of a tree, and what is wanted by the id of the indicator."""

    files: dict[str, bytes] = field(default_factory=dict)
    wanted: dict[str, Wanted] = field(default_factory=dict)


def built_tree(seed: int) -> Tree:
    """The tree of a roll."""
    return _Builder(Random(f"built tree {seed}")).tree()


class _Builder:
    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.out = Tree()
        self.office = f"{dice.choice('望临新东西')}{dice.choice('溪江桥湖山')}街道（示例）"
        self.in_folders = dice.random() < 0.5
        self.tagged = dice.random() < 0.6
        self.charset = dice.choice(("utf-8", "utf-8", "gbk", "gbk-unsaid"))
        self.layout = dice.choice((_list, _span_list, _table, _definitions, _cards, _paragraphs))
        self.written = dice.randrange(len(WRITTEN))
        self.columns: list[tuple[str, str]] = []  # name, path
        self.fresh: list[tuple[str, str, date]] = []

    def tree(self) -> Tree:
        stale, blank = self.dice.choice(((0, 0), (1, 1), (3, 2), (4, 4), (5, 0), (6, 5), (2, 6)))
        self._columns(stale, blank)
        self._articles()
        self._board()
        self._services()
        self._home()
        for key in ("attacks", "public-outcry", "unreachable"):
            self.out.wanted[key] = Wanted(("NOT ASSESSABLE",))
        self.out.wanted["state-secrets"] = Wanted(("UNCERTAIN",))
        return self.out

    # --- pages ------------------------------------------------------------------------------------------------

    def path(self, name: str, key: str) -> str:
        path = f"{key}/index.html" if self.in_folders else f"{key}.html"
        self.columns.append((name, path))
        return path

    def put(self, path: str, title: str, body: str, tags: dict[str, str]) -> None:
        up = "../" * path.count("/")
        named = {"SiteName": self.office, "SiteDomain": "www.example.gov.cn", "SiteIDCode": "0000000000", **tags}
        metas = (
            "".join(f'<meta name="{name}" content="{value}">' for name, value in named.items()) if self.tagged else ""
        )
        charset = "" if self.charset == "gbk-unsaid" else f'<meta charset="{self.charset}">'
        text = (
            f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{charset}<title>{title} - {self.office}</title>{metas}</head>\n'
            f'<body><header><a href="{up}index.html">{self.office}</a></header><main><h1>{title}</h1>\n{body}\n</main>'
            f"<footer>主办：{self.office}　备案 2019-01-01 <a href='{up}index.html'>首页</a></footer></body></html>"
        )
        self.out.files[path] = text.encode("gbk" if self.charset.startswith("gbk") else "utf-8")

    def column_tags(self, name: str) -> dict[str, str]:
        return {"ColumnName": name, "ColumnDescription": f"{name}栏目", "ColumnKeywords": name, "ColumnType": name}

    def entry(self, day: date, title: str) -> tuple[str, str, str]:
        """Href, title and day as written; a day without a year leads to a page whose address tells it."""
        href = f"{day.year}/{day.month:02}/a{day.day}.html" if self.written in SHORT else ""
        return href, title, WRITTEN[self.written](day)

    def put_column(self, name: str, key: str, days: list[date]) -> str:
        path = self.path(name, key)
        rows = []
        for number, day in enumerate(days):
            href, title, written = self.entry(
                day, f"关于{self.dice.choice(('停水', '体检', '消防', '助餐'))}的第{number + 1}件事"
            )
            rows.append(
                (
                    href and f"{path.rpartition('/')[0]}/{href}".lstrip("/") if not self.in_folders else href,
                    title,
                    written,
                )
            )
        self.put(path, name, self.layout(rows), self.column_tags(name))
        return path

    # --- columns ----------------------------------------------------------------------------------------------

    def _columns(self, stale: int, blank: int) -> None:
        names = self.dice.sample(NEWS, 4) + self.dice.sample(PAPERS, 5)
        self.dice.shuffle(names)
        gone, fresh = names[:stale], names[stale : stale + 2]
        for number, name in enumerate(gone):
            age = self.dice.randint(15, 60) if name in NEWS else self.dice.randint(190, 500)
            path = self.put_column(name, f"old{number}", [TODAY - timedelta(age), TODAY - timedelta(age + 40)])
            if number == 0:
                first = (path, f"{TODAY - timedelta(age)}")
        for number, name in enumerate(fresh):
            age = self.dice.randint(0, 13) if name in NEWS else self.dice.randint(20, 170)
            self.put_column(name, f"new{number}", [TODAY - timedelta(age), TODAY - timedelta(age + 300)])
        fails = stale >= 5
        self.out.wanted["columns-stale"] = Wanted(("FAIL" if fails else "PASS",), *(first if stale else ()))
        self._blanks(blank)
        total = stale + len(fresh) + blank
        self.out.wanted["columns-long-stale"] = Wanted(("PASS",) if total < 7 else ("PASS", "UNCERTAIN"))

    def _blanks(self, blank: int) -> None:
        for number, name in enumerate(self.dice.sample(OTHERS, blank)):
            path = self.path(name, f"none{number}")
            self.put(path, name, f"<p>{self.dice.choice(NOTHING)}</p>", self.column_tags(name))
            if number == 0:
                first = (path, name)
        self.out.wanted["columns-blank"] = Wanted(("FAIL" if blank >= 5 else "PASS",), *(first if blank else ()))

    # --- articles ---------------------------------------------------------------------------------------------

    def _articles(self) -> None:
        slip = self.dice.choice((*SLIPS, "", "", ""))
        hidden = self.dice.choice((*HIDING, "", "", "", ""))
        forged = self.dice.random() < 0.5
        day = TODAY - timedelta(9)
        said = day - timedelta(17) if forged else day
        words = f"<p>昨天，{slip}来人检查了楼道（示例）。</p>" if slip else "<p>昨天检查了楼道，共三十处（示例）。</p>"
        self._article("one.html", "楼道检查", day, day, words)
        self._article(
            "two.html",
            "汛期检查",
            day,
            said,
            f"<p>分三组进行。</p>{hidden.format('http://odds.example/') if hidden else ''}",
        )
        wanted = self.out.wanted
        wanted["severe-wording"] = Wanted(("FAIL",), "one.html", slip) if slip else Wanted(("PASS",))
        wanted["harmful-content"] = Wanted(("UNCERTAIN",), *(("two.html", "http://odds.example/") if hidden else ()))
        told = ("two.html", f"{said}") if forged and self.tagged else ()
        wanted["forged-dates"] = Wanted(("UNCERTAIN",), *told)

    def _article(self, path: str, title: str, tag: date, said: date, body: str) -> None:
        label = self.dice.choice(
            ("发布时间：{0} 09:00", "发布日期：{0}", "来源：{1} 时间：{0} 10:30 浏览：12 次", "<span>{0}</span>")
        )
        tags = {
            **self.column_tags("动态"),
            "ArticleTitle": title,
            "PubDate": f"{tag} 09:00",
            "ContentSource": self.office,
        }
        self.put(path, title, f"<p>{label.format(said, self.office)}</p>{body}", tags)

    # --- home -------------------------------------------------------------------------------------------------

    def _home(self) -> None:
        age = self.dice.choice((0, 3, 14, 15, 40))
        only_menu = self.dice.random() < 0.2
        newest = TODAY - timedelta(age)
        menu = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in self.columns)
        rows = [(f"{newest.year}/{newest.month:02}/x.html", "最近的一件事", WRITTEN[self.written](newest)),
                ("", "早先的一件事", f"{newest - timedelta(30)}")]  # fmt: skip
        body = f"<p>今天是{TODAY.year}年6月18日 星期三</p><ul>{menu}</ul>" + ("" if only_menu else self.layout(rows))
        self.put("index.html", "首页", body, self.column_tags("首页"))
        if only_menu:
            self.out.wanted["home-stale"] = Wanted(("PASS", "FAIL"))
        else:
            self.out.wanted["home-stale"] = Wanted(("PASS" if age <= 14 else "FAIL",), "index.html", f"{newest}")

    # --- talk -------------------------------------------------------------------------------------------------

    def _board(self) -> None:
        name = self.dice.choice(("我要留言", "区长信箱", "咨询建言", "互动交流"))
        form = self.dice.choice(("advice", "advice", "special", "none"))
        late, special = self.dice.random() < 0.6, self.dice.random() < 0.5
        rows = [
            ("L1", "咨询", TODAY - timedelta(20), TODAY - timedelta(18)),
            ("L3", "建议", TODAY - timedelta(80), None),
        ]
        rows += [("L2", "咨询", TODAY - timedelta(100), None)] if late else []
        rows += [("L4", self.dice.choice(("网上信访", "纪检举报")), TODAY - timedelta(200), None)] if special else []
        layout = self.dice.choice((_message_table, _message_list, _message_definitions, _message_cards))
        area = '<form action="#" method="post"><label>内容 <textarea></textarea></label><button>提交</button></form>'
        path = self.path(name, "board")
        self.put(path, name, (area if form == "advice" else "") + layout(rows), self.column_tags(name))
        if form == "special":
            other = self.path("网上信访", "petitions")
            self.put(other, "网上信访", area, self.column_tags("网上信访"))
        wanted = self.out.wanted
        wanted["no-channel"] = Wanted(("PASS",), path) if form == "advice" else Wanted(("FAIL",))
        wanted["messages-unanswered"] = Wanted(("FAIL",), path, "L2") if late else Wanted(("PASS",))

    def _services(self) -> None:
        count, lacking = self.dice.choice(((0, 0), (3, 0), (5, 5), (6, 2), (4, 4), (6, 6)))
        wanted = self.out.wanted
        if not count:
            wanted["no-services"], wanted["service-elements"] = Wanted(("FAIL",)), Wanted(("NOT ASSESSABLE",))
            return
        layout = self.dice.choice((_element_table, _element_list, _element_definitions, _element_headings))
        items = []
        for number in range(count):
            missing = (
                self.dice.sample(ELEMENTS[1:], 5)
                if number < lacking
                else self.dice.sample(ELEMENTS[1:], self.dice.randint(0, 2))
            )
            items.append(
                (
                    f"{self.dice.choice(('居住证', '补贴', '轮椅', '救助'))}办理{number + 1}",
                    [name for name in ELEMENTS if name not in missing],
                )
            )
        path = self.path("办事服务", "services")
        self.put(path, "办事服务", "".join(layout(*item) for item in items), self.column_tags("办事服务"))
        wanted["no-services"] = Wanted(("PASS",), path, f"{items[0][0]}")
        wanted["service-elements"] = Wanted(("UNCERTAIN",), path, items[0][0]) if lacking else Wanted(("PASS",))


Rows = list[tuple[str, str, str]]


def _linked(href: str, title: str) -> str:
    return f'<a href="{href}">{title}</a>' if href else title


def _list(rows: Rows) -> str:
    return _in("ul", [f"<li>{_linked(href, title)} <time>{day}</time></li>" for href, title, day in rows])


def _span_list(rows: Rows) -> str:
    listed = [f'<li><span class="date"><b>{day}</b></span>{_linked(href, title)}</li>' for href, title, day in rows]
    return f'<div class="list">{_in("ul", listed)}</div>'


def _table(rows: Rows) -> str:
    body = [_row(f"{number}", _linked(href, title), day) for number, (href, title, day) in enumerate(rows, 1)]
    return _in("table", [_row("序号", "标题", "发布日期"), *body])


def _definitions(rows: Rows) -> str:
    return _in("dl", [f"<dt>{_linked(href, title)}</dt><dd><b>{day}</b></dd>" for href, title, day in rows])


def _cards(rows: Rows) -> str:
    card = '<div class="card"><h3>{0}</h3><p>摘要一句话。</p><div class="d"><b>{1}</b></div></div>'
    return "".join(card.format(_linked(href, title), day) for href, title, day in rows)


def _paragraphs(rows: Rows) -> str:
    return "".join(f"<p>{_linked(href, title)}　<b>{day}</b></p>" for href, title, day in rows)


def _in(tag: str, parts: list[str]) -> str:
    return f"<{tag}>{''.join(parts)}</{tag}>"


def _row(*cells: str, tag: str = "td") -> str:
    return _in("tr", [f"<{tag}>{cell}</{tag}>" for cell in cells])


Messages = list[tuple[str, str, date, date | None]]


def _message_table(rows: Messages) -> str:
    body = [_row(key, kind, f"{came}", "某事怎么办", f"{went or ''}") for key, kind, came, went in rows]
    return _in("table", [_row("编号", "类别", "留言时间", "内容", "答复时间", tag="th"), *body])


def _message_list(rows: Messages) -> str:
    line = "<li>编号：{0}　类别：{1}　来信时间：{2}　内容：某事怎么办　状态：{3}</li>"
    return _in("ul", [line.format(key, kind, came, "已答复" if went else "办理中") for key, kind, came, went in rows])


def _message_definitions(rows: Messages) -> str:
    names = ("编号", "类型", "提问时间", "答复")
    line = _in("dl", [f"<dt>{name}</dt><dd>{{{place}}}</dd>" for place, name in enumerate(names)])
    day = "{0.year}年{0.month}月{0.day}日"
    return "".join(
        line.format(key, kind, day.format(came), "可以办" if went else "暂无") for key, kind, came, went in rows
    )


def _message_cards(rows: Messages) -> str:
    card = (
        '<div class="m"><h3>{0} 某事怎么办</h3><p>信件类型：{1}</p><p>留言时间：{2} 10:00</p><p>答复时间：{3}</p></div>'
    )
    return "".join(card.format(key, kind, came, went or "—") for key, kind, came, went in rows)


def _element_table(title: str, names: list[str]) -> str:
    rows = [_row(name, title if name == "事项名称" else "见说明") for name in names]
    return f"<h2>{title}</h2>{_in('table', [_row('要素', '内容', tag='th'), *rows])}"


def _element_list(title: str, names: list[str]) -> str:
    return f"<h2>{title}</h2>{_in('ul', [f'<li>{name}：见说明</li>' for name in names])}"


def _element_definitions(title: str, names: list[str]) -> str:
    return f"<h3>{title}</h3>{_in('dl', [f'<dt>{name}</dt><dd>见说明</dd>' for name in names])}"


def _element_headings(title: str, names: list[str]) -> str:
    parts = [f"<h3>{number}、{name}</h3><p>见说明</p>" for number, name in enumerate(names, 1)]
    return f"<h2>{title}</h2>{''.join(parts)}"
