"""The page of one record: its form with what was typed, what was found at which field, who else is writing.

Whatever a browser sends is put into the draft before anything else is done with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from disclosure.editing.desk.beginning import renumbered
from disclosure.editing.desk.branches import OpenBranch
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft, digest
from disclosure.editing.desk.elsewhere import told_elsewhere
from disclosure.editing.desk.examining import Examined
from disclosure.editing.desk.ground import Editable, text_at
from disclosure.editing.desk.guided import GuidedCase, guides_for
from disclosure.editing.desk.news import RecordNews, summary_of, told_by
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.saving import Clash, clash_of, hand_in, left_over
from disclosure.editing.desk.settling import NotSettledError, differing, settled
from disclosure.editing.desk.single_files import told_of_files
from disclosure.editing.desk.together import companions, regrouped
from disclosure.editing.desk.uploads import UploadRefusedError, cleaned_again, taken_away, uploaded, word_taken
from disclosure.editing.desk.waiving import Vouched
from disclosure.editing.desk.web import RequestRefused, WebAnswer, WebRequest, led_to
from disclosure.editing.desk.windows import new_window, window_of
from disclosure.editing.forms import FIND, MORE, Lookups, form, shown, taken_in, told
from disclosure.editing.proposals.zeros import with_zeros
from disclosure.expressions import expression
from disclosure.findings import Place, Rule
from disclosure.reading.front_matter import body_of
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.base import RefTo

_COMMIT = expression(r"[0-9a-f]{40,64}")
_OURS = "desk:"  # how the names of our own fields begin; those of the form are locations
FORM, BASE, NUMBER, DO = f"{_OURS}form", f"{_OURS}base", f"{_OURS}number", f"{_OURS}do"
REASON, APPROVED = f"{_OURS}reason", f"{_OURS}approved"
TITLE, FILE, WINDOW = f"{_OURS}title", f"{_OURS}file", f"{_OURS}window"
_STAYING = ("autosave", "preview")  # after which the form stands where it stood
_LOOK_AGAIN = "还没有提交：下面提醒的像是个人信息，一提交就等于公开。可以公开的，再按“有问题也先提交，请别人看”。"
_NOTHING = Rule("", "")  # at whose place a field is looked for


@dataclass
class RecordPage:
    """The page of one record for one person."""

    desk: Desk
    person: Editor
    subject: Editable
    token: str

    def answer(self, request: WebRequest) -> WebAnswer:
        """Show the form, or do what was asked with it."""
        if request.method != "POST" and request.query.get("line"):
            return self._led_to_field(request.query["line"], request.query.get("with", ""))
        if request.method != "POST":
            draft = self._draft()
            wanted = request.query.get("with", "")
            news = RecordNews(says=told_by(request.query.get("told", "")), clash=self._meanwhile(draft), wanted=wanted)
            return self._page(draft, news)
        task, _, which = request.sent.get(DO).partition(":")
        window = window_of(request.sent.get(WINDOW))
        if task == "autosave" and window in self.desk.left:
            return WebAnswer(json.dumps({}), HTTPStatus.CONFLICT, "application/json")
        if task not in _STAYING and window:
            self.desk.left.leave(window)
        draft, page = self._kept(request, window if task in _STAYING else self._window)
        if task == "autosave":
            said = {"number": draft.number, "saved": draft.saved}
            return WebAnswer(json.dumps(said), kind="application/json")
        more = tuple(value for name, value in request.sent.pairs if name == MORE)
        if more or request.sent.get(FIND):
            return self._page(draft, replace(page, more=more))
        tasks = {
            "preview": self._preview, "check": self._check, "submit": self._submit, "submit-anyway": self._submit,
            "upload": self._upload, "word": self._word, "clean": self._clean, "remove": self._remove,
            "mine": self._settle, "theirs": self._settle, "join": self._settle,
            "renumber": self._renumber, "stay": self._stay,
            "zeros": self._zeros,
        }  # fmt: skip
        if task in tasks:
            return tasks[task](draft, replace(page, which=which), request)
        page.says.append("草稿已经存好，关上窗口也不会丢。")
        return self._page(draft, page)

    def form_only(self) -> WebAnswer:
        """The form as it stands, with nothing to say about it."""
        return self._page(self._draft(), RecordNews())

    def _led_to_field(self, written: str, wanted: str) -> WebAnswer:
        """On to the field whose value stands at a line and column of the file: ``12.5``; for the sake of a draft."""
        line, _, column = written.partition(".")
        spot = Place(self.subject.path, _number(line) or 1, _number(column) or 1)
        made = form(self.subject.model, self._draft().text, self._lookups)
        name = next(iter(made.at([_NOTHING.at(spot, "", "")])), "")
        sake = f"?{urlencode({'with': wanted})}" if wanted else ""
        return led_to(f"/record/{self.subject.name}{sake}" + (f"#f-{name}" if name else ""))

    def _draft(self) -> Draft:
        """The draft there is; else one that begins with the newest text, and is nowhere yet."""
        there = self.desk.draft(self.person, self.subject.name)
        there = left_over(self.desk, self.person, there) if there is not None else None
        if there is not None:
            return there
        own = self._own_branch()
        text = self.desk.newest_text(self.subject, own)
        if text is None:
            raise RequestRefused(
                HTTPStatus.NOT_FOUND, "这个文件不能用表单打开：还没有批准，或者有认不出的字。请告诉管理员。"
            )
        return Draft(self.subject.name, self.subject.path, text, text, title=self.subject.title)

    def _kept(self, request: WebRequest, window: str) -> tuple[Draft, RecordNews]:
        """What was sent, taken into the draft, which is on the disk when this returns; ``window`` has its form now."""
        there, sent = self._draft(), request.sent
        is_same = there.window != "" and there.window == sent.get(WINDOW)
        number = there.number if is_same else _number(sent.get(NUMBER))
        base = self._base(there, sent.get(BASE))
        shown_text = there.form(sent.get(FORM)) or _of(sent.get(FORM), (base, there.text, there.base))
        page = RecordNews()
        if shown_text is None:  # of a form that was shown too long ago
            shown_text, there, number = base or there.text, there.apart(), 0
            page.says.append("这个窗口放得太久：已经照这次送来的存成草稿，原来的草稿另存了一份，请核对。")
        pairs = [(name, value) for name, value in sent.pairs if not name.startswith(_OURS)]
        taken = taken_in(self.subject.model, shown_text, pairs, self._lookups)
        page.refusals = taken.refusals
        typed = tuple((name, value) for name, values in taken.typed.items() for value in values)
        draft = replace(there, base=base, text=taken.text, typed=typed, number=number, window=window)
        if draft.text == draft.base and not typed and not there.number and sent.get(DO) not in ("upload", "word"):
            return draft, page  # nothing was written, and nothing is to be kept
        if sent.get(DO) != "autosave":
            draft = draft.shown_as(draft.text)
        kept = self.desk.keep(self.person, draft)
        return kept if sent.get(DO) in _STAYING else regrouped(self.desk, self.person, kept, sent), page

    def _base(self, there: Draft, commit: str) -> str | None:
        """The text that the first form was made from: of a draft that is kept, its own."""
        if there.number or not _COMMIT.fullmatch(commit):
            return there.base
        state = self.desk.state
        return (
            state.text(self.subject.path) if commit == state.commit else text_at(state.root, commit, self.subject.path)
        )

    def _check(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        page.examined = self._examined(draft)
        return self._page(draft, page)

    def _submit(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        if page.refusals or page.problem:
            return self._page(draft, page)
        if not any(item.is_change for item in self.desk.group(self.person, draft)):
            page.says.append("和原来的一样，没有改动，不用提交。")
            return self._page(draft, page)
        page.vouched = Vouched(request.sent.get(REASON), request.sent.get(APPROVED))
        is_sure = request.sent.get(DO) == "submit-anyway"
        done = hand_in(self.desk, self.person, draft, is_sure=is_sure, vouched=page.vouched)
        if done.unfinished:
            page.unfinished = done.unfinished
            return self._page(draft, page)
        if done.clash is not None:
            return self._clashing(done.clash, page)
        if done.examined is not None:
            page.examined, page.asks_sure = done.examined, not done.examined.leaks
            if done.examined.unsure and not (done.examined.leaks or done.examined.doubts or done.examined.blocking):
                page.says.append(_LOOK_AGAIN)
            if is_sure and done.examined.doubts and not done.examined.leaks:
                page.problem = "没有提交：像是个人信息或者内部标志的，请在最下面写明为什么可以公开、哪个部门批准。"
            return self._page(draft, page)
        if done.failed:
            page.problem = f"没有提交成，内容都在草稿里，请再试一次；还不行的，请把这句话告诉管理员：{done.failed}"
            return self._page(draft, page)
        return WebAnswer(self.desk.drawn("done.html", self.person, saved=done, subject=self.subject, token=self.token))

    def _preview(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        return led_to(f"/preview/{self.subject.name}")

    def _upload(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        try:
            file = request.sent.upload(FILE)
            draft, page.upload_name, page.upload = uploaded(
                self.desk, self.person, draft, file, request.sent.get(TITLE).strip()
            )
        except UploadRefusedError as error:
            page.problem = str(error)
        return self._page(self.desk.keep(self.person, draft.shown_as(draft.text)), page)

    def _word(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        try:
            made, said = word_taken(self.desk, self.person, draft, request.sent.upload(FILE))
            if body_of(draft.text).text.strip():
                made = made.apart()
                said = [*said, "原来的正文没有丢，在“另存的草稿”里。"]
            draft, page.says = made, [*page.says, *said]
        except UploadRefusedError as error:
            page.problem = str(error)
        return self._page(self.desk.keep(self.person, draft.shown_as(draft.text)), page)

    def _clean(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        name = page.which
        try:
            draft, said, page.upload = cleaned_again(self.desk, self.person, draft, name)
            page.upload_name = name
            page.says += said
        except UploadRefusedError as error:
            page.problem = str(error)
        return self._page(draft, page)

    def _remove(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        draft = taken_away(draft, page.which)
        return self._page(self.desk.keep(self.person, draft.shown_as(draft.text)), page)

    def _settle(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        """After somebody else has changed the record: what is to be gone on with."""
        theirs = self.desk.newest_text(self.subject, self._own_branch(draft))
        task, sent = request.sent.get(DO), request.sent.pairs
        try:
            made = settled(task, draft, theirs, sent, self.subject.model, self._lookups)
        except NotSettledError as error:
            page.problem, page.clash = str(error), self._meanwhile(draft)
            return self._page(draft, page)
        page.says.append("已经照您选的继续。请再看一遍，然后提交。")
        return self._page(self.desk.keep(self.person, made), page)

    def _renumber(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        if not draft.is_new:
            return self._page(draft, page)
        return led_to(f"/record/{renumbered(self.desk, self.person, draft)}")

    def _zeros(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        """Every row of the tables of which nothing is written is none."""
        draft = replace(draft, text=with_zeros(draft.text, draft.path))
        page.says.append("没有写的各行都填了 0。请把有数的改过来；本机关不涉及的写“不适用”。")
        return self._page(self.desk.keep(self.person, draft.shown_as(draft.text)), page)

    def _stay(self, draft: Draft, page: RecordNews, request: WebRequest) -> WebAnswer:
        """Nothing of the record is taken away; of a single file its text is as it was, too."""
        text = draft.base if draft.without and draft.base is not None else draft.text
        kept = replace(draft if text == draft.text else draft.apart(), is_gone=False, without=(), text=text)
        return self._page(self.desk.keep(self.person, kept.shown_as(text)), page)

    def _meanwhile(self, draft: Draft) -> Clash | None:
        """What others have changed since a draft was begun that is opened again."""
        if not draft.number:
            return None
        own = self._own_branch(draft)
        return clash_of(self.desk, draft, own.commit if own is not None else self.desk.state.commit)

    def _clashing(self, clash: Clash, page: RecordNews) -> WebAnswer:
        """Say of which record somebody has changed the text; of another one of the group on its own page."""
        subject = self.desk.subject(self.person, clash.draft.subject)
        if subject is None or subject.name == self.subject.name:
            page.clash = clash
            return self._page(clash.draft, page)
        words = f"一起提交的几份里，这一份别人也改过。请先在这里选好，再回到“{self.subject.title}”提交。"
        there = replace(self, subject=subject)
        return there._page(clash.draft, RecordNews(clash=clash, says=[words]))

    def _examined(self, draft: Draft) -> Examined:
        drafts = self.desk.group(self.person, draft)
        below = self.desk.below(self._own_branch(draft))
        return self.desk.workshop.examined(self.desk.today, self.desk.changed(self.person, drafts, below).upon(below))

    def _own_branch(self, draft: Draft | None = None) -> OpenBranch | None:
        """The branch on which handing in goes on."""
        about = draft or Draft(self.subject.name, self.subject.path, None, "")
        return self.desk.own_branch(self.person, self.desk.group(self.person, about))

    @cached_property
    def _lookups(self) -> Lookups:
        """What the form offers to choose from."""
        return self.desk.lookups(self.person)

    @cached_property
    def _window(self) -> str:
        """The name of the form that is shown."""
        return new_window()

    @property
    def _open(self) -> list[OpenBranch]:
        return self.desk.branches.open(self.desk.state.commit)

    def _page(self, draft: Draft, page: RecordNews) -> WebAnswer:
        typed = _by_name(draft.typed)
        made = form(self.subject.model, draft.text, self._lookups, more=page.more, typed=typed)
        found, elsewhere = page.examined[:2] if page.examined is not None else ([], [])
        places = {self.subject.path, draft.path, self.desk.place(draft)}
        here = [item for item in found if item.place.path in places]
        at = made.at(here)
        touching = [item for item in self._open if self.subject.path in item.paths]
        own = self._own_branch(draft)
        there = partial(told_elsewhere, self.desk, self.person, self.subject, self._lookups)
        values: dict[str, Any] = {
            "subject": self.subject,
            "draft": draft,
            "page": page,
            "fields": Markup(shown(made, typed, {name: items for name, items in at.items() if name}, page.refusals)),
            "summary": list(summary_of(at, page.refusals)),
            "at_files": [there(item) for item in found if item.place.path not in places],
            "takes_old_word": self.desk.word_program is not None,
            "differing": differing(page.clash, self.subject.model, self._lookups),
            "elsewhere": list(map(there, elsewhere)),
            "doubts": [told(item, self._lookups) for item in (page.examined.doubts if page.examined else ())],
            "upload": None if page.upload is None else [told(item, self._lookups) for item in page.upload],
            "moves_to": place if (place := self.desk.place(draft)) != draft.path and not draft.is_new else "",
            "has_tables": self.subject.model is AnnualFigures,
            "guides": guides_for(self.desk, self.person, self.subject) if not draft.is_gone else [],
            "form_key": digest(draft.text),
            "commit": self.desk.state.commit if own is None else own.commit,
            "token": self.token,
            "window": self._window,
            "own": own,
            "others": [item for item in touching if own is None or item.name != own.name],
            "writers": self.desk.drafts.others(self.person.slug, self.subject.name),
            "older": self.desk.drafts.older(self.person.slug, self.subject.name),
            "earlier": self.desk.drafts.earlier(self.person.slug, self.subject.name),
            "companions": companions(self.desk, self.person, draft, page.wanted),
            "departments": [item.title for item in self._lookups.offered(RefTo("department"))],
        }
        case = GuidedCase(self.desk, self.person, self.subject)
        values |= told_of_files(self.desk, self.subject, case.document, draft)
        return WebAnswer(self.desk.drawn("record.html", self.person, **values))


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What was typed, by its field."""
    typed: dict[str, list[str]] = {}
    for name, value in pairs:
        typed.setdefault(name, []).append(value)
    return typed


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0


def _of(key: str, texts: Iterable[str | None]) -> str | None:
    return next((text for text in texts if text is not None and digest(text) == key), None)
