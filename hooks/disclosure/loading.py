"""Fills the register from a project's folder: data/*.yml, docs/*.md and hooks/overrides/, each file strictly read."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule, capped, crashed
from disclosure.memory.texts import TextReader
from disclosure.offering import offer_ids
from disclosure.reading import folders, overrides
from disclosure.reading.folders import files_below
from disclosure.reading.front_matter import Body
from disclosure.reading.kinds import DOCUMENT, as_written_by_editors
from disclosure.reading.text import UNREADABLE, decode, read_text
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import DUPLICATE, SYNTAX, Tree, read_tree
from disclosure.records.agency import LEDGER_IN_DATA, Agency
from disclosure.records.base import Former, Record
from disclosure.records.blanks import filled
from disclosure.records.documents import Document
from disclosure.records.files import DataFile, data_file, data_files, formerly, labelled
from disclosure.records.names import NAMED, with_ids
from disclosure.records.patrols import FOLDER_IN_DATA
from disclosure.records.withdrawals import Withdrawal
from disclosure.register import Register, Unread
from disclosure.unopened import Unopened, declared_in
from disclosure.withdrawn import add_stand_ins, read_removed

UNKNOWN_FILE = Rule("FIL-001", "文件放在规定的位置", bad="data/waiver/a.yml", good="data/waivers/a.yml")
MISSING_FILE = Rule("FIL-002", "必需的文件都在", bad="没有 data/agency.yml", good="有 data/agency.yml")

_ID_LINE = expression(r"^[ \t]*+(?:- )?id:[ \t]*+([a-z0-9][a-z0-9-]*+)[ \t]*+$", re.MULTILINE)

# What lies there but was not read.
_REFUSED = frozenset({UNREADABLE.id, *(rule.id for rule in folders.RULES)} - {folders.HIDDEN.id})

_NOT_READ = ("data/_schema/", f"{FOLDER_IN_DATA}/")  # made for editors' programs; kept by nightly runs
RULES = (UNKNOWN_FILE, MISSING_FILE, *folders.RULES, *overrides.RULES)
SETTINGS = "mkdocs.yml"


def read_register(root: Path, reader: TextReader | None = None) -> Register:
    """Read what lies below ``root``. Whatever is wrong ends in ``findings``; nothing is raised.

    ``reader`` may remember what it has read before.
    """
    register = Register(root, reader=reader or TextReader())
    removed = register.removed = read_removed(root)
    unopened = Unopened(register)
    for path in sorted([*files_below(root, "data", register.findings), *removed.prepared], key=_gives_no_names):
        if not path.startswith(_NOT_READ) and path not in removed.files:
            unopened.read(path, partial(_read, _read_data))
    _read_ledger(register)
    # Without data/ all would look wrong in docs/.
    for path in files_below(root, "docs", register.findings) if not _is_refused(register, "data") else ():
        if path in removed.files:
            continue
        if path.endswith(DOCUMENT):
            unopened.read(path, partial(_read, _read_document))
        elif as_written_by_editors(path).endswith(DOCUMENT):
            _misnamed(register, path)
        else:
            register.files.add(path)
    if not unopened.save():
        return read_register(root, TextReader(register.reader.store))
    add_stand_ins(register, register.all(Withdrawal))
    offer_ids(register)
    for finding in [item for item in register.findings if item.rule in _REFUSED]:
        _declare_in(register, finding.place.path, "")
    if (root / SETTINGS).is_file():
        _read(_read_settings, register, SETTINGS)
    _read(_read_overrides, register, overrides.FOLDER)
    for kind in data_files():
        if kind.model.required and not (root / kind.pattern).is_file():
            remedy = "请从代码库的历史版本恢复它，或对照手册重新填写。"
            register.findings.append(MISSING_FILE.at(Place(kind.pattern), "缺少这个必需的文件。", remedy))
            register.broken.add(kind.pattern)
    return register


def read_again(register: Register, path: str) -> None:
    """Read one file of data/ or docs/ into a register that has nothing of it: as its reader has it, or the disk."""
    _read(_read_document if path.endswith(DOCUMENT) else _read_data, register, path)


def _is_refused(register: Register, path: str) -> bool:
    return any(finding.rule in _REFUSED and finding.place.path == path for finding in register.findings)


def _read(read: Callable[[Register, str], None], register: Register, path: str) -> None:
    """Read one file; a crash is told, and hides neither what was found in the file nor any other file."""
    before = len(register.findings)
    try:
        read(register, path)
    except Exception as error:
        register.findings.append(crashed(Place(path), "读取这个文件", error))
        _declare_in(register, path, register.texts.get(path, ""))
    register.findings[before:] = capped(register.findings[before:])


def _read_settings(register: Register, path: str) -> None:
    """Read mkdocs.yml, where unlike in the editors' files tags, aliases and empty values have their place."""
    text, findings = read_text(register.root / path, path)
    register.settings, told = read_tree(text, path) if text else (None, [])
    register.findings += [*findings, *(finding for finding in told if finding.rule in (SYNTAX.id, DUPLICATE.id))]


