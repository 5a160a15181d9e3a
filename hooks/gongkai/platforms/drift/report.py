"""The differences, for people and for scripts."""

import json
from datetime import date
from typing import Any

from gongkai.platforms.drift.comparing import Drift, OurRow
from gongkai.platforms.drift.listing import ListedRow, PlatformListing


def as_text(drift: Drift, listing: PlatformListing) -> str:
    """How many, then each with its line and what to do."""
    counts = f"缺少 {len(drift.missing)} 项，过时 {len(drift.outdated)} 项，多出 {len(drift.extra)} 项"
    lines = [f"对方清单 {len(listing.rows)} 项：一致 {drift.same} 项；{counts}。"]
    if drift.missing:
        lines += ["", "缺少的（对方没有，应当补上）：", *(f"  {_ours(one)}" for one in drift.missing)]
    if drift.outdated:
        lines += ["", "过时的（对方的内容应当更新）："]
        lines += [
            f"  第 {one.row.line} 行 {_row(one.row)}：{'；'.join(one.reasons)}" for one in drift.outdated
        ]
    if drift.extra:
        lines += ["", "多出的（应当撤下）："]
        lines += [f"  第 {row.line} 行 {_row(row)}：{why}" for row, why in drift.extra]
    return "\n".join(lines)


def as_json(drift: Drift, listing: PlatformListing, as_of: date) -> str:
    """The same for scripts."""
    whole = {
        "version": 1,
        "as_of": as_of.isoformat(),
        "of": "questions" if listing.of_questions else "documents",
        "listed": len(listing.rows),
        "same": drift.same,
        "missing": [{"id": one.id, "title": one.name, "number": one.number or None} for one in drift.missing],
        "outdated": [
            _listed(one.row) | {"matches": one.ours.id, "reasons": list(one.reasons)}
            for one in drift.outdated
        ],
        "extra": [_listed(row) | {"reason": why} for row, why in drift.extra],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _listed(row: ListedRow) -> dict[str, Any]:
    return {"line": row.line, "id": row.id, "title": row.question or row.title, "number": row.number or None}


def _row(row: ListedRow) -> str:
    return row.question or row.title or row.number or row.id


def _ours(one: OurRow) -> str:
    number = f"（{one.number}）" if one.number else ""
    return f"{one.name}{number}  {one.id}"
