"""How a policy is interpreted: whether it has to be, in which form that is done, and what is to be seen or heard."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from disclosure.records.base import Part
from disclosure.records.values import Choice, Count, Minutes, Text, Truth, Url, at_most, wrong


class ReadingForm(Choice):
    """In which form an interpretation comes; readers pick by it."""

    TEXT = "text", "文字解读"
    DIAGRAM = "diagram", "图解"
    QUESTIONS = "questions", "问答"
    VIDEO = "video", "视频"
    AUDIO = "audio", "音频"
    INTERVIEW = "interview", "访谈"
    CLIP = "clip", "短视频"

    @property
    def is_recorded(self) -> bool:
        """Whether it is to be seen or heard, so that there is a recording of it."""
        return self in (ReadingForm.VIDEO, ReadingForm.AUDIO, ReadingForm.CLIP)

    @property
    def is_seen(self) -> bool:
        """Whether there are moving pictures, which need captions and a poster."""
        return self in (ReadingForm.VIDEO, ReadingForm.CLIP)


class Interpretation(Part):
    """Whether a policy is to be interpreted; why not, or why that is late."""

    required: Truth = Field(title="要不要解读", description="要解读的写 true，不需要的写 false", examples=["false"])
    reason: Text | None = Field(
        None,
        title="原因",
        description="不解读的原因，或者解读没有和政策同步的原因，读者会看到",
        examples=["只更正排印错误。"],
    )

    @property
    def explains_delay(self) -> bool:
        """Whether it says why the interpretation does not keep step with its policy."""
        return self.required and self.reason is not None

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if not self.required and self.reason is None:
            raise wrong(
                "不解读，却没有写原因（reason）。", "请在下面加一行 reason:，用读者看得懂的话写明为什么不解读。"
            )
        return self


class StepIcon(Choice):
    """What is drawn beside a step of a diagram; the words beside it say the same."""

    PEOPLE = "people", "人"
    SEARCH = "search", "查看"
    PAPER = "paper", "文件"
    OFFICE = "office", "办事地点"
    MONEY = "money", "钱"
    TIME = "time", "时间"
    PHONE = "phone", "电话"
    HOME = "home", "房屋"
    DONE = "done", "完成"
    WARNING = "warning", "提醒"
    RAIN = "rain", "雨"
    CAR = "car", "车"
    HEALTH = "health", "健康"
    LEARNING = "learning", "学习"


class DiagramStep(Part):
    """One box of a diagram."""

    name: Annotated[Text, at_most(12)] = Field(title="步骤", description="几个字，不超过 12 个", examples=["踏勘"])
    text: Annotated[Text, at_most(40)] = Field(title="做什么", description="一句话，不超过 40 个字")
    icon: StepIcon | None = Field(None, title="图标", description="画在旁边的图标", examples=["search"])
    note: Annotated[Text, at_most(20)] | None = Field(
        None, title="时间或金额", description="要多久、多少钱，不超过 20 个字", examples=["15 个工作日内"]
    )


class Diagram(Part):
    """What is drawn: boxes in an order, which flow with the width of the page, and the same as a table."""

    title: Text = Field(title="图的标题", description="这张图说明什么", examples=["从想装到领补贴，五步"])
    steps: list[DiagramStep] = Field(title="各步", description="按先后写，二至十二步", min_length=2, max_length=12)


def seconds_of(minutes: str) -> int:
    """How many seconds ``2:10`` are."""
    whole, _, rest = minutes.partition(":")
    return int(whole) * 60 + int(rest)


class Media(Part):
    """The recording of an interpretation: a file beside the document, or a page of a platform on which it plays."""

    file: Text | None = Field(
        None, title="视频、音频文件", description="与文档放在同一文件夹的文件", examples=["doc-2025-018-1.mp4"]
    )
    link: Url | None = Field(None, title="播放网址", description="发布在视频平台上的，写播放页的网址")
    minutes: Minutes | None = Field(None, title="时长", description="分:秒", examples=["2:10"])
    bytes: Count | None = Field(
        None, title="大小", description="播放网址上的文件有多少字节；自己存放的不用写", examples=["8800000"]
    )
    captions: Text | None = Field(
        None, title="字幕文件", description="与文档放在同一文件夹的 .vtt 文件", examples=["doc-2025-018-1.vtt"]
    )
    transcript: Text | None = Field(
        None, title="文字稿文件", description="文字稿写在正文“文字稿”一节里的不用写", examples=["doc-2025-018-2.docx"]
    )
    poster: Text | None = Field(
        None, title="封面图片", description="与文档放在同一文件夹的图片", examples=["doc-2025-018-3.png"]
    )

    @model_validator(mode="after")
    def _is_in_one_place(self) -> Self:
        if (self.file is None) == (self.link is None):
            raise wrong(
                "要写 file 或者 link，而且只写一个。",
                "自己存放的写 file: 文件名；发布在视频平台上的写 link: 播放页的网址。",
            )
        return self

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """The files beside the document that it names, each with the field that names it."""
        named = ((name, getattr(self, name)) for name in ("file", "captions", "transcript", "poster"))
        return tuple((name, value) for name, value in named if value is not None)
