"""New documents, filled in as far as anything can be known; the rest is noted for the editor."""

from collections.abc import Callable

from gongkai.editing.new_documents.decisions import new_catalogue, new_decision
from gongkai.editing.new_documents.entries import (
    new_about,
    new_calendar,
    new_interaction,
    new_request,
    new_waiver,
)
from gongkai.editing.new_documents.policies import new_interpretation, new_policy
from gongkai.editing.new_documents.prompts import Ask, Prompts
from gongkai.editing.new_documents.responses import new_clarification, new_reply
from gongkai.editing.new_documents.yearly import new_participation, new_plan, new_report
from gongkai.editing.writing import Written

BEGINNINGS: dict[str, tuple[str, Callable[[Prompts], Written]]] = {
    "policy": ("政策文件（连同解读）", new_policy),
    "interpretation": ("政策解读", new_interpretation),
    "decision": ("决策档案（连同草案解读）", new_decision),
    "catalogue": ("重大行政决策事项目录", new_catalogue),
    "report": ("政府信息公开工作年度报告", new_report),
    "plan": ("工作要点任务分解", new_plan),
    "participation": ("政民互动", new_participation),
    "clarification": ("澄清回应", new_clarification),
    "reply": ("政策咨询答复", new_reply),
    "about": ("固定页面", new_about),
    "request": ("依申请公开登记，一件", new_request),
    "interaction": ("互动办理情况，一月一个渠道", new_interaction),
    "calendar": ("一年的工作日历", new_calendar),
    "waiver": ("暂缓事项", new_waiver),
}

__all__ = ["BEGINNINGS", "Ask", "Prompts", "Written"]