def _read_overrides(register: Register, path: str) -> None:
    register.overrides = overrides.read_overrides(register.root, register.findings)


def _read_ledger(register: Register) -> None:
    """Read the requests that lie in a folder of their own; one that is not there holds none, and that is no fault."""
    folder = register.requests_folder
    if not folder or folder == LEDGER_IN_DATA:
        return
    told: list[Finding] = []
    if (register.root / folder).resolve() == register.root.resolve() / folder:
        for path in files_below(register.root, folder, told):
            _read(_read_data, register, path)
    else:
        place = next(item for item in register.singles if isinstance(item, Agency)).place("requests")
        message = f"“{folder}”是通到别处的快捷方式，里面没有读取。"
        told.append(folders.SHORTCUT.at(place, message, "请写文件夹真正的位置，并把它放在项目里面。"))
    # A repository of its own may lie there.
    register.findings += [finding for finding in told if not finding.place.path.startswith(f"{folder}/.git")]


def _read_data(register: Register, path: str) -> None:
    filed, ledger = path, f"{register.requests_folder}/"
    if path.startswith(ledger):
        filed = f"{LEDGER_IN_DATA}/{path.removeprefix(ledger)}"
    elif path.startswith(f"{LEDGER_IN_DATA}/"):
        message = "data/agency.yml 没有写明这里是申请台账的文件夹，这个文件没有读取。"
        remedy = f"台账放在这里的，请在 data/agency.yml 写 requests: {LEDGER_IN_DATA}；不然请把它移到那里写明的文件夹。"
        register.findings.append(UNKNOWN_FILE.at(Place(path), message, remedy))
        _declare_in(register, path, _text(register, path))
        return
    kind, former = data_file(filed), formerly(filed)
    if kind is None and not former and data_file(as_written_by_editors(filed)) is not None:
        _misnamed(register, path)
        return
    if kind is None and not former:
        message = "这个文件不在规定的位置，不会被读取。"
        register.findings.append(UNKNOWN_FILE.at(Place(path), message, _where_to(filed, register.requests_folder)))
        if path.startswith(ledger):
            register.broken.add(path)  # what is told of the ledger is not all
        return
    text = _text(register, path)
    if register.removed.is_left_out(path, text):
        return
    tree, findings = register.reader.tree(text, path) if text else (None, [])
    register.findings += findings if kind is None or tree is None else filled(kind.model, tree, findings)
    if tree is None:
        _declare_in(register, path, text)
    elif kind is None:
        _add_former(register, former, tree)
    else:
        _note_names(register, kind, tree)
        tree = _with_ids(register, kind.model, tree)
        register.declared.update(declared_in(tree))
        readable, read = _without_broken_members(register, kind, tree)
        _add_members(register, kind, tree, _add(register, kind.model, readable), read)


