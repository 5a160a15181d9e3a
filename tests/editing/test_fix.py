"""`fix`: what can mean one thing only is set right; code, quotations and line endings stay; twice is once."""

import random
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gongkai.cli import main
from gongkai.editing.fixing import corrected
from gongkai.settings import AUDIENCES, TOPICS
from gongkai.text.convert import convert
from tests.documents.compare import told
from tests.headings import BROKEN, levels_of, set_right, with_broken_levels
from tests.sample import ROOT
from tests.sections import shared_cache

WORDS = {"topics": TOPICS, "audiences": AUDIENCES}


def front(line: str) -> str:
    """One line of front matter, set right."""
    text = corrected(f"---\n{line}\n---\n\n正文。\n", WORDS)
    return text.split("\n")[1]


def prose(line: str) -> str:
    """One line of a body, set right."""
    return corrected(f"---\ntitle: 甲\n---\n\n{line}\n", WORDS).split("\n")[4]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("number: 示人社[2024]11号", "number: 示人社〔2024〕11号"),
        ("number: 示人社（2024）第 011号", "number: 示人社〔2024〕11号"),
        ('number: "示人社〔２０２４〕11号"', 'number: "示人社〔2024〕11号"'),
        ("number: 2024年第3号", "number: 2024年第3号"),
        ("number: 示人社2024 11", "number: 示人社2024 11"),
        ("title：关于甲的通知", "title: 关于甲的通知"),
        ('title: "《关于印发《甲》的通知》解读"', 'title: "《关于印发〈甲〉的通知》解读"'),
        ("title: 关于印发《甲》的通知", "title: 关于印发《甲》的通知"),
        ("published: 2024/5/9", "published: 2024-05-09"),
        ("signed: 2024年12月31日  # 与政策同一天", "signed: 2024-12-31  # 与政策同一天"),
        ("published: 2024-2-30", "published: 2024-2-30"),
        ("topics: [就业，社保]", "topics: [就业, 社会保险]"),
        ("topics: 创 业", "topics: 创业"),
        ("audiences: [农民]", "audiences: [农民工]"),
        ("audiences: [企业, 老年人]", "audiences: [重点企业, 老年人]"),
        ("covers: [适用范围, 办事指南]", "covers: [适用范围, 办事指引]"),
        ("      why: 书面征求第三方意见", "      why: 征求第三方意见"),
        (
            "- {from: 2024/4/29, why: 书面征求第三方意见} # 已送达",
            "- {from: 2024-04-29, why: 征求第三方意见} # 已送达",
        ),
        (
            "paused: [{from: 2024-04-29, why: 书面征求第三方意见}]",
            "paused: [{from: 2024-04-29, why: 征求第三方意见}]",
        ),
        ('late_reason: "见{why: 书面征求第三方意见}"', 'late_reason: "见{why: 书面征求第三方意见}"'),
        ("late_reason: 见 {why: 书面征求第三方意见}", "late_reason: 见 {why: 书面征求第三方意见}"),
        ("closed: {on: 2026-06-09, why: 逾期已补正}", "closed: {on: 2026-06-09, why: 逾期已补正}"),
        ("      why: 逾期已补正", "      why: 逾期已补正"),
        ("form: 一问一答", "form: qa"),
        ("form: 座谈会", "form: 座谈会"),
        ("summary: 甲,乙:丙  ", "summary: 甲,乙:丙"),
        ("  closes: 2024.6.8", "  closes: 2024-06-08"),
        ("note: 2024/5/9", "note: 2024/5/9"),
    ],
)
def test_front_matter(written: str, right: str) -> None:
    assert front(written) == right
    assert front(right) == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("补贴对象,包括:企业;机构.", "补贴对象，包括：企业；机构。"),
        ("（一）标准(试行)", "（一）标准（试行）"),
        ("根据沪人社办[2024]77号", "根据沪人社办〔2024〕77号"),
        ("每人1,500元,不超过3次", "每人1,500元，不超过3次"),
        ("下午3:00 开始", "下午3:00 开始"),
        ("见 https://a.example/b,c:d", "见 https://a.example/b,c:d"),
        ("见[通知,一](a.md)和`x,中,文`", "见[通知,一](a.md)和`x,中,文`"),
        ('他说“甲,乙”,又说"甲,乙"', '他说“甲,乙”，又说"甲,乙"'),
        ("《办法(试行)》,略", "《办法(试行)》，略"),
        ("见《关于印发《甲办法》的通知》。", "见《关于印发〈甲办法〉的通知》。"),
        ("[《关于《甲》的通知》](甲《乙《丙》》.md)", "[《关于〈甲〉的通知》](甲《乙《丙》》.md)"),
        ("他说“《关于《甲》的通知》”和`《《甲》》`", "他说“《关于《甲》的通知》”和`《《甲》》`"),
        ("见《关于《甲》的通知、《乙》", "见《关于《甲》的通知、《乙》"),
        ("> 引用,不动", "> 引用,不动"),
        ("    代码,不动", "    代码,不动"),
        ("<p>甲,乙</p>", "<p>甲,乙</p>"),
        ("甲,乙[^1]", "甲，乙[^1]"),
        ("[^1]: 甲,乙", "[^1]: 甲,乙"),
        ("| 甲,乙 | 丙:丁 |", "| 甲，乙 | 丙：丁 |"),
        ("|:--|--:|", "|:--|--:|"),
        ("Python, Java 和 C", "Python, Java 和 C"),
        ("## 谁可以申请? {#who}", "## 谁可以申请？ {#who}"),
        ("<!-- 待补:甲,乙 -->", "<!-- 待补:甲,乙 -->"),
        ("尾部空格   ", "尾部空格"),
    ],
)
def test_prose(written: str, right: str) -> None:
    assert prose(written) == right
    assert prose(right) == right


