"""References: every id that is pointed at exists and is what the pointer says it is."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from disclosure.records.base import Record, Reference
from disclosure.records.decisions import Decision, Stage
from disclosure.records.documents import Document
from disclosure.records.files import homes, record_type, record_types
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/2", "2023要点/2")


@rule("REF-001", "引用的编号存在", on=Register, basis=_BASIS)
def target_exists(register: Register, context: Context) -> Iterator[Fault]:
    """A reference leads to a record that exists.

    Bad:  draft: doc-2023-999（没有这份文件）
    Good: draft: doc-2023-014
    """
    for reference in register.references:
        if reference.target_id not in register.declared and not _unread(reference, register):
            message = f"引用的编号“{reference.target_id}”不存在。"
            yield reference.place, message, _closest(reference, register)


def _closest(reference: Reference, register: Register) -> str:
    wanted = reference.target_id
    fitting = [key for key, record in register.records.items() if _fits(record, reference) and _akin(key, wanted)]
    close = get_close_matches(wanted, fitting, n=1, cutoff=0.85)
    if not close and reference.location[:1] == ("stages",):
        return "请核对编号；文件还没有发布的，请先发布，或者写明 absent 的原因。"
    if not close:
        return "请核对编号；文件还没有发布的，请先发布。"
    return f"您要写的是不是“{close[0]}”（{title_of(register.records[close[0]])}）？"


def _unread(reference: Reference, register: Register) -> bool:
    """Whether the file in which the target would stand could not be read, or docs/ or the file as a whole."""
    return "docs" in register.broken or any(map(register.is_broken, homes(reference.expects.record)))


def _akin(key: str, wanted: str) -> bool:
    """Whether one id may be a slip for the other: both of the same series, or with the same figures."""
    return key.rpartition("-")[0] == wanted.rpartition("-")[0] or _figures(key) == _figures(wanted) != ""


def _figures(key: str) -> str:
    return "".join(filter(str.isdigit, key))


@rule("REF-002", "引用的种类相符", on=Register, basis=_BASIS)
def target_is_of_the_expected_kind(register: Register, context: Context) -> Iterator[Fault]:
    """A reference leads to the kind of record that its place calls for.

    Bad:  draft: doc-2023-020（一份会议审议）
    Good: draft: doc-2023-014（一份决策草案）
    """
    for reference in register.references:
        target = register.records.get(reference.target_id)
        if target is not None and not _fits(target, reference):
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


@rule("REF-003", "不引用自己", on=Register, basis=_BASIS)
def target_is_another_record(register: Register, context: Context) -> Iterator[Fault]:
    """A record does not refer to itself.

    Bad:  id: doc-2023-014 … interprets: doc-2023-014
    Good: id: doc-2023-015 … interprets: doc-2023-014
    """
    for reference in register.references:
        if reference.target_id == reference.source.key:
            yield reference.place, f"“{reference.target_id}”引用了它自己。", "请改为真正要引用的那一份文件的编号。"


@rule("REF-004", "一份文件只占一个环节", on=Register, basis=("本办制度/7", "713号令/33"))
def document_fills_one_stage(register: Register, context: Context) -> Iterator[Fault]:
    """A document stands in one stage of one decision.

    Bad:  draft: doc-2023-014 … result: doc-2023-014
    Good: draft: doc-2023-014 … result: doc-2023-021
    """
    first: dict[str, tuple[Decision, Stage]] = {}
    for decision in register.decisions:
        for stage, document_id in decision.documents():
            owner, used = first.setdefault(document_id, (decision, stage))
            if (owner, used) != (decision, stage):
                where = "本事项" if owner is decision else f"“{owner.title}”（{owner.id}）"
                message = f"“{document_id}”已经是{where}的“{used.label}”，不能再作这里的“{stage.label}”。"
                yield decision.place("stages", stage.value), message, "请写这个环节自己的文件编号。"


@rule("REF-005", "草案与结果没有对调", on=Decision, basis=_BASIS)
def draft_and_result_are_not_swapped(decision: Decision, context: Context) -> Iterator[Fault]:
    """What stands as the result is no draft, and what stands as the draft is older than the result.

    Bad:  result: doc-2023-014（《……方案（草案）》）
    Good: result: doc-2023-021（《关于印发……方案的通知》）
    """
    draft = stage_document(decision, Stage.DRAFT, context.register)
    result = stage_document(decision, Stage.RESULT, context.register)
    if result is not None and any(word in result.title for word in ("草案", "征求意见稿")):
        place = decision.place("stages", Stage.RESULT.value)
        yield place, f"决策结果指向了《{result.title}》，看起来是草案。", "请核对草案与决策结果的编号是否对调。"
    elif draft is not None and result is not None and result.made < draft.made:
        place = decision.place("stages", Stage.DRAFT.value)
        message = f"草案的生成日期 {draft.made} 晚于决策结果的 {result.made}。"
        yield place, message, "请核对草案与决策结果的编号是否对调。"


def stage_document(decision: Decision, stage: Stage, register: Register) -> Document | None:
    """The document in a stage, if the stage has one and it could be read."""
    slot = decision.stages.slot(stage)
    return register.get(slot.ref, Document) if slot is not None and slot.ref is not None else None


@rule("REF-006", "解读对应本事项的结果", on=Decision, basis=("2023要点/5", "2023要点/9"))
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