def _misnamed(register: Register, path: str) -> None:
    """Tell of a file whose name only ends in a wrong way; what it says counts as claimed, so that nothing follows."""
    name, wanted = path.rpartition("/")[2], as_written_by_editors(path).rpartition("/")[2]
    message = f"文件名的结尾应当是“{wanted[wanted.rindex('.') :]}”，这个文件没有读取。"
    remedy = f"请把“{name}”改名为 {wanted}；看不到结尾的，先在资源管理器里勾选“文件扩展名”。"
    register.findings.append(UNKNOWN_FILE.at(Place(path), message, remedy))
    _declare_in(register, path, _text(register, path))


def _where_to(path: str, ledger: str) -> str:
    """Where a file of a wrong name may have been meant to lie; the ledger of requests lies in a folder of its own."""
    folder = path.split("/")[1]
    kinds = [kind for kind in data_files() if ledger or not kind.holds(f"{LEDGER_IN_DATA}/2025/a.yml")]
    places = {kind.label: kind.label.replace(LEDGER_IN_DATA, ledger, 1) for kind in kinds}
    labels = [places[kind.label] for kind in kinds if kind.pattern.split("/")[1] == folder]
    if labels:
        return f"这个文件夹里可以放：{'、'.join(labels)}。"
    labels = [*places.values()]
    close = get_close_matches(path, labels, n=1, cutoff=0.6)
    return f"您要放的是不是 {close[0]}？" if close else f"可以放的位置：{'、'.join(labels)}。"


def _add_former(register: Register, former: list[tuple[DataFile, Former]], tree: Tree) -> None:
    """Read a file that holds many records as it was done once: one finding on it, and none that follows from it."""
    message = "现在每条记录各写一个文件，这个文件要拆开。"
    remedy = f"{'；'.join(_moves(kind, was, tree) for kind, was in former)}；然后删除这个文件。"
    register.findings.append(UNKNOWN_FILE.at(tree.place(), message, f"请这样拆：{remedy}"))
    register.broken.add(tree.path)
    register.declared.update(declared_in(tree))
    lists = {was.members for _, was in former}
    for kind, was in former:
        if not was.members:
            head = {key: value for key, value in tree.data.items() if key not in lists}
            _add(register, kind.model, Tree(tree.path, head, tree.spots))
        for number, member in _members(tree, was.members):
            part = tree.below((was.members, number))
            known: dict[str, Any] = {"order": str(number + 1)} if "order" in kind.model.model_fields else {}
            known |= {was.renamed.get(key, key): value for key, value in member.items()}
            _add(register, kind.model, Tree(part.path, known, part.spots, part.base))


def _members(tree: Tree, name: str) -> list[tuple[int, dict[str, Any]]]:
    """The mappings in a list of the file, with their numbers."""
    items = tree.data.get(name)
    return [(n, item) for n, item in enumerate(items) if isinstance(item, dict)] if isinstance(items, list) else []


def _moves(kind: DataFile, was: Former, tree: Tree) -> str:
    """Where the records of one type go that stand in a file together."""
    year = re.sub(r"\D", "", tree.path)
    if not was.members:
        return f"开头的各项写进 {kind.pattern.replace('{year}', year)}"
    keys = [str(item.get("id", "")) for _, item in _members(tree, was.members)]
    named = [kind.pattern.replace("{year}", year).replace("{id}", key) for key in keys if key]
    where = f"（{named[0]}）" if len(named) == 1 else f"（{named[0]}……{named[-1]}）" if named else ""
    order = "，各加一行“order: 序号”" if "order" in kind.model.model_fields else ""
    order += "".join(f"，“{old}:”改成“{new}:”" for old, new in was.renamed.items())
    pattern = labelled(kind.pattern.replace("{year}", year), "编号" if named else "名称")
    return f"{was.members} 下的 {len(keys)} 条，各去掉开头的“- ”和缩进，写进 {pattern}{where}{order}"


