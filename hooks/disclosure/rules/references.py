"""References: every id that is pointed at exists and is what the pointer says it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from disclosure.findings import Place
from disclosure.records.base import Record, Reference
from disclosure.records.decisions import STAGE_KINDS, Decision, Stage
from disclosure.records.documents import Document
from disclosure.records.files import homes, lists_of, record_type, record_types
from disclosure.records.names import NAMED, offered
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/2", "要点/栏目管理")
_FEW = 20  # ids of a list that are told all


@rule("REF-001", "引用的编号存在", on=Register, basis=_BASIS)
def target_exists(register: Register, context: Context) -> Iterator[Fault]:
    """A reference leads to a record that exists.

    Bad:  draft: doc-2023-999（没有这份文件）
    Good: draft: doc-2023-014
    """
    lost = _lost(register)
    for name in NAMED:
        kind = record_type(name)
        orphans = [reference for (record, _), found in lost.items() if record == name for reference in found]
        if orphans and kind is not None and not register.all(kind):
            yield _no_list(kind, orphans)
            lost = {key: found for key, found in lost.items() if key[0] != name}
    for references in lost.values():
        files = {reference.place.path for reference in references}
        kind = record_type(references[0].expects.record)
        if len(files) > 1 and kind is not None and kind.record_type in NAMED:
            yield no_longer_listed(kind, references[0].target_id, [item.place for item in references], register)
            continue
        for alike in _by_file(references):
            many = f"，这份文件里共 {len(alike)} 处" if len(alike) > 1 else ""
            message = f"引用的编号“{alike[0].target_id}”不存在{many}。"
            yield alike[0].place, message, _closest(alike[0], register)


def _lost(register: Register) -> dict[tuple[str, str], list[Reference]]:
    """The references to what no file has, by record type and id; but for files that only bear a wrong id."""
    lost: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    misnamed = {record.file_name for record in (*register.misnamed, *register.doubles)}
    for target in (key for key in register.leading_to if key not in register.declared and key not in misnamed):
        for reference in register.leading_to[target]:
            if not _unread(reference, register):
                lost[reference.expects.record, target].append(reference)
    return lost


def _by_file(references: list[Reference]) -> Iterable[list[Reference]]:
    """The references of each file, in the order of its lines."""
    files: dict[str, list[Reference]] = defaultdict(list)
    for reference in sorted(references, key=lambda reference: reference.place):
        files[reference.place.path].append(reference)
    return files.values()


def _no_list(kind: type[Record], orphans: list[Reference]) -> Fault:
    """Nothing of the type is there: its list is gone."""
    path, label = next(iter(lists_of(kind.record_type)), "data"), kind.type_label
    message = f"这里一个{label}也没有，有 {len(orphans)} 处引用{label}。"
    return Place(path), message, "请从代码库的历史版本恢复这个文件，或对照手册重新填写。"


def no_longer_listed(kind: type[Record], target: str, places: list[Place], register: Register) -> Fault:
    """What several files mean, and its list does not have: the list is to blame, once."""
    path = next(iter(lists_of(kind.record_type)), "data")
    listed = [record for record in register.all(kind) if record.path == path]
    first, label = min(places), kind.type_label
    message = (
        f"这里没有编号为“{target}”的{label}，有 {len(places)} 处引用它，第一处是 {first.path} 第 {first.line} 行。"
    )
    close = get_close_matches(target, [record.key for record in listed], n=1, cutoff=0.8)
    if close:
        record = register.records[close[0]]
        return record.place("id"), message, f"编号不能改；请把“{close[0]}”（{title_of(record)}）的 id 改回 {target}。"
    place = listed[-1].place() if listed else Place(path)
    return place, message, f"请恢复这个{label}，不要删除用过的编号；确实不用了的，先改掉引用它的各处。"


def _closest(reference: Reference, register: Register) -> str:
    wanted = reference.target_id
    fitting = [record for record in register.records.values() if _fits(record, reference)]
    named = [record.key for record in fitting if title_of(record) == wanted.strip("《》")]
    if len(named) == 1:
        return f"“{wanted}”的编号是 {named[0]}。"
    listed = reference.expects.record in NAMED
    akin = [record.key for record in fitting if listed or _figures(record.key) == _figures(wanted)]
    close = get_close_matches(wanted, akin, n=1, cutoff=0.8)
    if close:
        return f"您要写的是不是“{close[0]}”（{title_of(register.records[close[0]])}）？"
    if listed:
        return f"可以写：{offered(fitting)}。" if len(fitting) <= _FEW else "请核对编号，它写在 data/ 的表里。"
    if reference.location[:1] == ("stages",):
        return "请核对编号；文件还没有发布的，请先发布，没有文件的写 absent。"
    return "请核对编号；文件还没有发布的，请先发布。"


def _figures(key: str) -> list[int]:
    """The numbers in an id: one that has others is no slip for it, only what is one digit too long or short is."""
    return [int(found) for found in re.findall(r"[0-9]+", key)]


def _unread(reference: Reference, register: Register) -> bool:
    """Whether the file in which the target would stand could not be read, or docs/ or the file as a whole."""
    return "docs" in register.broken or any(map(register.is_broken, homes(reference.expects.record)))


@rule("REF-002", "引用的种类相符", on=Record, basis=_BASIS)
def target_is_of_the_expected_kind(record: Record, context: Context) -> Iterator[Fault]:
    """A reference leads to the kind of record that its place calls for.

    Bad:  draft: doc-2023-020（一份会议审议）
    Good: draft: doc-2023-014（一份决策草案）
    """
    for reference in context.register.references_of(record):
        target = context.register.records.get(reference.target_id)
        if target is not None and target.withdrawal is None and not _fits(target, reference):
            message = f"这里应当引用{_expected(reference)}，而“{reference.target_id}”是{_kind_of(target)}。"
            yield reference.place, message, f"请核对编号：它的标题是《{title_of(target)}》。"


def _fits(record: Record, reference: Reference) -> bool:
    expects = reference.expects
    if expects.record == "page":
        return bool(record.page_folder)
    if record.record_type != expects.record:
        return False
    return not expects.kinds or (isinstance(record, Document) and record.kind in expects.kinds)


def _expected(reference: Reference) -> str:
    kinds = sorted(getattr(kind, "label", kind) for kind in reference.expects.kinds)
    if kinds:
        return "“" + "”或“".join(kinds) + "”类的文件"
    expected = record_type(reference.expects.record)
    if expected is not None:
        return expected.type_label
    return f"有网页的内容（{'、'.join(kind.type_label for kind in record_types() if kind.page_folder)}）"


def _kind_of(record: Record) -> str:
    return f"“{record.kind.label}”" if isinstance(record, Document) else f"“{record.type_label}”"


def title_of(record: Record) -> str:
    """The record's title, or its id where it has none."""
    return str(getattr(record, "title", record.key))


