"""The benchmarks' generated section breaks no rule: else they would measure a build that stops."""

from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from gongkai.building import pipeline
from gongkai.settings import read_settings

PROSE = "为做好本区就业服务工作，按照有关规定，现就第{}项事项通知如下，请各单位认真执行并及时反馈情况。"


@pytest.mark.long
def test_a_generated_section_breaks_no_rule(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(3):
        paragraphs = [PROSE.format(number * 40 + line) for line in range(40)]
        (texts / f"{number}.md").write_text("\n\n".join([f"# 规定{number}", *paragraphs]), encoding="utf-8")
    write_corpus(texts, 220, tmp_path / "section")
    settings = read_settings(tmp_path / "section" / "mkdocs.yml", ask_git=False)
    report = pipeline.report_of(settings)
    assert report.documents >= 220
    assert [finding for finding in report.findings if finding.severity == "error"] == []
