"""Edits of a synthetic site, one kind each, as editors make them; none leaves anything that blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TITLE = re.compile(r"^title: (.+)$", re.MULTILINE)
_ID = re.compile(r"^id: \S+$", re.MULTILINE)
_DUE = re.compile(r"due: 2026-06-\d\d")
_REVIEWED = re.compile(r"^  secrecy: .*$", re.MULTILINE)
_PHONE = re.compile(r"^phone: .*$", re.MULTILINE)


@dataclass(frozen=True)
class Edits:
    """Edits of the project in ``root``; each is told the number of the round."""

    root: Path

    def ready(self) -> None:
        """Give the first document an attachment, which must be there before one can be replaced."""
        text = self.edited.read_text("utf-8")
        listed = f"attachments:\n- file: {self._attached.name}\n  title: 办理时限一览\n  number: 1\n"
        self._attached.write_text("本件的办理时限按工作日计算。\n", "utf-8")
        reviewed = _REVIEWED.sub(r"\g<0> 附件已查", text, count=1)
        self.edited.write_text(reviewed.replace("\n---\n", f"\n{listed}---\n", 1), "utf-8")

    def kinds(self) -> dict[str, tuple[str, Callable[[int], None]]]:
        """Each kind of edit: what it is called, and how it is made."""
        return {
            "body": ("改一份文件的正文", self.body),
            "title": ("改一份文件的标题", self._title),
            "new": ("新增一份文件", self._new),
            "stage": ("改一个决策环节", self._stage),
            "attachment": ("换一个附件", self._attachment),
            "removed": ("删去一份文件", self._removed),
            "telephone": ("改本机关的电话", self._telephone),
        }

    @property
    def edited(self) -> Path:
        """The document that is edited."""
        return sorted((self.root / "docs").rglob("*.md"))[0]

    @property
    def _attached(self) -> Path:
        return self.edited.with_name(f"{self.edited.stem}-1.txt")

    def body(self, number: int) -> None:
        """A sentence more at the end of a document."""
        with self.edited.open("a", encoding="utf-8") as file:
            file.write(f"\n补充说明第 {number + 1} 次：本件的办理时限按工作日计算。\n")

    def _title(self, number: int) -> None:
        title = f"title: 关于公布第{number + 1}批示范点名单的消息"
        self._model.write_text(_TITLE.sub(title, self._model.read_text("utf-8")), "utf-8")

    def _new(self, number: int) -> None:
        text = _ID.sub(f"id: {self._added(number).stem}", self._model.read_text("utf-8"))
        self._added(number).write_text(_TITLE.sub(f"title: 关于启用第{number + 1}号服务窗口的消息", text), "utf-8")

    def _removed(self, number: int) -> None:
        self._added(number).unlink()

    def _stage(self, number: int) -> None:
        decisions = sorted((self.root / "data" / "decisions").rglob("dec-*.yml"))
        file = next(file for file in decisions if _DUE.search(file.read_text("utf-8")))
        file.write_text(_DUE.sub(f"due: 2026-06-{number + 1:02}", file.read_text("utf-8"), count=1), "utf-8")

    def _attachment(self, number: int) -> None:
        self._attached.write_text(f"本件的办理时限按工作日计算，第 {number + 1} 次修订。\n", "utf-8")

    def _telephone(self, number: int) -> None:
        file = self.root / "data" / "agency.yml"
        file.write_text(_PHONE.sub(f"phone: 021-342278{number:02}", file.read_text("utf-8"), count=1), "utf-8")

    @property
    def _model(self) -> Path:
        """A piece of news, which nothing else depends on but the lists in which it stands."""
        return sorted((self.root / "docs" / "news").rglob("doc-*.md"))[-1]

    def _added(self, number: int) -> Path:
        return self._model.with_name(f"added-{number}.md")
