"""Which questions the knowledge base answers and which are beyond it, told by topic: as text, JSON and a table."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.exports import safe_cell
from gongkai.platforms.gaps.window_questions import WindowQuestion
from gongkai.search.matching import ANSWERED, KnowledgeMatcher, Match

UNFILED = "未分类"
"""The topic of a question that was filed under none and is near no entry."""

_HEADER = (
    "行号",
    "问题",
    "次数",
    "主题",
    "是否已有答案",
    "匹配度",
    "最接近的问答",
    "提醒",
    "编号",
    "政策文件",
    "发文字号",
)


@dataclass(frozen=True)
class JudgedQuestion:
    """A question with the entries that come nearest; `answered`: one of them is taken for its answer."""

    asked: WindowQuestion
    topic: str
    matches: tuple[Match, ...]
    answered: bool


def judge(asked: Sequence[WindowQuestion], matcher: KnowledgeMatcher) -> tuple[JudgedQuestion, ...]:
    """Each question with its best matches."""
    return tuple(_judged(one, matcher.best(one.question)) for one in asked)


def as_text(judged: Sequence[JudgedQuestion]) -> str:
    """First how many, by topic; then what is beyond the knowledge base, which is the work to do; then the rest."""
    beyond = [one for one in judged if not one.answered]
    known = [one for one in judged if one.answered]
    lines = [f"问题 {len(judged)} 个：已有答案 {len(known)} 个，知识库没有 {len(beyond)} 个。", ""]
    lines += [
        f"  {topic}：{got} 个有答案，{missing} 个没有" for topic, (got, missing) in _by_topic(judged).items()
    ]
    if beyond:
        lines += ["", "知识库没有的（建议补充解读）："]
        for one in beyond:
            near = f"  最接近：{_named(one.matches[0])}" if _is_near(one) else ""
            lines.append(f"  第 {one.asked.line} 行 [{one.topic}] {one.asked.question}{near}")
    if known:
        lines += ["", "已有答案的："]
        for one in known:
            lines.append(f"  第 {one.asked.line} 行 [{one.topic}] {one.asked.question}")
            lines += [f"      → {_named(match)}" for match in one.matches]
    return "\n".join(lines)


def as_json(judged: Sequence[JudgedQuestion], as_of: date) -> str:
    """The same for scripts."""
    whole = {
        "version": 1,
        "as_of": as_of.isoformat(),
        "threshold": ANSWERED,
        "asked": len(judged),
        "answered": sum(one.answered for one in judged),
        "beyond": sum(not one.answered for one in judged),
        "topics": [
            {"topic": topic, "answered": got, "beyond": missing}
            for topic, (got, missing) in _by_topic(judged).items()
        ],
        "questions": [_row(one) for one in judged],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_csv(judged: Sequence[JudgedQuestion]) -> bytes:
    """A table that opens in Excel, a question a line."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_HEADER)
    for one in judged:
        best = one.matches[0] if one.matches else None
        policy = best.entry.policies[0] if best and best.entry.policies else None
        cells = (
            *(str(one.asked.line), one.asked.question, str(one.asked.count), one.topic),
            *("是" if one.answered else "否", f"{best.score:.2f}" if best else ""),
            *(best.entry.question if best else "", best.entry.standing.words if best else ""),
            best.entry.id if best else "",
            *(policy.title if policy else "", policy.number if policy else ""),
        )
        numbers = (0, 2, 5)
        table.writerow([cell if place in numbers else safe_cell(cell) for place, cell in enumerate(cells)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _judged(asked: WindowQuestion, matches: tuple[Match, ...]) -> JudgedQuestion:
    surest = max(matches, key=lambda match: match.score, default=None)
    if surest is None or surest.score < ANSWERED / 2:
        return JudgedQuestion(asked, asked.topic or UNFILED, matches, answered=False)
    topic = asked.topic or "".join(surest.entry.topics[:1]) or UNFILED
    return JudgedQuestion(asked, topic, matches, surest.score >= ANSWERED)


def _is_near(one: JudgedQuestion) -> bool:
    """Whether the first entry is worth a look although it is taken for no answer."""
    return bool(one.matches) and one.matches[0].score >= ANSWERED / 2


def _by_topic(judged: Sequence[JudgedQuestion]) -> dict[str, tuple[int, int]]:
    """How many of each topic have an answer and how many have none; what has most to be done comes first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in judged:
        counts[one.topic][not one.answered] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
    return {topic: (got, missing) for topic, (got, missing) in ordered}


def _row(one: JudgedQuestion) -> dict[str, Any]:
    return {
        "line": one.asked.line,
        "question": one.asked.question,
        "count": one.asked.count,
        "topic": one.topic,
        "answered": one.answered,
        "matches": [
            {
                "id": match.entry.id,
                "question": match.entry.question,
                "path": match.entry.source.path,
                "mark": match.entry.standing.mark or None,
                "score": match.score,
            }
            for match in one.matches
        ],
    }


def _named(match: Match) -> str:
    entry = match.entry
    mark = f"【{entry.standing.mark}】" if entry.standing.mark else ""
    return f"{entry.question}{mark}（{entry.source.title}，匹配度 {match.score:.2f}）"