@rule("REF-003", "不引用自己", on=Record, basis=_BASIS)
def target_is_another_record(record: Record, context: Context) -> Iterator[Fault]:
    """A record does not refer to itself.

    Bad:  id: doc-2023-014 … interprets: doc-2023-014
    Good: id: doc-2023-015 … interprets: doc-2023-014
    """
    for reference in context.register.references_of(record):
        if reference.target_id == record.key:
            yield reference.place, f"“{reference.target_id}”引用了它自己。", "请改为真正要引用的那一份文件的编号。"


@rule("REF-004", "一份文件只占一个环节", on=Register, basis=("本办制度/7", "713号令/33"))
def document_fills_one_stage(register: Register, context: Context) -> Iterator[Fault]:
    """A document stands in one stage of one decision.

    Bad:  draft: doc-2023-014 … result: doc-2023-014
    Good: draft: doc-2023-014 … result: doc-2023-021
    """
    for document_id, decisions in register.stages.items():
        if len(decisions) == 1:
            continue
        (owner, used), *others = _stages_of(document_id, decisions)
        for decision, stage in others:
            where = "本事项" if owner is decision else f"“{owner.title}”（{owner.id}）"
            message = f"“{document_id}”已经是{where}的“{used.label}”，不能再作这里的“{stage.label}”。"
            yield decision.place("stages", stage.value), message, "请写这个环节自己的文件编号。"


def _stages_of(document_id: str, decisions: list[Decision]) -> Iterator[tuple[Decision, Stage]]:
    """Where a document stands, in the order of the decisions and of their stages."""
    each = {decision.id: decision for decision in decisions}.values()
    return ((decision, stage) for decision in each for stage, named in decision.documents() if named == document_id)


@rule("REF-005", "草案与结果没有对调", on=Decision, basis=_BASIS)
def draft_and_result_are_not_swapped(decision: Decision, context: Context) -> Iterator[Fault]:
    """What stands as the result is no draft, and what stands as the draft is older than the result.

    Bad:  result: doc-2023-014（《……方案（草案）》）
    Good: result: doc-2023-021（《关于印发……方案的通知》）
    """
    draft = _named(decision, Stage.DRAFT, context.register)
    result = _named(decision, Stage.RESULT, context.register)
    if result is not None and any(word in result.title for word in ("草案", "征求意见稿")):
        place = decision.place("stages", Stage.RESULT.value)
        yield place, f"决策结果指向了《{result.title}》，看起来是草案。", "请核对草案与决策结果的编号是否对调。"
    elif draft is not None and result is not None and result.made < draft.made:
        place = decision.place("stages", Stage.DRAFT.value)
        message = f"草案的生成日期 {draft.made} 晚于决策结果的 {result.made}。"
        yield place, message, "请核对草案与决策结果的编号是否对调。"


def stage_document(decision: Decision, stage: Stage, register: Register) -> Document | None:
    """The paper of a stage, if it has one that could be read; of one that does not belong there REF-002 tells."""
    paper = _named(decision, stage, register)
    return paper if paper is not None and paper.kind in STAGE_KINDS[stage] else None


def _named(decision: Decision, stage: Stage, register: Register) -> Document | None:
    """The document that a stage names, of whatever kind it is."""
    slot = decision.stages.slot(stage)
    return register.get(slot.ref, Document) if slot is not None and slot.ref is not None else None


@rule("REF-006", "解读对应本事项的结果", on=Decision, basis=("本办制度/2", "要点/政策解读", "要点/决策过程"))
def interpretation_explains_the_result(decision: Decision, context: Context) -> Iterator[Fault]:
    """The interpretation in a decision's process explains the result of that decision.

    Bad:  interpretation: doc-2023-030（解读的是另一份文件）
    Good: interpretation: doc-2023-022（interprets: 本事项的决策结果）
    """
    interpretation = stage_document(decision, Stage.INTERPRETATION, context.register)
    result = stage_document(decision, Stage.RESULT, context.register)
    if interpretation is None or result is None or interpretation.interprets == result.id:
        return
    place = decision.place("stages", Stage.INTERPRETATION.value)
    explained = context.register.get(interpretation.interprets or "", Document)
    what = f"《{explained.title}》" if explained is not None else "没有写明的文件"
    message = f"这份解读对应的是{what}，不是本事项的决策结果《{result.title}》。"
    yield place, message, f"请换成本事项的解读，或者在解读文件里写 interprets: {result.id}。"
