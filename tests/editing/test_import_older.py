"""`import`: what the text repeals and amends is proposed in the fields, and asked for where it gives no number."""

from pathlib import Path

from gongkai.building.pipeline import check
from gongkai.settings import Settings
from tests.editing.test_import import policy_of, settings, taken_in

__all__ = ["settings"]

_OLD = """---
title: 关于印发《示例区就业见习管理办法》的通知
number: 示人社〔2019〕8号
issuer: 示例区人力资源和社会保障局
signed: 2019-05-06
published: 2019-05-08
---

第一条 见习期限为3个月。
"""
_NEW = """示人社〔2024〕12号

关于印发《示例区就业见习补贴办法》的通知

各有关单位：

现将《示例区就业见习补贴办法》印发给你们，请遵照执行。

本办法自2024年5月1日起施行。{said}

示例区人力资源和社会保障局

2024年4月8日
"""


def _imported(settings: Settings, folder: Path, said: str) -> tuple[str, str, list[str]]:
    older = settings.content / "policies" / "2019" / "trainees.md"
    older.parent.mkdir(parents=True)
    older.write_text(_OLD, encoding="utf-8")
    file = folder / "通知.txt"
    file.write_text(_NEW.format(said=said), encoding="utf-8")
    documents = taken_in(settings, file)
    front, body = policy_of(documents)
    return (
        front,
        body,
        [f"{one.code} {one.line}" for one in check(settings).report.findings if one.path in documents],
    )


def test_what_is_in_the_section_is_named_by_its_path_and_the_rest_by_number(
    settings: Settings, tmp_path: Path
) -> None:
    said = "《示例区就业见习管理办法》（示人社〔2019〕8号）、《见习基地办法》（示人社〔2020〕3号）同时废止。"
    front, body, findings = _imported(settings, tmp_path, said)
    assert (
        "repeals:  # 待核对：按正文摘出\n"
        "  - policies/2019/trainees.md\n"
        "  - number: 示人社〔2020〕3号\n"
        "    title: 见习基地办法\n"
    ) in front
    assert "amends" not in front
    assert "待核对" not in body
    assert findings == []


def test_a_title_alone_finds_its_document_or_is_asked_for(settings: Settings, tmp_path: Path) -> None:
    said = "现对《示例区就业见习管理办法》作如下修改：略。《见习基地办法》同时废止。"
    front, body, findings = _imported(settings, tmp_path, said)
    assert (
        "amends:  # 待核对：按正文摘出\n" in front
        or "amends: [policies/2019/trainees.md]  # 待核对：按正文摘出" in front
    )
    assert "repeals" not in front
    assert "<!-- 待核对：正文说废止《见习基地办法》，请查到文号和标题，写进 repeals -->" in body
    assert findings == []
