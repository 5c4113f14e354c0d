"""Pages of HTML made from a seed, each with what its readers see of it: the truth that an import is held against."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

SECRET = "内部"
_WORDS = [
    "街道", "办事处", "居民", "社区", "补贴", "申请", "公示", "通知", "2025年", "12.5%", "3<5", "A|B", "*号", "[注]",
    "第（一）款", "#", "1.", "-", "项",
]  # fmt: skip
_HIDDEN = (
    '<span style="display:none">{}</span>',
    "<p hidden>{}</p>",
    "<!-- {} -->",
    "<script>var x = '{}'</script>",
    '<font color="#FFFFFF">{}</font>',
    '<span style="font-size:0px">{}</span>',
    '<div class="unseen">{}</div>',
    '<span style="mso-hide:all">{}</span>',
    '<input type="hidden" value="{}">',
    '<div style="visibility: hidden">{}</div>',
)


class MadePage(NamedTuple):
    """HTML, the signs that its readers see in their order, and its tables as rows of (text, across, down)."""

    html: str
    seen: str
    tables: list[list[list[tuple[str, int, int]]]]


def made_page(seed: int) -> MadePage:
    """A page of some twenty pieces."""
    maker = _Maker(Random(seed))
    pieces = [maker.piece() for _ in range(20)]
    html = f"<style>.unseen {{ display: none }}</style><div class=c>{''.join(pieces)}</div>"
    return MadePage(html, "".join(maker.seen), maker.tables)


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.seen: list[str] = []
        self.tables: list[list[list[tuple[str, int, int]]]] = []

    def piece(self) -> str:
        makers = (self.paragraph, self.paragraph, self.bold, self.listed, self.table, self.hidden, self.broken)
        return self.random.choice(makers)()

    def words(self) -> str:
        """Some words as HTML; they are seen."""
        words = "".join(self.random.choice(_WORDS) for _ in range(self.random.randint(2, 6)))
        self.seen.append("".join(words.split()))
        return words.replace("&", "&amp;").replace("<", "&lt;")

    def paragraph(self) -> str:
        indent = self.random.choice(("", "　　", "&nbsp;&nbsp;&nbsp;&nbsp;"))
        return f"\n<p class=MsoNormal>{indent}{self.words()}<span>{self.words()}</span></p>\n"

    def bold(self) -> str:
        return f"<div><b>{self.words()}</b>{self.words()}<sup>{self.words()}</sup></div>"

    def broken(self) -> str:
        gap = self.random.choice(("<br>", "<br/><br/>", "<br>　　"))
        return f"<div>{self.words()}{gap}{self.words()}</div>"

    def hidden(self) -> str:
        return self.random.choice(_HIDDEN).format(SECRET)

    def listed(self) -> str:
        tag = self.random.choice(("ul", "ol"))
        items = []
        for number in range(1, self.random.randint(2, 4)):
            if tag == "ol":
                self.seen.append(f"{number}.")
            items.append(f"<li>{self.words()}</li>")
        return f"<{tag}>{''.join(items)}</{tag}>"

    def table(self) -> str:
        across, down = self.random.randint(2, 4), self.random.randint(2, 4)
        merged = self.random.random() < 0.5
        rows: list[list[tuple[str, int, int]]] = []
        html = []
        for row in range(down):
            cells: list[tuple[str, int, int]] = []
            line = ""
            for column in range(across):
                if merged and row == 1 and column == 0:
                    continue  # covered by the cell above
                if merged and row == 0 and column == across - 1 and across > 2:
                    continue
                wide = 2 if merged and row == 0 and column == across - 2 and across > 2 else 1
                high = 2 if merged and row == 0 and column == 0 else 1
                before = len(self.seen)
                text = self.words()
                cells.append(("".join(self.seen[before:]), wide, high))
                line += f"<td colspan={wide} rowspan='{high}'><p>{text}</p></td>"
            rows.append(cells)
            html.append(f"<tr>{line}</tr>")
        self.tables.append(rows)
        return f"<table border=1>{''.join(html)}</table>"
