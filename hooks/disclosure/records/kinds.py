"""The closed list of document kinds (文件种类)."""

from __future__ import annotations

from disclosure.records.values import Choice


class Kind(Choice):
    """What a document is; each column lists the kinds it takes, each reference the kinds it expects."""

    POLICY = "policy", "政策文件"
    NORMATIVE = "normative", "行政规范性文件"
    NOTICE = "notice", "通知公告"
    INTERPRETATION = "interpretation", "政策解读"
    QUESTIONS = "questions", "政策问答"
    DRAFT = "draft", "决策草案"
    EXPLANATION = "explanation", "草案说明"
    BACKGROUND = "background", "决策背景"
    CONSULTATION = "consultation", "征求意见公告"
    FEEDBACK = "feedback", "意见采纳情况"
    EXPERT = "expert", "专家论证"
    RISK = "risk", "风险评估"
    LEGALITY = "legality", "合法性审查"
    ATTENDANCE = "attendance", "公众代表列席"
    MEETING = "meeting", "会议审议"
    DECISION = "decision", "决策结果"
    EXECUTION = "execution", "执行情况"
    EVALUATION = "evaluation", "效果评估"
    GUIDE = "guide", "公开指南"
    SYSTEM = "system", "公开制度"
    REPORT = "report", "年度报告"
    NEWS = "news", "工作动态"
    INSTITUTION = "institution", "机构职能"
    PLAN = "plan", "规划计划"
    STATISTICS = "statistics", "统计信息"
    BUDGET = "budget", "财政预决算"
    ENFORCEMENT = "enforcement", "行政执法"
    EMERGENCY = "emergency", "应急管理"
    WELFARE = "welfare", "民生保障"
    PERSONNEL = "personnel", "人事信息"
    CATALOGUE = "catalogue", "目录清单"
    SERVICE = "service", "办事服务"
    ACTIVITY = "activity", "开放活动"


# Kinds that lay down what holds, and so must say whether they still hold.
POLICY_KINDS = frozenset({Kind.POLICY, Kind.NORMATIVE})
# What an interpretation may explain: a policy, or what is to become one.
EXPLAINED_KINDS = POLICY_KINDS | {Kind.CONSULTATION, Kind.DRAFT}
# Kinds whose articles and sections people cite: each has an address of its own.
CLAUSED_KINDS = POLICY_KINDS | {Kind.DRAFT, Kind.SYSTEM, Kind.DECISION}
