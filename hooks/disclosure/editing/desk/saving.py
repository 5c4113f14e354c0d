"""From drafts to a branch: screened first, then one commit, then pushed. What is not done stays a draft."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from disclosure.editing.desk.branches import OpenBranch, Pushed
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.examining import Examined
from disclosure.editing.desk.ground import text_at, title_in, value_in
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.waiving import Vouched, waivers_of
from disclosure.reading.git import GitFailed
from disclosure.records.withdrawals import Withdrawal
from disclosure.reporting.owners import GITHUB, code_owners

_NOBODY = Vouched()
_WITHDRAWALS = Withdrawal.files.partition("{")[0]


@dataclass(frozen=True)
class Clash:
    """Somebody has changed the record meanwhile; ``theirs`` is its text now."""

    draft: Draft
    theirs: str | None


@dataclass(frozen=True)
class Saved:
    """What came of handing in: at most one of these is there.

    ``clash`` stopped it; ``examined`` holds what was found and stopped it; ``failed`` is why git did not do it. On the
    ``branch`` is the commit, ``pushed`` or not; ``request`` is the address at which the pull request is opened, or
    stands where ``is_open``. ``approvers`` are the accounts that are to approve it. ``unfinished`` are drafts with
    something that could not be written yet, which stopped it; ``going_on`` those on which somebody wrote meanwhile.
    """

    unfinished: tuple[Draft, ...] = ()
    clash: Clash | None = None
    examined: Examined | None = None
    failed: str = ""
    branch: str = ""
    pushed: Pushed = field(default_factory=Pushed)
    request: str = ""
    is_open: bool = False
    approvers: tuple[str, ...] = ()
    going_on: tuple[Draft, ...] = ()


def hand_in(desk: Desk, person: Editor, draft: Draft, *, is_sure: bool, vouched: Vouched = _NOBODY) -> Saved:
    """Hand in a draft with those of its group. ``is_sure`` goes on although something is wrong that is no leak.

    For what may be one somebody has ``vouched``: that is handed in with it.
    """
    drafts = desk.group(person, draft)
    unfinished = tuple(item for item in drafts if item.typed)
    if unfinished:
        return Saved(unfinished=unfinished)
    own = desk.own_branch(person, drafts)
    if own is not None:  # a reviewer may have added something
        desk.branches.fetch_own(person)
        own = desk.own_branch(person, drafts)
    taken = _taken_place(desk, drafts, own)
    if taken:
        return Saved(failed=f"{taken} 已经有另一份文件。")
    for item in drafts:
        clash = clash_of(desk, item, own.commit if own is not None else desk.state.commit)
        if clash is not None:
            return Saved(clash=clash)
    name = own.name if own is not None else desk.branches.new_name(person, drafts[0].group or drafts[0].subject)
    with TemporaryDirectory(prefix="disclosure-") as folder:  # for nobody else to enter
        below = desk.below(own)
        changed = _copied(desk.changed(person, drafts, below), Path(folder))
        examined = _examined(desk, changed, below)
        if is_sure and examined.doubts and not examined.leaks and vouched.is_whole:
            waivers = waivers_of(examined.doubts, vouched, desk.state.register, desk.today)
            changed = replace(changed, texts={**changed.texts, **waivers})
            examined = _examined(desk, changed, below)
        if examined.leaks or examined.doubts or ((examined.blocking or examined.unsure) and not is_sure):
            return Saved(examined=examined)
        try:
            with desk.branches.held(name):
                base = own.commit if own is not None else desk.state.commit
                desk.branches.commit(name, base, person, _content(changed), _says(person, drafts), desk.now)
        except GitFailed as error:
            return Saved(failed=str(error))
    lying = (replace(item, path=desk.place(item)) for item in drafts)
    going_on = [left for item in lying if (left := desk.drafts.settle(person.slug, item)) is not None]
    return replace(handed_over(desk, person, name, _titled(drafts[0]), changed.paths), going_on=tuple(going_on))


def left_over(desk: Desk, person: Editor, draft: Draft) -> Draft | None:
    """The draft, unless all of it was handed in and the power went before it was taken away: then that is done now."""
    if draft.typed or draft.is_gone or draft.without or not draft.is_change:
        return draft
    own, place = desk.own_branch(person, [draft]), desk.place(draft)
    if own is None or text_at(desk.state.root, own.commit, place) != draft.text:
        return draft
    if draft.files and not {*draft.files} <= {path.rpartition("/")[2] for path in desk.below(own).files}:
        return draft
    return desk.drafts.settle(person.slug, replace(draft, path=place))


def _examined(desk: Desk, changed: DraftedFiles, below: DraftedFiles) -> Examined:
    """What there is to say of a change; of what was handed in before nobody need be asked again."""
    examined = desk.workshop.examined(desk.today, changed.upon(below))
    if not examined.unsure or not below.texts:
        return examined
    seen = {(item.rule, item.message) for item in desk.workshop.examined(desk.today, below).unsure}
    return examined._replace(unsure=tuple(item for item in examined.unsure if (item.rule, item.message) not in seen))


def _taken_place(desk: Desk, drafts: Iterable[Draft], own: OpenBranch | None) -> str:
    """Where a file would be written over that is another's: by a draft that moves there."""
    commit = own.commit if own is not None else desk.state.commit
    moving = (place for item in drafts if not item.is_gone and (place := desk.place(item)) != item.path)
    return next((place for place in moving if text_at(desk.state.root, commit, place) is not None), "")


