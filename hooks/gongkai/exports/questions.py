"""The knowledge base for other platforms: `api/v1/questions.json`, and the same as a table for Excel."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.exports.json_output import digest, last_change, root_of
from gongkai.model import Document, Policy
from gongkai.model.successors import Standing
from gongkai.search.knowledge_base import AnswerBasis, KnowledgeEntry, with_root
from gongkai.settings import Settings

COLUMNS = {
    "id": "编号",
    "question": "问题",
    "answer": "答案",
    "policy": "政策文件",
    "number": "发文字号",
    "url": "答案网址",
    "policy_url": "政策网址",
    "topics": "主题",
    "audiences": "面向对象",
    "from": "有效期起",
    "until": "有效期止",
    "standing": "提醒",
    "updated": "更新日期",
    "hash": "内容校验值",
}
"""Columns of `questions.csv`: their names here, and in the first line."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_TAKEN_FOR_A_NUMBER = re.compile(r"[\d\s.,:/%eE+-]*\d[\d\s.,:/%eE+-]*|\d+年.*")


def question_row(entry: KnowledgeEntry, settings: Settings, days: Mapping[str, str]) -> dict[str, Any]:
    """One entry as it stands in the JSON file, with all that another platform needs to show it; `days` as in
    `last_change`."""
    root = root_of(settings)
    updated = last_change(entry.id, entry.source, days, settings.today)
    return {
        "id": entry.id,
        "question": entry.question,
        "answer": {"text": entry.text, "html": with_root(entry.html, root)},
        "url": f"{root}{entry.source.url}#{entry.id}",
        "clauses": [{"label": c.label, "url": f"{root}{c.url}", "policy": c.policy} for c in entry.clauses],
        **common_fields(entry, root),
        "standing": standing_note(entry.standing, root),
        "updated": updated,
        "hash": entry_hash(entry, updated),
    }


def common_fields(basis: AnswerBasis, root: str) -> dict[str, Any]:
    """What the rows of all questions of a document have in common."""
    first, *others = basis.policies or (None,)
    draft = basis.dockets[0] if basis.dockets else None
    return {
        "source": _named(basis.source, root),
        "policy": _named(first, root) if first else None,
        "other_policies": [_named(policy, root) for policy in others if policy],
        "decision": _named(draft, root) if draft else None,
        "topics": list(basis.topics),
        "audiences": list(basis.audiences),
        "valid": {"from": basis.since.isoformat(), "until": basis.until.isoformat() if basis.until else None},
    }


def standing_note(standing: Standing, root: str) -> dict[str, Any] | None:
    """What is to be said with an answer, and where to read on; None where it simply holds."""
    if not standing.sentences:
        return None
    see = dict.fromkeys(pointer for sentence in standing.sentences for pointer in sentence.see)
    links = [
        {"label": one.label, "title": one.title, "url": one.url if "://" in one.url else f"{root}{one.url}"}
        for one in see
    ]
    return {"mark": standing.mark or None, "text": standing.words, "links": links}


def entry_hash(entry: KnowledgeEntry, updated: str) -> str:
    """SHA-256 of all that is shown of an entry; another address of the site does not change it."""
    own = [entry.id, entry.question, entry.text, entry.html, entry.source.url, updated]
    clauses = [(c.label, c.url, c.policy) for c in entry.clauses]
    return digest([own, clauses, common_fields(entry, ""), standing_note(entry.standing, "")])


def in_table(rows: Iterable[dict[str, Any]]) -> bytes:
    """The rows as lines of a table that Excel opens right by a double click: CRLF, text kept as text."""
    return _table([safe_cell(value) for value in _cells(row)] for row in rows)


def table_of(lines: Iterable[bytes]) -> bytes:
    """The whole table: its byte order mark and first line, then these lines."""
    return b"".join((b"\xef\xbb\xbf", _table([COLUMNS.values()]), *lines))


def spreadsheet(rows: Iterable[Iterable[str | int]]) -> bytes:
    """Rows as a whole table that Excel opens right: texts kept as texts, numbers as numbers."""
    cells = ([safe_cell(one) if isinstance(one, str) else f"{one}" for one in row] for row in rows)
    return b"\xef\xbb\xbf" + _table(cells)


def _table(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def safe_cell(value: str) -> str:
    """A cell that a spreadsheet takes for text: never for a formula, and never for a number or a day that it
    would shorten. Whoever reads the table elsewhere drops a leading `'` or tab."""
    if value.startswith(_FORMULA):
        return f"'{value}"
    return f"\t{value}" if _TAKEN_FOR_A_NUMBER.fullmatch(value) and not _is_day(value) else value


def _is_day(value: str) -> bool:
    """Days may be taken for days."""
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value))


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    policy = row["policy"] or {}
    found = {
        "id": row["id"],
        "question": row["question"],
        "answer": row["answer"]["text"],
        "policy": policy.get("title"),
        "number": policy.get("number"),
        "url": row["url"],
        "policy_url": policy.get("url"),
        "topics": "、".join(row["topics"]),
        "audiences": "、".join(row["audiences"]),
        "from": row["valid"]["from"],
        "until": row["valid"]["until"],
        "standing": (row["standing"] or {}).get("text"),
        "updated": row["updated"],
        "hash": row["hash"],
    }
    return tuple(found[name] or "" for name in COLUMNS)


def _named(document: Document, root: str) -> dict[str, Any]:
    """A document as others refer to it."""
    named = {"path": document.path, "title": document.title, "url": f"{root}{document.url}"}
    if isinstance(document, Policy):
        number = document.own_number or None
        return {"path": named["path"], "title": named["title"], "number": number, "url": named["url"]}
    return named
