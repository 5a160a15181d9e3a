"""The editors' handbook: every command in it runs, its generated pages are current, its links lead somewhere."""

import re
import shlex
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from benchmarks.preview import sample_desk, serving
from gongkai.building.pipeline import check
from gongkai.cli import command_line
from gongkai.model.requests import GROUNDS
from gongkai.settings import read_settings
from scripts import handbook
from tests.documents import layouts as lay
from tests.documents.makes import MAKES
from tests.documents.papers import ANNEXED
from tests.rules.test_rules import NAMES
from tests.sample import ROOT
from tests.sections import Section, shared_cache

FOLDER = ROOT / "docs" / "editors"
PAGES = sorted(FOLDER.glob("*.md"))
FIRST = FOLDER / "README.md"
"""Its steps are gone through below, to the site."""
REVIEW = FOLDER / "review.md"
"""Its commands run in a repository with people and keys: tests/building/test_approvals.py."""
TOGETHER = FOLDER / "together.md"
"""Its steps are tried with a server: tests/changes/test_together_page.py."""
_COMMAND = re.compile(r"^ *python build\.py (.*)$", re.M)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An editor's folder: the sample section, what is overdue only told, and three files in the inbox."""
    sample_desk(tmp_path)
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("  gongkai:\n", "  gongkai:\n    clock_failures: report\n")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (tmp_path / ".cache").symlink_to(shared_cache())
    inbox = tmp_path / "收件箱"
    inbox.mkdir()
    MAKES["annexes"][1]().save(inbox / "通知.docx")
    (inbox / "附件1.技能大师工作室申报表.csv").write_text("姓名,单位\n", encoding="utf-8")
    questions = lay.new()
    lay.line(questions, f"《{ANNEXED.title}》一问一答", size=22, align="center")
    for question, answer in (("谁可以申报？", "区内企业的技能大师。"), ("怎样申报？", "由单位推荐。")):
        lay.line(questions, question, bold=True)
        lay.line(questions, answer)
    questions.save(inbox / "问答.docx")
    return tmp_path


def port_of(command: str) -> int:
    """Where a preview would be."""
    read = command_line.parser_of("build.py", command_line.SETTINGS).parse_args(shlex.split(command))
    port: int = read.port
    return port


def run(desk: Path, command: str) -> int:
    """What the command ends with; a preview is opened, on any free port, looked at and ended."""
    if command.startswith("serve"):
        assert port_of(command)
        with serving(desk / "mkdocs.yml", "--no-git") as address, urlopen(address) as answer:
            return 0 if answer.status == 200 else 1
    return command_line.main(["--config", str(desk / "mkdocs.yml"), "--no-git", *shlex.split(command)])


LATER = ("kinds", "after", "preview")
"""Pages whose commands are of the same kinds as those of others, and take longest."""


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=page.stem, marks=pytest.mark.long if page.stem in LATER else ())
        for page in sorted({*PAGES} - {FIRST, REVIEW, TOGETHER})
    ],
)
def test_every_command_runs(page: Path, desk: Path) -> None:
    """Two previews differ in their port alone: both are read, and one is opened."""
    commands = _COMMAND.findall(page.read_text(encoding="utf-8"))
    previews = [command for command in commands if command.startswith("serve")]
    for command in commands:
        if command in previews[1:]:
            assert port_of(command)
        else:
            assert run(desk, command) == 0, command


def test_registers_are_shown_as_they_pass(tmp_path: Path) -> None:
    """Every example of a request, in one register, on the sample's day; the table of grounds is whole."""
    page = (FOLDER / "requests.md").read_text(encoding="utf-8")
    register = "".join(re.findall(r"```yaml\n(.*?)```", page, re.S))
    assert register.count("- no:") == 9
    extra = {"duties_since": 2026, "applicants_since": date(2026, 1, 1)}
    known = "about/statutory-11-subsidy-payments.md"
    files = {"requests/2026.yml": register, known: (ROOT / "content" / known).read_text(encoding="utf-8")}
    section = Section(tmp_path, files, date(2026, 6, 15), extra)
    assert [one for one in section.check().findings if one.path.startswith("requests/")] == []
    for outcome, grounds in GROUNDS.items():
        (row,) = re.findall(rf"^\| {outcome} \| (.*) \|$", page, re.M)
        assert row.split("，") == [ground.split("、")[0] for ground in grounds]


