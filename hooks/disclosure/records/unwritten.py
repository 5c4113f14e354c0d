"""Words that messages print where the editor's own belong: whoever copies a line and leaves them is told (FRM-014)."""

from __future__ import annotations

WHY_DELETED = "为什么删除"
WHAT_CHANGED = "改了什么、为什么"
WHERE_FIRST = "原来发布在哪里"
WHY_LATE = "为什么补录"
WHO_APPROVED = "批准的部门"
SAY_WHY = "写明原因"  # behind "撤下附件 …，"
WHERE_FROM = "哪个部门，哪个系统或者台账"

VALUES = (WHY_DELETED, WHAT_CHANGED, WHERE_FIRST, WHY_LATE, WHO_APPROVED, WHERE_FROM)