def test_headings_begin_at_level_two_and_leave_no_level_out() -> None:
    body = "# 甲\n\n## 乙\n\n##### 丙\n\n#丁\n"
    assert re.findall("^#+", corrected(f"---\ntitle: 甲\n---\n{body}", WORDS), re.M) == [
        "##",
        "###",
        "####",
        "##",
    ]


def of_headings(*lines: str) -> str:
    return "".join(f"{line}\n\n正文。\n\n" for line in lines)


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        (("## 一、甲", "## 二、乙", "# 三、丙", "## 四、丁", "## 五、戊"), [2] * 5),
        (("## 一、甲", "##### 二、乙"), [2, 5]),  # either may be the slip
        (("## 一、甲", "# 二、乙"), [2, 1]),
        (("# 一、甲", "# 二、乙", "### （一）丙", "### （二）丁"), [2, 2, 3, 3]),
        (("## 第一章 甲", "### 第一节 乙", "## 第二节 丙", "### 第三节 丁", "## 第二章 戊"), [2, 3, 3, 3, 2]),
        (
            ("## 第一编 甲", "### 第一章 乙", "## 第二编 丙", "#### 第二章 丁", "### 第三章 戊"),
            [2, 3, 2, 3, 3],
        ),
        (("## 一、甲", "### （一）乙", "### （二）丙", "## （三）丁", "## 二、戊"), [2, 3, 3, 3, 2]),
        (("## 一、甲", "## 三、乙", "### 四、丙"), [2, 2, 3]),  # the numbers do not run on
        (
            ("## （一）甲", "### 一、乙", "### 二、丙", "## （二）丁"),
            [2, 3, 3, 2],
        ),  # numbered in a way of its own
        (("## 甲", "# 乙", "## 丙"), [2, 1, 2]),  # without numbers nothing tells
        (("# 甲", "### 乙", "# 丙"), [2, 3, 2]),
        (
            ("## 附件1 甲", "### 一、乙", "## 二、丙", "### 三、丁", "## 附件2 戊", "### 一、己"),
            [2, 3, 3, 3, 2, 3],
        ),
        (("### 一、甲", "### 二、乙", "### 三、丙"), [2, 2, 2]),
        (("## 一、甲", "## 二、乙", "##### 说明", "## 三、丙"), [2, 2, 5, 2]),
    ],
)
def test_a_level_is_changed_only_where_the_numbers_of_the_whole_text_agree(
    written: tuple[str, ...], levels: list[int]
) -> None:
    assert levels_of(set_right(of_headings(*written))) == levels


NUMBERED = of_headings(
    *("## 第一章 总则", "## 第二章 申请", "### 第一节 条件", "### 第二节 材料", "### 第三节 期限"),
    *("## 第三章 审核", "### 第一节 受理", "### 第二节 决定", "## 第四章 监督", "## 第五章 附则"),
)


def test_levels_broken_by_chance_are_set_right_or_left_alone() -> None:
    """Of real texts tests/long/test_real_headings.py breaks more."""
    right, restored = levels_of(NUMBERED), 0
    for seed in range(60):
        broken = with_broken_levels(NUMBERED, BROKEN[seed % len(BROKEN)], random.Random(seed))
        wrong, mended = levels_of(broken), levels_of(set_right(broken))
        assert all(one in pair for one, *pair in zip(mended, right, wrong, strict=True)), (wrong, mended)
        restored += mended == right
    assert restored >= 40
    assert levels_of(set_right(NUMBERED)) == right