def filled(text: str) -> str:
    """What an editor does in step 3: every note answered, the draft line taken out."""
    for name, value in (
        ("drafted", "2026-06-01"),
        ("reviewed", "{secrecy: 2026-06-10, legal: 2026-06-08}"),
        ("summary", "说明技能大师工作室怎样申报。"),
        ("audiences", "[社会公众]"),
        ("covers", "[适用范围, 办事指引, 操作方法]"),
        ("late_reason", "测试"),
    ):
        text = re.sub(rf"^{name}:(?: +#.*)?$", f"{name}: {value}", text, flags=re.M)
    text = re.sub(
        r"^(signed|published): \S+",
        lambda day: f"{day[1]}: {SIGNED if day[1] == 'signed' else PUBLISHED}",
        text,
        flags=re.M,
    )
    text = re.sub(r"^draft: .*\n", "", text, flags=re.M)
    return re.sub(r"  # 待\S*.*$|<!-- 待.*?-->\n*", "", text, flags=re.M)


SIGNED, PUBLISHED = "2026-06-12", "2026-06-15"


@pytest.mark.long
def test_from_a_word_file_to_the_site_in_six_steps(desk: Path) -> None:
    """The steps of docs/editors/README.md, with no path typed by hand."""
    text = FIRST.read_text(encoding="utf-8")
    steps = re.findall(r"^(\d+)\. \*\*", text, re.M)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert len(steps) <= 6
    commands = _COMMAND.findall(text)
    assert not any("/" in command or "." in command for command in commands)
    before = {path for path in (desk / "content").rglob("*") if path.is_file()}
    assert run(desk, commands[0]) == 0
    new = sorted({path for path in (desk / "content").rglob("*") if path.is_file()} - before)
    assert [path.relative_to(desk / "content").as_posix() for path in new] == [
        "interpretations/2026/shirenshe-123.md",
        "policies/2026/shirenshe-123-annex-1.csv",
        "policies/2026/shirenshe-123.md",
    ]
    for path in new:
        if path.suffix == ".md":
            path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    for command in commands[1:]:
        assert run(desk, command) == 0, command
    assert run(desk, "build") == 0  # what the pipeline does once it is merged
    report = check(read_settings(desk / "mkdocs.yml")).report
    assert not {desk / "content" / path for path, _line, _note in report.todos} & set(new)
    page = (desk / "site/policies/2026/shirenshe-123/index.html").read_text(encoding="utf-8")
    assert ANNEXED.title in page
    assert "谁可以申报？" in page
    assert (desk / "site/interpretations/2026/shirenshe-123/index.html").is_file()
    assert (desk / "site/policies/2026/shirenshe-123-annex-1.csv").is_file()


def test_the_fields_and_the_commands_messages_are_up_to_date() -> None:
    """`make docs` writes them anew; for the rules' messages see tests/rules/test_rules.py."""
    assert (FOLDER / "fields.md").read_text(encoding="utf-8") == handbook.fields_page()
    messages = (FOLDER / "messages.md").read_text(encoding="utf-8")
    assert messages.endswith("".join(f"- {message}\n" for message in handbook.command_messages()))


@pytest.mark.long
def test_no_message_is_left_in_the_handbook_that_nothing_says() -> None:
    assert (FOLDER / "messages.md").read_text(encoding="utf-8") == handbook.messages_page()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_rules_named_are_rules_that_are(page: Path) -> None:
    known = set(NAMES)
    made_up = {"GK999"}  # in the example of a waiver for no rule at all
    assert set(re.findall(r"GK\d{3}", page.read_text(encoding="utf-8"))) <= known | made_up