def _copied(changed: DraftedFiles, folder: Path) -> DraftedFiles:
    """The change with copies of its files: what is screened is what is handed in, whatever is uploaded meanwhile."""
    files: dict[str, Path] = {}
    for number, (path, file) in enumerate(changed.files.items()):
        files[path] = folder / str(number) / file.name
        files[path].parent.mkdir()
        shutil.copyfile(file, files[path])
    return replace(changed, files=files)


def _content(changed: DraftedFiles) -> dict[str, bytes | None]:
    """What a commit is made of, by path; nothing for what goes."""
    texts = {path: None if text is None else text.encode() for path, text in changed.texts.items()}
    return {**texts, **dict.fromkeys(changed.gone), **{path: file.read_bytes() for path, file in changed.files.items()}}


def handed_over(desk: Desk, person: Editor, branch: str, title: str, paths: Iterable[str]) -> Saved:
    """Push a branch that is here, and say where its pull request is opened."""
    approvers = _approvers(desk, paths)
    if not desk.ground.remote:
        return Saved(branch=branch, approvers=approvers)
    pushed = desk.branches.push(branch)
    if pushed.is_behind:  # nothing of others is written over
        branch = desk.branches.beside(person, branch)
        pushed = desk.branches.push(branch)
    if pushed.why or desk.host is None:
        return Saved(branch=branch, pushed=pushed, approvers=approvers)
    words = "由编辑表单提交。"
    opened = desk.host.open_request(branch, desk.ground.main, title, words) if desk.host.token else ""
    request = opened or desk.host.new_request(branch, desk.ground.main, title)
    return Saved(branch=branch, request=request, is_open=bool(opened), approvers=approvers)


def clash_of(desk: Desk, draft: Draft, commit: str) -> Clash | None:
    """What stands between a draft and its being handed in: a text that is another than that it began with."""
    theirs = text_at(desk.state.root, commit, draft.path)
    if theirs == draft.base or theirs == (None if draft.is_gone else draft.text):
        return None
    return Clash(draft, theirs)


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Both changes in one text, where no line was changed by both; nothing otherwise."""
    with TemporaryDirectory(prefix="disclosure-") as folder:
        files = [Path(folder, name) for name in ("mine", "base", "theirs")]
        for file, text in zip(files, (mine, base, theirs), strict=True):
            file.write_bytes(text.encode())
        command = ["git", "merge-file", "-p", "-q", *map(str, files)]
        try:
            ended = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            return None
    return ended.stdout.decode() if ended.returncode == 0 else None


def _says(person: Editor, drafts: Sequence[Draft]) -> str:
    """What the commit says; whose it is stands in a trailer, not in the content."""
    more = f"等 {len(drafts)} 个文件" if len(drafts) > 1 else ""
    order = next((item for item in drafts if item.is_new and item.path.startswith(_WITHDRAWALS)), None)
    first = drafts[0]
    if order is not None:
        return f"撤下 {value_in(order.text, order.path, 'number')}{more}\n\nEdited-by: {person.called}\n"
    verb = "删除" if first.is_gone else "新建" if first.is_new else "修改"
    return f"{verb}《{_titled(first)}》{more}\n\nEdited-by: {person.called}\n"


def _titled(draft: Draft) -> str:
    """What the record is called in the text that was screened; nothing that was typed and taken back, or that goes."""
    return draft.subject if draft.is_gone else title_in(draft.text, draft.path) or draft.subject


def _approvers(desk: Desk, paths: Iterable[str]) -> tuple[str, ...]:
    """Whose approval is wanted, by the same lines that the host reads: the last that fits a file holds."""
    lines = [line.split() for line in code_owners(desk.state.register).get(GITHUB, "").splitlines() if line[:1] in "/*"]
    found: dict[str, None] = {}
    for path in paths:
        fitting = [owners for pattern, *owners in lines if pattern == "*" or f"/{path}".startswith(pattern)]
        found |= dict.fromkeys(fitting[-1] if fitting else ())
    return tuple(found)