def test_the_parts_of_a_docket_stay_at_level_two() -> None:
    body = "# 关于甲\n\n## 决策草案\n\n文。\n\n#### 一、总则\n"
    text = corrected(f"---\ntitle: 甲\n---\n{body}", WORDS)
    assert "\n## 决策草案\n" in text
    assert "\n### 一、总则\n" in text


def test_questions_keep_the_id_they_had() -> None:
    text = "---\ntitle: 甲\n---\n\n## 谁可以申请?\n\n企业。\n"
    question = convert(text.split("---\n")[2], "示人社〔2024〕11号").questions[0]
    mended = corrected(text, WORDS, {question.line: question.id})
    assert f"## 谁可以申请？ {{#{question.id}}}\n" in mended
    again = convert(mended.split("---\n")[2], "示人社〔2024〕11号").questions[0]
    assert (again.id, again.permanent) == (question.id, True)


_LINES = st.lists(
    st.one_of(
        st.text(alphabet='甲乙,.;:?!()[]“”"《》`*_#>|-{} \t123ab\\$<&', max_size=24),
        st.sampled_from(
            [
                "```",
                "~~~~",
                "# 一",
                "##### 二?",
                "> 甲,乙",
                "| 甲,乙 |",
                "|---|",
                "    甲,乙",
                "<!--",
                "-->",
                "---",
                "",
            ]
        ),
    ),
    max_size=14,
)
_FRONT = st.lists(
    st.sampled_from(
        [
            *(
                "title：甲,乙",
                "number: 示人社[2024] 011号",
                "signed: 2024/5/8",
                "topics: [社保，就业]",
                "covers: [办事指南]",
            ),
            *("summary: |", "   甲,乙  ", "form: 一问一答", "x: y", "published: 2024-05-09 # 待核对：甲"),
        ]
    ),
    max_size=6,
)


_FILES = given(_FRONT, _LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())


@hypothesis_settings(max_examples=80, deadline=None)
@_FILES
def test_twice_is_once_and_lines_stay_lines(
    front: list[str], body: list[str], ending: str, mark: bool, closed: bool
) -> None:
    twice_is_once(front, body, ending, mark, closed)


@pytest.mark.long
@hypothesis_settings(max_examples=400, deadline=None)
@_FILES
def test_so_it_is_with_four_hundred_files(
    front: list[str], body: list[str], ending: str, mark: bool, closed: bool
) -> None:
    twice_is_once(front, body, ending, mark, closed)


def twice_is_once(front: list[str], body: list[str], ending: str, mark: bool, closed: bool) -> None:
    text = (
        ("\ufeff" if mark else "") + ending.join(["---", *front, "---", *body]) + (ending if closed else "")
    )
    once = corrected(text, WORDS)
    assert corrected(once, WORDS) == once
    assert once.startswith("\ufeff") == mark
    assert re.findall(r"\r\n|\r|\n", once) == re.findall(r"\r\n|\r|\n", text)


_PROSE = st.lists(
    st.text(alphabet="甲乙丙,.;:?!()“”`* 12ab[]", min_size=1, max_size=20), min_size=1, max_size=5
)


@hypothesis_settings(max_examples=200, deadline=None)
@example(["1", ": "])
@given(_PROSE)
def test_readers_read_the_same_words(lines: list[str]) -> None:
    """Only the width of signs and blanks may differ in what is shown."""
    body = "\n\n".join(lines)
    mended = corrected(f"---\ntitle: 甲\n---\n{body}\n", WORDS).split("---\n", 2)[2]
    assert _folded(told(mended)) == _folded(told(body))


def _folded(read: list[tuple[int, str]]) -> list[tuple[int, str]]:
    narrow = str.maketrans("，；：？！（）。", ",;:?!().")
    return [(level, words.translate(narrow)) for level, words in read]


def test_the_command_shows_first_and_writes_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / ".cache").symlink_to(shared_cache())
    file = tmp_path / "content/policies/2024/labour-harmony.md"
    before = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before.replace("〔2024〕".encode(), b"[2024]", 1))
    wrong = file.read_bytes()
    arguments = ["--config", str(tmp_path / "mkdocs.yml"), "fix", "policies/2024/labour-harmony.md"]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert "-number: 示人社[2024]" in shown
    assert "+number: 示人社〔2024〕" in shown
    assert file.read_bytes() == wrong
    assert main([*arguments, "--write"]) == 0
    assert file.read_bytes() == before
    capsys.readouterr()
    assert main(arguments) == 0
    assert capsys.readouterr().out == "没有需要改正的地方\n"


def test_the_sample_section_needs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix"]) == 0
    assert capsys.readouterr().out == "没有需要改正的地方\n"


def test_a_path_that_is_not_ours_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "policies/none.md"]) == 2
    assert "没有“policies/none.md”" in capsys.readouterr().err
