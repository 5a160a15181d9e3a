"""A comparison of two texts says what changed, exactly, and in words a reader can follow."""

import random

import pytest

from gongkai.text.convert import convert
from gongkai.text.redline import Row, blocks, changed_rows, pieces_of
from tests.edited_texts import EDITS, compared, edited, holds
from tests.rows import mostly_long
from tests.sample import bodies_of_sample

OLD = """各区：

一、补贴标准

对符合条件的企业，按每人500元给予一次性补贴，自2026年6月起执行，比例为50%。

二、办理程序

（一）申请。向经办窗口提交材料，材料不全的一次告知。

（二）审核。五个工作日内办结。

| 项目 | 标准 |
|---|---|
| 见习补贴 | 每人每月1,500元 |
| 培训补贴 | 每人800元 |

三、附则

本通知自2026年6月10日起施行。
"""


ODD = (
    '<p>一</p>\n<h2 id="a">二 <strong>三</strong></h2>\n<p>四<a href="#x">五</a>&amp;&lt;</p>',
    "<p> </p><p>一\n二\t三</p>",
    "<p>一<br>二</p>",
    '<p>一<img src="a.png" alt="图"></p>',
    "<ul><li><p>一</p></li></ul><p>二</p>",
    "<p>一</p>二",
    "<p>一<code>&lt;b&gt;</code></p>",
    '<p>一<a class="footnote-backref" href="#f">↩</a></p>',
)


@pytest.mark.parametrize("html", [*ODD, *(convert(body, "x").html for body in bodies_of_sample()[:12])])
def test_plain_texts_are_read_as_all_others(html: str) -> None:
    assert blocks.plain_blocks(html) in ([], list(blocks._BlockReader(html).read()))


def test_most_texts_are_plain() -> None:
    assert blocks.plain_blocks(ODD[0])
    assert not any(map(blocks.plain_blocks, ODD[2:6]))


def told(rows: tuple[Row, ...]) -> list[tuple[str, str, str]]:
    """What changed, where, and how, in short."""
    return [
        (row.what, row.label, "|".join("".join(f"{p.sign}{p.text}" for p in c.pieces) for c in row.cells))
        for row in changed_rows(rows)
    ]


@pytest.mark.parametrize(
    ("older", "newer", "marked"),
    [
        ("按每人500元给予", "按每人800元给予", "=按每人,-500,+800,=元给予"),
        ("自2026年6月起执行", "自2026年7月起执行", "=自,-2026年6月,+2026年7月,=起执行"),
        ("比例提高为50%以上", "比例提高为60%以上", "=比例提高为,-50%,+60%,=以上"),
        ("比例提高为百分之五十", "比例提高为百分之五", "=比例提高为,-百分之五十,+百分之五"),
        ("企业向经办窗口申请", "企业向社区窗口申请", "=企业向,-经办,+社区,=窗口申请"),
        ("依照本办法第十二条办理", "依照本办法第十三条办理", "=依照本办法,-第十二条,+第十三条,=办理"),
        ("最高1.5万元，一次付清", "最高1.8万元，一次付清", "=最高,-1.5万,+1.8万,=元，一次付清"),
        (
            "青人社〔2026〕5号文件同时废止",
            "青人社〔2026〕15号文件同时废止",
            "=青人社〔2026〕,-5,+15,=号文件同时废止",
        ),
    ],
)
def test_words_are_struck_whole_and_numbers_never_by_half(older: str, newer: str, marked: str) -> None:
    assert ",".join(f"{piece.sign}{piece.text}" for piece in pieces_of(older, newer)) == marked


def test_each_clause_tells_what_became_of_it() -> None:
    newer = OLD.replace("五个工作日", "三个工作日").replace("每人800元 |", "每人1,000元 |")
    assert told(compared(OLD, newer)[0]) == [
        ("changed", "二（二）", "=（二）审核。-五个+三个=工作日内办结。"),
        ("changed", "二（二）", "=培训补贴|=每人-800+1,000=元"),
    ]


def test_a_clause_that_moved_is_told_as_moved() -> None:
    clause = "（一）申请。向经办窗口提交材料，材料不全的一次告知。\n\n"
    newer = OLD.replace(clause, "").replace("三、附则\n\n", "三、附则\n\n" + clause)
    rows = changed_rows(compared(OLD, newer)[0])
    assert [(row.what, row.label, row.other) for row in rows] == [
        ("left", "二（一）", "三（一）"),
        ("came", "三（一）", "二（一）"),
    ]


def test_a_clause_put_in_leaves_the_others_what_they_are_but_for_their_numbers() -> None:
    articles = ["第一条 申请人应当年满十六周岁。", "第二条 补贴按月发放，每月十五日前到账。"]
    newer = [articles[0], "第二条 本办法所称企业，是指小微企业。", articles[1].replace("第二条", "第三条")]
    assert told(compared("\n\n".join(articles), "\n\n".join(newer))[0]) == [
        ("added", "第二条", "+第二条 本办法所称企业，是指小微企业。"),
        ("changed", "第三条", "-第二条+第三条= 补贴按月发放，每月十五日前到账。"),
    ]


def test_a_column_put_into_a_table_is_told_cell_by_cell() -> None:
    newer = "| 项目 | 对象 | 标准 |\n|---|---|---|\n| 见习 | 毕业生 | 100元 |"
    rows = told(compared("| 项目 | 标准 |\n|---|---|\n| 见习 | 100元 |", newer)[0])
    assert [marked for _what, _label, marked in rows] == ["=项目|+对象|=标准", "=见习|+毕业生|=100元"]


@pytest.mark.parametrize("seed", mostly_long(range(60), *range(20)))
def test_both_versions_come_out_of_their_comparison_after_any_edit(seed: int) -> None:
    chance = random.Random(seed)
    older = chance.choice((OLD, *bodies_of_sample()))
    holds(older, edited(older, chance))
    if seed == 0:
        holds(older, "另一篇文字。")
        holds("", older)


def test_edits_are_of_every_kind() -> None:
    chance = random.Random(1)
    assert all(any(edit(OLD, chance) != OLD for _ in range(20)) for edit in EDITS)
