"""GK113 and `import` read the same words: what a text says of itself, and what only looks like it."""

from datetime import date

import pytest

from gongkai.text.own_statements import is_empty, own_statements

OWN = "示例区就业见习补贴办法"
_OLD = "《示例区就业见习管理办法》（示人社〔2019〕8号）"
_READ = ("示例区就业见习管理办法", "示人社〔2019〕8号")


def repealed(text: str, title: str = OWN) -> list[tuple[str, str]]:
    return [(one.title, one.number) for one in own_statements(title, text).repeals]


def amended(text: str, title: str = OWN) -> list[tuple[str, str]]:
    return [(one.title, one.number) for one in own_statements(title, text).amends]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"第十条 本办法自2024年3月1日起施行，{_OLD}同时废止。", [_READ]),
        (f"本办法自 2024 年 3 月 1 日起施行。原{_OLD}即行废止。", [_READ]),
        (f"现决定废止{_OLD}。", [_READ]),
        (f"{_OLD}自本通知印发之日起废止。", [_READ]),
        (f"下列文件自公布之日起废止：\n\n1．{_OLD}；\n\n2．《乙规定》。\n\n《丙办法》继续有效。", [_READ, ("乙规定", "")]),
        ("下列文件予以废止：\n\n| 文件 | 文号 |\n|---|---|\n| 《甲办法》 | 一 |\n| 《乙规定》 | 二 |", [("甲办法", ""), ("乙规定", "")]),
        (f"{_OLD}、《乙规定》和《丙细则》等三份文件同时废止。", [_READ, ("乙规定", ""), ("丙细则", "")]),
        ("原示人社〔2020〕3号文件同时废止。", [("", "示人社〔2020〕3号")]),
        (f"本办法自印发之日起施行，《{OWN}》（示人社〔2021〕5号）同时废止。", [(OWN, "示人社〔2021〕5号")]),
        ("《[示例区就业见习管理办法](../2019/a.md)》同时废止。", [("示例区就业见习管理办法", "")]),
        ("《〈失业保险条例〉实施办法》同时废止。", [("〈失业保险条例〉实施办法", "")]),
        ("本办法自2024年3月1日起施行，原办法同时废止。", []),
        ("此前有关规定与本办法不一致的，同时废止。", []),
        (f"{_OLD}已经废止，不再执行。", []),
        (f"{_OLD}废止后，已经受理的继续办理。", []),
        ("国家《甲条例》自2024年1月1日起施行，《乙条例》同时废止，现就贯彻执行通知如下。", []),
        ("街道应当清理、废止与《甲办法》不一致的规定。", []),
        (f"本办法有效期5年，《{OWN}》期满自行废止。", []),
        ("《就业创业证》同时废止。", []),
        (f"> {_OLD}同时废止。", []),
        (f"<!-- {_OLD}同时废止。 -->", []),
    ],
)  # fmt: skip
def test_what_a_text_repeals(text: str, found: list[tuple[str, str]]) -> None:
    assert repealed(text) == found


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        (OWN, f"现对{_OLD}部分条款作如下修改：", [_READ]),
        (OWN, f"将{_OLD}第五条中的“30日”修改为“20日”。", [_READ]),
        (
            "关于修改〈示例区就业见习管理办法〉部分条款的通知",
            "第五条改为……",
            [("示例区就业见习管理办法", "")],
        ),
        ("示例区人社局关于修改《甲办法》和《乙规定》的决定", "略", [("甲办法", ""), ("乙规定", "")]),
        (
            OWN,
            "现对《甲办法》（以下简称《办法》）作如下修改：\n\n将《办法》第五条修改为：“略”。",
            [("甲办法", "")],
        ),
        (OWN, "抓紧修改《甲办法》，年底前完成。", []),
        (OWN, "根据《关于修改〈甲办法〉的决定》，制定本办法。", []),
        (OWN, "将《就业创业证》登记内容修改为线上查询。", []),
    ],
)
def test_what_a_text_amends(title: str, text: str, found: list[tuple[str, str]]) -> None:
    assert amended(text, title) == found


@pytest.mark.parametrize(
    ("text", "day", "organs"),
    [
        ("略。\n\n示例区民政局　示例区财政局\n\n2024年2月26日", date(2024, 2, 26), ("示例区民政局", "示例区财政局")),
        ("略。\n\n示例区民政局  \n二〇二四年二月二十六日\n{: .sign-off }", date(2024, 2, 26), ("示例区民政局",)),
        ("略。\n\n示例区民政局\n\n2024年2月26日\n\n附件1\n\n示例区财政局\n\n2020年1月1日", date(2024, 2, 26), ("示例区民政局",)),
        ("申报时间截止到\n\n2024年2月26日", None, ()),
        ("附件\n\n示例区财政局\n\n2020年1月1日", None, ()),
        ("- 示例区财政局\n- 2020年1月1日", None, ()),
    ],
)  # fmt: skip
def test_who_signed_and_when(text: str, day: date | None, organs: tuple[str, ...]) -> None:
    found = own_statements(OWN, text).sign_off
    assert (found.day if found else None, found.organs if found else ()) == (day, organs)


@pytest.mark.parametrize(
    ("text", "annexes", "line", "enclosed"),
    [
        ("略。\n\n附件：1．申请表\n\n2．《材料清单》", ("申请表", "材料清单"), 3, 0),
        ("附件：申请表\n\n略。\n\n## 附件\n\n| 姓名 |", ("申请表",), 1, 1),
        ("附件：1.申请表\n\n2.清单\n\n## 申请表\n\n略\n\n## 清单", ("申请表", "清单"), 1, 2),
        ("附件1：申请表\n\n附件2：清单", ("申请表", "清单"), 1, 0),
        ("材料见附件。", (), 1, 0),
        ("按照《甲通知》附件的要求办理。附件材料一并归档。", (), 0, 0),
    ],
)
def test_which_annexes_it_mentions(text: str, annexes: tuple[str, ...], line: int, enclosed: int) -> None:
    said = own_statements(OWN, text)
    assert (said.annexes, said.annex_line, len(said.enclosed)) == (annexes, line, enclosed)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("示人社〔2024〕12号\n\n各单位：", "示人社〔2024〕12号"),
        ("文号：示人社[2024]012号\n\n各单位：", "示人社〔2024〕12号"),
        ("根据示人社〔2024〕12号，通知如下。", ""),
        ("各单位：\n\n一、依据\n\n示人社〔2024〕12号", ""),
    ],
)
def test_which_number_it_bears(text: str, number: str) -> None:
    found = own_statements(OWN, text).number
    assert (found[1] if found else "") == number


@pytest.mark.parametrize(
    ("body", "empty"), [("\n<!-- 待补 -->\n\n---\n", True), ("略", False), ("![图](a.png)", False)]
)
def test_whether_there_is_any_text(body: str, *, empty: bool) -> None:
    assert is_empty(body) is empty


@pytest.mark.parametrize(
    ("title", "repeals", "amends"),
    [
        ("关于停止执行《示例区培训补贴办法》的通知", 1, 0),
        ("关于停止执行《示例区培训补贴办法》第三条的通知", 0, 0),
        ("关于废止《示例区培训补贴办法》部分条款的决定", 0, 0),
        ("关于废止《示例区培训补贴办法》等2件文件的决定", 1, 0),
        ("关于修改《示例区培训补贴办法》部分条款的决定", 0, 1),
    ],
)
def test_what_a_title_ends_and_what_it_only_changes(title: str, repeals: int, amends: int) -> None:
    said = own_statements(title, "现将有关事项通知如下。\n")
    assert (len(said.repeals), len(said.amends)) == (repeals, amends)
