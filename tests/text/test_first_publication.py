"""A first-time editor: copies a sample policy, edits it, forgets the interpretation, reads, mends, publishes."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.cli import command_line
from tests.sample import ROOT

STEM = "job-subsidy-2026"
_CALCULATOR = re.compile(r"^calculator:\n(?: .*\n)+", re.MULTILINE)


@pytest.fixture
def build(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[[], tuple[int, str]]:
    """What `python build.py` answers, and what it says."""

    def build() -> tuple[int, str]:
        status = command_line.main(["--content", str(tmp_path / "content"), "--site", str(tmp_path / "site")])
        return status, capfd.readouterr().out

    return build


def copied(content: Path, kind: str, **changed: str) -> None:
    """The sample's document of 2024 as a new one of 2026, a few words changed, without its calculator."""
    text = (content / kind / "2024" / "graduate-job-subsidy.md").read_text(encoding="utf-8")
    text = _CALCULATOR.sub("", text)
    for old, new in changed.items():
        text = text.replace(old, new)
    (content / kind / "2026" / f"{STEM}.md").write_text(text, encoding="utf-8")


@pytest.mark.long
def test_the_message_leads_to_a_publication_with_both_pages_linked(
    tmp_path: Path, build: Callable[[], tuple[int, str]]
) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    year = {
        "2024-01-": "2026-06-",
        "示人社〔2024〕3号": "示人社〔2026〕15号",
        "expires: 2025-12-31": "expires: 2027-12-31",
        "until: 2025-12-31": "until: 2027-12-31",
        "\n2024年1月22日": "\n2026年6月11日",
    }
    reviews = {"2026-06-17": "2026-06-10", "2026-06-18": "2026-06-11"}
    days = {"2026-06-22": "2026-06-11", "2026-06-25": "2026-06-12"}
    copied(content, "policies", **year, **reviews, **days)

    status, told = build()  # forgotten
    assert status == 1
    assert f"policies/2026/{STEM}.md" in told
    assert "第 1 行  错误 GK101" in told
    assert f"新建 interpretations/2026/{STEM}.md，写 interprets: policies/2026/{STEM}.md" in told
    assert not (tmp_path / "site").exists()

    ids = {"graduate-job-subsidy-": f"{STEM}-", "2024/graduate-job-subsidy.md": f"2026/{STEM}.md"}
    copied(content, "interpretations", **{"2024-01-": "2026-06-"}, **ids)
    status, told = build()  # a day late
    assert status == 1
    assert "GK104" in told
    assert "应为同一天" in told

    same = {"2024-01-22": "2026-06-11", "2024-01-25": "2026-06-12", "2024-01-": "2026-06-"}
    copied(content, "interpretations", **same, **ids)
    status, told = build()  # mended
    assert status == 0, told
    policy = (tmp_path / "site" / "policies" / "2026" / STEM / "index.html").read_text(encoding="utf-8")
    interpretation = (tmp_path / "site" / "interpretations" / "2026" / STEM / "index.html").read_text(
        encoding="utf-8"
    )
    assert f'href="../../../interpretations/2026/{STEM}/"' in policy
    assert f'href="../../../policies/2026/{STEM}/"' in interpretation