def _text(register: Register, path: str) -> str:
    typed = register.reader.typed.get(path)
    file = register.removed.prepared.get(path) or register.root / path
    text, findings = read_text(file, path) if typed is None else decode(typed.encode("utf-8", "replace"), path)
    register.texts[path] = register.removed.without(text, path)
    register.findings += findings
    return register.texts[path]


def _declare_in(register: Register, path: str, text: str) -> None:
    """Note every id that an unreadable file seems to claim, by its lines and, for a document, by its name."""
    register.broken.add(path)
    register.declared |= set(_ID_LINE.findall(text))
    if path.startswith("docs/"):
        register.declared.add(as_written_by_editors(path).rpartition("/")[2].removesuffix(DOCUMENT))


def _without_broken_members(register: Register, kind: DataFile, tree: Tree) -> tuple[Tree, dict[str, list[int]]]:
    """The tree without the members that cannot be read, which must not hide the others.

    The second value holds, for each list, which of the members as written are left.
    """
    data, read = dict(tree.data), {}
    for name, model in kind.members.items():
        members = data.get(name)
        if not isinstance(members, list):
            continue
        faults = [_faults(model, tree, (name, number)) for number in range(len(members))]
        register.findings += [finding for found in faults for finding in found]
        read[name] = [number for number, found in enumerate(faults) if not found]
        data[name] = [members[number] for number in read[name]]
        if any(faults):
            register.broken.add(tree.path)
    return Tree(tree.path, data, tree.spots, tree.base), read


def _faults(model: type[Record], tree: Tree, location: tuple[str, int]) -> list[Finding]:
    members: Any = tree.data[location[0]]
    return validate(model, Tree(tree.path, members[location[1]], tree.spots, tree.base + location))[1]


def _gives_no_names(path: str) -> bool:
    """Files whose records may be named in others by their names are read first."""
    kind = data_file(path)
    return kind is None or not any(member.record_type in NAMED for member in kind.members.values())


def _note_names(register: Register, kind: DataFile, tree: Tree) -> None:
    """Note the names in a file before it is read, so that its records may name one another."""
    for name, model in kind.members.items():
        for _, member in _members(tree, name):
            register.names.note(model.record_type, member.get("title"), member.get("id"))


def _with_ids(register: Register, model: type[Record], tree: Tree) -> Tree:
    """The tree with the ids of those whom it names."""
    data, left = with_ids(model, tree.data, register.names)
    register.unnamed += [(tree.place(item.location), item) for item in left]
    return Tree(tree.path, data, tree.spots, tree.base)


def _add(register: Register, model: type[Record], tree: Tree) -> Record | None:
    record, findings = validate(model, tree)
    register.findings += findings
    if record is None:
        register.broken.add(tree.path)
        register.unread.append(Unread(model, tree))
        return None
    record.rooted_at(tree)
    if "id" in type(record).model_fields:
        _index(register, record)
    else:
        register.singles.append(record)
    return record


def _add_members(
    register: Register, kind: DataFile, tree: Tree, record: Record | None, read: dict[str, list[int]]
) -> None:
    """Index the records inside a file's lists, each knowing its own lines."""
    for name in kind.members if record is not None else ():
        for number, member in zip(read[name], getattr(record, name), strict=True):
            member.rooted_at(tree.below((name, number)))
            _index(register, member)


def _index(register: Register, record: Record) -> None:
    register.names.add(record)
    if register.records.setdefault(record.key, record) is not record:
        register.doubles.append(record)


def _read_document(register: Register, path: str) -> None:
    text = _text(register, path)
    tree, body, findings = register.reader.document(text, path) if text else (None, Body("", 1), [])
    register.findings += findings if tree is None else filled(Document, tree, findings)
    if tree is None:
        _declare_in(register, path, text)
    else:
        tree = _with_ids(register, Document, tree)
        register.declared.update(declared_in(tree))
        record = _add(register, Document, tree)
        if isinstance(record, Document):
            record.with_body(body)
