"""The forms of an interpretation: what belongs to each, so that nobody is left out who cannot see, hear or load it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from disclosure.attachments.recordings import length_of
from disclosure.findings import Severity
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.reading.prose import PLAIN, blocks, questions_of
from disclosure.records.documents import Document
from disclosure.records.interpreting import ReadingForm, seconds_of
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/23",)
_EXPLAINING = (Kind.INTERPRETATION, Kind.QUESTIONS)
_TRANSCRIPT = "文字稿"
_TOLERANCE = 0.1  # share by which the length that is told may differ
_FEWEST = 2  # questions below which a paper is no paper of questions
_KINDS = {
    "file": ((FileKind.VIDEO, FileKind.AUDIO), "视频或者音频，例如 .mp4、.webm、.mp3"),
    "captions": ((FileKind.CAPTIONS,), ".vtt 字幕文件"),
    "transcript": ((FileKind.WORD, FileKind.PDF, FileKind.TEXT, FileKind.OFD), "文字，例如 .docx、.pdf、.txt"),
    "poster": ((FileKind.PICTURE,), "图片，例如 .png、.jpg"),
}


@rule("INT-012", "解读的各项只写在解读里", on=Document, basis=("本办制度/20",))
def fields_of_interpretations_stand_there(document: Document, context: Context) -> Iterator[Fault]:
    """Form, diagram, recording and explained clauses belong to interpretations, what is arranged for them to policies.

    Bad:  kind: notice，form: video
    Good: kind: interpretation，form: video
    """
    if document.kind not in _EXPLAINING:
        for name in ("form", "diagram", "media", "explains"):
            if document.written(name):
                label = type(document).model_fields[name].title
                message = f"“{label}”（{name}）只写在政策解读里，这份文件是“{document.kind.label}”。"
                yield document.place(name), message, f"请删去 {name}，或者核对文件种类（kind）。"
    if document.interpretation is not None and document.kind not in POLICY_KINDS:
        message = f"“解读安排”（interpretation）只写在政策文件里，这份文件是“{document.kind.label}”。"
        yield document.place("interpretation"), message, "请删去 interpretation，或者核对文件种类（kind）。"


@rule("INT-013", "解读的形式和内容相符", on=Document, basis=_BASIS)
def form_has_its_content(document: Document, context: Context) -> Iterator[Fault]:
    """A diagram has its steps, questions have answers, what is recorded has a recording; and none of it is there idly.

    Bad:  form: diagram，没有 diagram
    Good: form: diagram，diagram 里写着各步
    """
    form = document.form
    if document.kind not in _EXPLAINING:
        return
    if form is ReadingForm.DIAGRAM and document.diagram is None:
        yield (
            document.place("form"),
            "解读形式是图解，却没有写图的内容（diagram）。",
            "请在 diagram 下写 title 和 steps。",
        )
    if form is not None and form.is_recorded and document.media is None:
        remedy = "请在 media 下写 file（自己存放的文件）或者 link（播放网址）。"
        yield document.place("form"), f"解读形式是{form.label}，却没有写视频音频（media）。", remedy
    if document.media is not None and (form is None or not _is_heard(form)):
        label = (form or ReadingForm.TEXT).label
        remedy = "请把 form 写成 video、audio、interview 或者 clip。"
        yield document.place("media"), f"写了视频音频（media），解读形式却是{label}。", remedy
    if form is ReadingForm.QUESTIONS and len(questions_of(document.body.text)) < _FEWEST:
        message = "解读形式是问答，正文里没有找到一问一答。"
        yield document.place("form"), message, "请把每个问题写成一行加粗的问句，下一行写回答，例如“**要钱吗？**”。"


@rule("INT-014", "视频、音频有字幕和文字稿", on=Document, basis=_BASIS)
def recording_can_be_read(document: Document, context: Context) -> Iterator[Fault]:
    """What is to be heard has a transcript; what is to be seen and heard has captions too.

    Bad:  form: video，media 里没有 captions
    Good: captions: doc-2025-018-1.vtt，正文有“文字稿”一节
    """
    form, media = document.form, document.media
    if media is None or form is None or not _is_heard(form) or document.kind not in _EXPLAINING:
        return
    if form.is_seen and media.file is not None and media.captions is None:
        message = f"{form.label}没有字幕文件（captions），听不见的人看不懂。"
        yield document.place("media"), message, "请把字幕存成 .vtt 文件，放在同一文件夹，在 captions 里写文件名。"
    if media.transcript is None and not _has_transcript(document):
        message = f"{form.label}没有文字稿，看不见、听不见或者流量不够的人读不到内容。"
        yield document.place("media"), message, "请在正文里加一节“## 文字稿”，或者在 media 的 transcript 里写文件名。"


def _is_heard(form: ReadingForm) -> bool:
    """Whether an interpretation of this form may be a recording."""
    return form.is_recorded or form is ReadingForm.INTERVIEW


def _has_transcript(document: Document) -> bool:
    below = False
    for block in blocks(document.body.text):
        if below and block.level == PLAIN:
            return True
        below = block.level != PLAIN and _TRANSCRIPT in re.sub(r"\s", "", block.text)
    return False


@rule("INT-015", "视频、音频的文件都在而且种类相符", on=Document, basis=_BASIS)
def files_of_a_recording_are_there(document: Document, context: Context) -> Iterator[Fault]:
    """The files that a recording names lie beside the document, each of its kind.

    Bad:  media 的 file: 解读.avi
    Good: file: doc-2025-018-1.mp4
    """
    for name, file in document.media.files if document.media is not None else ():
        kinds, wanted = _KINDS[name]
        if context.register.attachment(document, file) is None:
            message = f"“{file}”不在 {document.folder} 里。"
            yield (
                document.place("media", name),
                message,
                "请把文件传到这个文件夹，或者核对文件名（包括大小写和扩展名）。",
            )
        elif suffix_of(file).kind not in kinds:
            yield document.place("media", name), f"“{file}”的种类不对。", f"这里要{wanted}。"


@rule("INT-016", "视频、音频标明时长，有封面", on=Document, basis=_BASIS, severity=Severity.WARNING)
def recording_says_how_long_it_is(document: Document, context: Context) -> Iterator[Fault]:
    """Before readers load a recording they are told how long it takes and how large it is, and see a poster.

    Bad:  media 里没有 minutes
    Good: minutes: "2:10"，poster: doc-2025-018-3.png
    """
    form, media = document.form, document.media
    if media is None or form is None or document.kind not in _EXPLAINING:
        return
    if media.minutes is None:
        yield document.place("media"), "没有写时长（minutes）。", "请写 minutes: 分:秒，例如 minutes: 2:10。"
    if media.link is not None and media.bytes is None:
        remedy = "请在 bytes 里写文件有多少字节，读者好决定要不要用流量看。"
        yield document.place("media"), "播放网址上的文件没有写大小（bytes）。", remedy
    if form.is_seen and media.file is not None and media.poster is None:
        remedy = "请截一张画面存成图片，在 poster 里写文件名。"
        yield document.place("media"), f"{form.label}没有封面图片（poster）。", remedy


@rule("INT-017", "时长与文件相符", on=Document, basis=_BASIS, severity=Severity.WARNING)
def length_is_that_of_the_recording(document: Document, context: Context) -> Iterator[Fault]:
    """The length that readers are told is that of the file.

    Bad:  minutes: "2:10"，文件放完要 5 分钟
    Good: minutes: "5:02"
    """
    media = document.media
    file = context.register.attachment(document, media.file or "") if media is not None else None
    seconds = length_of(file) if file is not None and suffix_of(file.name).is_recorded else None
    if media is None or media.minutes is None or seconds is None or not os.access(str(file), os.R_OK):
        return
    told = seconds_of(media.minutes)
    if abs(told - seconds) > max(2.0, _TOLERANCE * seconds):
        real = f"{int(seconds) // 60}:{int(seconds) % 60:02}"
        message = f"写的时长是 {media.minutes}，文件放完要 {real}。"
        yield document.place("media", "minutes"), message, f"请改成 {real}，或者核对文件是不是传错了。"
