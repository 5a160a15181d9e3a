"""A first-time editor: copies a sample policy, edits it, forgets the interpretation, reads, mends, publishes."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.sample import ROOT

STEM = "job-subsidy-2026"


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--content",
        str(folder / "content"),
        "--site",
        str(folder / "site"),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def copied(content: Path, kind: str, **changed: str) -> None:
    """The sample's document of 2024 as a new one of 2026, a few words changed."""
    text = (content / kind / "2024" / "graduate-job-subsidy.md").read_text(encoding="utf-8")
    for old, new in changed.items():
        text = text.replace(old, new)
    (content / kind / "2026" / f"{STEM}.md").write_text(text, encoding="utf-8")


def test_the_message_leads_to_a_publication_with_both_pages_linked(tmp_path: Path) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    year = {
        "2024-01-": "2026-06-",
        "示人社〔2024〕3号": "示人社〔2026〕15号",
        "expires: 2025-12-31": "expires: 2027-12-31",
    }
    reviews = {"2026-06-17": "2026-06-10", "2026-06-18": "2026-06-11"}
    days = {"2026-06-22": "2026-06-11", "2026-06-25": "2026-06-12"}
    copied(content, "policies", **year, **reviews, **days)

    forgotten = build(tmp_path)
    assert forgotten.returncode == 1
    assert f"policies/2026/{STEM}.md" in forgotten.stdout
    assert "第 1 行  错误 GK101" in forgotten.stdout
    assert f"新建 interpretations/2026/{STEM}.md，写 interprets: policies/2026/{STEM}.md" in forgotten.stdout
    assert not (tmp_path / "site").exists()

    ids = {"graduate-job-subsidy-": f"{STEM}-", "2024/graduate-job-subsidy.md": f"2026/{STEM}.md"}
    copied(content, "interpretations", **{"2024-01-": "2026-06-"}, **ids)
    a_day_late = build(tmp_path)
    assert a_day_late.returncode == 1
    assert "GK104" in a_day_late.stdout
    assert "应为同一天" in a_day_late.stdout

    same = {"2024-01-22": "2026-06-11", "2024-01-25": "2026-06-12", "2024-01-": "2026-06-"}
    copied(content, "interpretations", **same, **ids)
    mended = build(tmp_path)
    assert mended.returncode == 0, mended.stdout + mended.stderr
    policy = (tmp_path / "site" / "policies" / "2026" / STEM / "index.html").read_text(encoding="utf-8")
    interpretation = (tmp_path / "site" / "interpretations" / "2026" / STEM / "index.html").read_text(
        encoding="utf-8"
    )
    assert f'href="../../../interpretations/2026/{STEM}/"' in policy
    assert f'href="../../../policies/2026/{STEM}/"' in interpretation
