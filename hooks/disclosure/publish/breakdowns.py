"""Why a build could not do its work, in words for editors; a process of it tells the first one the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from disclosure.findings import Finding, said
from disclosure.pages.overrides import broken
from disclosure.publish.staging import PublishError, refused
from disclosure.shares import ShareFailed


@dataclass(frozen=True)
class Breakdown:
    """What ended a build: a template of the office's own, about which there is a finding, or what the words say."""

    words: str
    override: Finding | None = None


def breakdown(error: BaseException) -> Breakdown:
    """What an exception means."""
    if isinstance(error, ShareFailed):
        return error.told if isinstance(error.told, Breakdown) else Breakdown(f"旧网站保持不变：{error}")
    if isinstance(error, PublishError):
        return Breakdown(str(error))
    if isinstance(error, OSError):
        return Breakdown("旧网站保持不变：" + refused(error, Path("site")))
    words = f"生成网站时程序出错（{said(error)}），旧网站保持不变。请把这条消息报告给开发人员。"
    return Breakdown(words, broken(error))
