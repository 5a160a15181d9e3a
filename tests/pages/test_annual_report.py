"""The sample's annual report on 2025, page and Word file, row by row against a sheet of another hand.

The other hand shares no code with the product: it reads the sample's files as plain YAML, and the national form's words
(国办公开办函〔2021〕30号) are copied here.
"""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypandoc
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from gongkai import law
from gongkai.building import pipeline
from gongkai.exports import report_files, report_paper
from gongkai.exports.report_files import WordReport
from gongkai.exports.word.cells import GridCell
from gongkai.exports.word.grid import add_grid
from gongkai.exports.word.paper import finished_paper, new_paper
from gongkai.exports.word.prose import add_prose
from gongkai.pages import make_site
from gongkai.text import convert_all
from tests.memos import memo_in
from tests.sample import ROOT
from tests.sections import Section

CONTENT = ROOT / "content"
YEAR = 2025
KINDS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES = {
    "（一）予以公开": (),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (),
    "（三）不予公开": (
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益",
        "5.属于三类内部事务信息",
        "6.属于四类过程性信息",
        "7.属于行政执法案卷",
        "8.属于行政查询事项",
    ),
    "（四）无法提供": (
        "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
    ),
    "（五）不予处理": (
        "1.信访举报投诉类申请",
        "2.重复申请",
        "3.要求提供公开出版物",
        "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
    ),
    "（六）其他处理": (
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "3.其他",
    ),
}
NEW, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
TOTAL, CARRIED_OVER = "（七）总计", "四、结转下年度继续办理"
RESULTS = [f"{outcome}{ground}" for outcome, grounds in OUTCOMES.items() for ground in grounds or ("",)]
ROWS = [NEW, CARRIED_IN, *RESULTS, TOTAL, CARRIED_OVER]
"""Every row of the form that has numbers, a ground with its outcome before it."""
BY_HAND = {
    NEW: [9, 2, 1, 1, 1, 0, 14],
    CARRIED_IN: [1, 0, 0, 0, 1, 0, 2],
    RESULTS[0]: [5, 0, 1, 1, 1, 0, 8],
    RESULTS[1]: [1, 1, 0, 0, 0, 0, 2],
    "（三）不予公开7.属于行政执法案卷": [0, 0, 0, 0, 1, 0, 1],
    "（四）无法提供1.本机关不掌握相关政府信息": [1, 0, 0, 0, 0, 0, 1],
    "（四）无法提供2.没有现成信息需要另行制作": [1, 0, 0, 0, 0, 0, 1],
    "（五）不予处理2.重复申请": [1, 0, 0, 0, 0, 0, 1],
    f"（六）其他处理{OUTCOMES['（六）其他处理'][0]}": [1, 0, 0, 0, 0, 0, 1],
    TOTAL: [10, 1, 1, 1, 2, 0, 15],
    CARRIED_OVER: [0, 1, 0, 0, 0, 0, 1],
}
"""The register of 2025 and what came over from 2024, counted by eye; every other row is 0."""

Sheet = dict[str, list[str]]


# --- the other hand -----------------------------------------------------------------------------------


def front(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    return found


def documents_by_another_hand(year: int) -> Sheet:
    """Of the sample's 规范性文件: came out in the year, ended in it, hold at its end; and the numbers of the report."""
    files = {f"policies/{p.parent.name}/{p.name}": front(p) for p in CONTENT.glob("policies/*/*.md")}
    policies = {path: policy for path, policy in files.items() if not policy.get("draft")}
    last, ends = date(year, 12, 31), dict[str, date]()
    assert not any("extends" in one for one in policies.values() if one["published"] <= last), (
        "not counted on"
    )
    for path, policy in policies.items():
        days = [policy["repealed"][True]] if "repealed" in policy else []
        for other in policies.values():
            if other["published"] <= last and path in (other.get("repeals") or ()):
                days.append(other.get("effective", other["published"]))
        days += [date.fromordinal(policy["expires"].toordinal() + 1)] if "expires" in policy else []
        ends[path] = min(days, default=date.max)
    own = {
        path: policy
        for path, policy in policies.items()
        if "normative" in policy and "republished" not in policy and policy["published"] <= last
    }
    made = sum(policy["published"].year == year for policy in own.values())
    repealed = sum(ends[path].year == year for path in own)
    begun = (path for path, one in own.items() if one.get("effective", one["published"]) <= last)
    holding = sum(ends[path] > last for path in begun)
    told = front(CONTENT / f"reports/{year}.md")["administration"]
    return {
        "规章": ["0"] * 3,
        "行政规范性文件": [str(made), str(repealed), str(holding)],
        "行政许可": [str(told["licences"])],
        "行政处罚": [str(told["penalties"])],
        "行政强制": [str(told["coercions"])],
        "行政事业性收费": [str(told["fees"])],
    }


def requests_by_another_hand(year: int) -> Sheet:
    """The register's entries of that year and before, each put into its rows."""
    rows: dict[str, Counter[str]] = {row: Counter() for row in ROWS}
    closed = {"逾期不补正": "1", "逾期不缴费": "2", "申请人撤回": "3"}
    for file in sorted(CONTENT.glob("requests/*.yml")):
        for one in yaml.safe_load(file.read_text(encoding="utf-8")):
            ended = (
                one.get("replied") or one.get("closed", {}).get(True) or date.max
            )  # YAML 1.1 reads `on` so
            if one["received"].year > year or ended.year < year:
                continue
            told = [NEW if one["received"].year == year else CARRIED_IN]
            if ended.year > year:
                told.append(CARRIED_OVER)
            else:
                outcome = one.get("outcome", "其他处理")
                ground = f"{closed[one['closed']['why']]}." if "closed" in one else one.get("ground", "")
                told += [row for row in RESULTS if f"）{outcome}" in row and ground in row] + [TOTAL]
                assert len(told) == 3
            for row in told:
                rows[row][one["applicant"]] += 1
    return {row: [str(n) for n in (*map(kinds.get, KINDS), kinds.total())] for row, kinds in _full(rows)}


def _full(rows: dict[str, Counter[str]]) -> Iterator[tuple[str, Counter[str]]]:
    for row, kinds in rows.items():
        yield row, Counter({kind: kinds[kind] for kind in KINDS})


def disputes_by_another_hand(year: int) -> list[str]:
    told = front(CONTENT / f"reports/{year}.md")["disputes"]
    found: list[str] = []
    for kind in ("reconsideration", "litigation", "litigation_after"):
        four = [told[kind][name] for name in ("upheld", "corrected", "other", "pending")]
        found += map(str, (*four, sum(four)))
    return found


# --- what is published ----------------------------------------------------------------------------------


def parts_of_page(html: str) -> list[str]:
    return re.split(r"<h2\b", html[html.index("<main") :])


def rows_of_page(part: str) -> Iterator[tuple[str, list[str]]]:
    """The head of each row with its numbers; a ground has its outcome before it."""
    outcome = ""
    for row in LexborHTMLParser(part).css(".gk-annual tbody tr"):
        head = row.css_first("th")
        assert head is not None
        label, numbers = head.text().strip(), [cell.text().strip() for cell in row.css("td")]
        if not numbers:
            outcome = label
            continue
        outcome = outcome if "gk-annual__ground" in (head.attributes.get("class") or "") else ""
        yield f"{outcome}{label}", numbers


def tables_of_word(data: bytes) -> list[list[list[str]]]:
    """The tables, each merged cell once in a row."""
    found = []
    for table in docx.Document(io.BytesIO(data)).tables:
        rows = []
        for row in table.rows:
            cells = {id(cell._tc): cell.text for cell in row.cells}
            rows.append(list(cells.values()))
        found.append(rows)
    return found


@pytest.fixture(scope="module")
def page(sample: Path) -> str:
    return (sample / f"reports/{YEAR}/index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def word(sample: Path) -> bytes:
    return (sample / f"reports/{YEAR}/annual-report.docx").read_bytes()


def test_the_page_is_the_sheet_of_another_hand(page: str) -> None:
    _lead, _one, two, three, four, *_rest = parts_of_page(page)
    assert dict(rows_of_page(two)) == documents_by_another_hand(YEAR)
    told = list(rows_of_page(three))
    assert [row for row, _numbers in told] == ROWS, "each row of the form, in its order and words"
    assert dict(told) == requests_by_another_hand(YEAR)
    assert [n for _row, numbers in rows_of_page(four) for n in numbers] == disputes_by_another_hand(YEAR)


def test_the_sheet_of_another_hand_is_what_one_counts_by_eye() -> None:
    assert documents_by_another_hand(YEAR)["行政规范性文件"] == ["4", "0", "11"]
    counted = {row: [int(n) for n in numbers] for row, numbers in requests_by_another_hand(YEAR).items()}
    assert counted == {row: BY_HAND.get(row, [0] * 7) for row in ROWS}
    ended = [counted[row] for row in RESULTS]
    for column in range(7):
        came = counted[NEW][column] + counted[CARRIED_IN][column]
        assert came == counted[TOTAL][column] + counted[CARRIED_OVER][column]
        assert counted[TOTAL][column] == sum(row[column] for row in ended)


def test_the_word_file_is_the_sheet_of_another_hand(word: bytes) -> None:
    documents, requests, disputes = tables_of_word(word)
    told = {row[0]: row[1:] for row in documents if row[0] not in ("信息内容",) and len(row) > 1}
    assert told == documents_by_another_hand(YEAR)
    assert [row[0] for row in documents if len(row) == 1] == [f"第二十条第（{n}）项" for n in "一五六八"]
    assert requests[0] == [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
    ]
    assert requests[1][1:] == ["自然人", "法人或其他组织", "总计"]
    assert requests[2][1:] == [*KINDS, "总计"]
    found = {}
    for row in requests[3:]:
        labels = [one for one in row[:-7] if one != "三、本年度办理结果"]
        found["".join(labels)] = row[-7:]
    assert list(found) == ROWS
    assert found == requests_by_another_hand(YEAR)
    assert disputes[0] == ["行政复议", "行政诉讼"]
    assert disputes[2] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    assert disputes[-1] == disputes_by_another_hand(YEAR)


def numbers_in(tables: list[list[list[str]]]) -> list[list[str]]:
    """The numbers of each table, one after another."""
    return [[cell for row in rows for cell in row if re.fullmatch(r"[\d.]+", cell)] for rows in tables]


def tables_of_html(html: str) -> list[list[list[str]]]:
    return [
        [[cell.text().strip() for cell in row.css("th, td")] for row in table.css("tr")]
        for table in LexborHTMLParser(html).css("table")
    ]


def test_another_reader_finds_the_same_numbers(word: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(word)
    html = pypandoc.convert_file(str(file), "html")
    assert numbers_in(tables_of_html(html)) == numbers_in(tables_of_word(word))
    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", html)
    assert headings == [part.heading for part in law.REPORT_PARTS]


@pytest.mark.long
def test_libreoffice_opens_it(word: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LEFT OUT: the Word file in LibreOffice. No soffice here.")
    file = tmp_path / "report.docx"
    file.write_bytes(word)
    out = tmp_path / "read"
    for form in ("docx", "pdf"):
        command = [office, "--headless", "--convert-to", form, "--outdir", out, file]
        subprocess.run(command, check=True, timeout=120)
    written = (out / "report.docx").read_bytes()
    assert written != word, "what LibreOffice understood, written by LibreOffice"
    assert tables_of_word(written) == tables_of_word(word)
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")


# --- the Word file ---------------------------------------------------------------------------------------


def test_the_page_offers_the_word_file_under_its_title(page: str) -> None:
    assert (
        '<a href="../../reports/2025/annual-report.docx" download="2025年政府信息公开工作年度报告.docx">'
        "下载本报告（Word）</a>" in page
    )


def test_the_word_file_is_one_that_an_office_prints(word: bytes) -> None:
    paper = docx.Document(io.BytesIO(word))
    section = paper.sections[0]
    assert [side and round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    styles = {style.name: style.element.rPr.rFonts for style in paper.styles if style.element.rPr is not None}
    names = {
        name: fonts.get(docx.oxml.ns.qn("w:eastAsia")) for name, fonts in styles.items() if fonts is not None
    }
    assert (names["Normal"], names["Heading 1"], names["表格文字"]) == ("仿宋", "黑体", "宋体")
    heads = [sum(1 for row in table.rows if row._tr.xpath("w:trPr/w:tblHeader")) for table in paper.tables]
    assert heads == [2, 3, 3], "heads are repeated on each page and read out"
    assert [p.text for p in paper.paragraphs][-2:] == ["示例区人力资源和社会保障局", "2026年1月23日"]
    about = paper.core_properties
    assert (about.title, about.author) == ("2025年政府信息公开工作年度报告", "示例区人力资源和社会保障局")
    assert about.created == about.modified and str(about.created).startswith("2026-01-23")
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_words_of_the_body_are_all_in_the_file(word: bytes) -> None:
    source = (CONTENT / f"reports/{YEAR}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    lines = [re.sub(r"\[(.*?)\]\(.*?\)|^## |^\*\*|\*\*", r"\1", line) for line in source.splitlines() if line]
    told = "\n".join(p.text for p in docx.Document(io.BytesIO(word)).paragraphs)
    assert [line for line in lines if line not in told] == []


BODY = """<p>甲<strong>乙</strong><a href="x">丙</a>m<sup>2</sup><br>丁 <img src="a.png" alt="流程"></p>
<ol start="3"><li>三</li><li value="7"><p>七</p><ul><li>点</li></ul></li></ol>
<blockquote><p>引</p></blockquote><div class="admonition"><p>注意</p>散</div>
<table><thead><tr><th>头</th><th>首</th></tr></thead><tbody><tr><td colspan="2">满</td></tr></tbody></table>
<figure class="gk-diagram"><svg><desc>先收后办</desc><text>收</text></svg></figure><h3>小</h3><p>&lt;b&gt; &amp;</p>"""


def test_what_a_body_may_have_comes_out_as_it_reads() -> None:
    paper = new_paper("题", "局", date(2026, 1, 2))
    add_prose(paper, BODY)
    told = [(p.style and p.style.name, p.text) for p in paper.paragraphs][1:]
    assert told == [
        ("Normal", "甲乙丙m²\n丁 （图：流程）"),
        *(("Normal", words) for words in ("3．三", "7．七", "•　点", "引", "注意", "散", "（图：先收后办）")),
        ("Heading 2", "小"),
        ("Normal", "<b> &"),
    ]
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [["头", "首"], ["满", "满"]]
    assert [run.text for run in paper.paragraphs[1].runs if run.bold] == ["乙"]


ODD = [
    ("<ol start='x'><li value='-1'>甲</li></ol>", "1．甲"),
    (
        "<table><tr><td colspan='0'>甲</td><td rowspan='9'>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
        "",
    ),
    ("<table><tr><td>甲</td></tr><tr><td>乙</td><td colspan='99999'>丙</td></tr></table>", ""),
    ("<table></table><table><tr></tr></table><ul></ul><p> </p>", ""),
    ("<p>甲&#11;乙&#xFFFE;&#55296;</p>", "甲乙"),
    ("<p>甲</p><table><tr><td>乙<table><tr><td>丙</td></tr></table></td></tr></table>", "甲"),
    ("<figure></figure><figure><img src='a'><figcaption>图</figcaption></figure>", "图"),
]


@pytest.mark.parametrize(("html", "words"), ODD)
def test_odd_markup_stops_no_file(html: str, words: str) -> None:
    paper = new_paper("题", "局", date(2026, 1, 2))
    add_prose(paper, html)
    read = docx.Document(io.BytesIO(finished_paper(paper)))
    assert "".join(p.text for p in read.paragraphs[1:]).replace("\ufffd", "") == words
    assert "丙" not in html or any(
        "丙" in cell.text for one in read.tables for row in one.rows for cell in row.cells
    )


HOLES = [
    [[GridCell("a")]],
    [[GridCell("a", 2), GridCell("b")]],
    [[GridCell("a", rows=2), GridCell("b")], [GridCell("c"), GridCell("d")]],
]


@pytest.mark.parametrize("rows", HOLES)
def test_a_table_with_a_hole_is_a_fault_of_the_program(rows: list[list[GridCell]]) -> None:
    with pytest.raises(ValueError, match="do not fill"):
        add_grid(new_paper("题", "", date(2026, 1, 2)), rows, (10, 10), heads=0, caption="表")


# --- which files there are, and when they are written -----------------------------------------------------

REPORT = "---\ntitle: 年报\nyear: {year}\npublished: {day}\n{more}---\n\n## 一、总体情况\n\n平稳。\n"


def word_files(root: Path, files: dict[str, str], today: date, **given: Any) -> dict[str, bytes]:
    settings = Section(root, files, today, {"duties_since": 2030}).write()
    judged = pipeline.check(settings)
    return dict(report_files(judged.library, judged.texts, settings, **given))


GOLDEN = {
    "reports/2025.md": """---
title: 2025年政府信息公开工作年度报告
year: 2025
published: 2026-01-20
administration: {licences: 12, penalties: 2, coercions: 0, fees: 3.50}
---

统计期限自2025年1月1日起至12月31日止。

## 五、存在的主要问题及改进情况

**解读**还不够通俗。[^1]

[^1]: 2026年起发布前请窗口人员试读。

## 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况

没有。

## 总体情况

### （一）主动公开

1. 按期公布。
2. 同步解读。

## 六、其他需要报告的事项

没有收取信息处理费。
""",
    "requests/2025.yml": "- {no: A, received: 2025-03-03, applicant: 自然人, replied: 2025-03-10, outcome: 予以公开}\n",
}


def dumped(data: bytes) -> str:
    """What a reader of the Word file sees, block by block."""
    paper = docx.Document(io.BytesIO(data))
    lines = []
    for block in paper.iter_inner_content():
        if isinstance(block, docx.table.Table):
            index = [table._tbl for table in paper.tables].index(block._tbl)
            lines += [f"| {' | '.join(row)} |" for row in tables_of_word(data)[index]]
        else:
            lines.append(f"{block.style and block.style.name}: {block.text}")
    return "\n".join(lines) + "\n"


def test_page_and_word_file_are_as_they_were_looked_at(tmp_path: Path) -> None:
    settings = Section(tmp_path, GOLDEN, date(2026, 2, 2), {"duties_since": 2025}).write()
    library = pipeline.read_library_of(settings)
    texts = convert_all(library)
    site = make_site(library, texts, settings)
    (page,) = (one.html for one in site.pages if one.path == "reports/2025/")
    (data,) = dict(report_files(library, texts, settings)).values()
    for name, told in (("annual-report.html", page + "\n"), ("annual-report.docx.txt", dumped(data))):
        golden = ROOT / "tests" / "golden" / name
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_text(told, encoding="utf-8")
        assert told == golden.read_text(encoding="utf-8")


def test_only_what_is_out_has_a_word_file(tmp_path: Path) -> None:
    files = {
        "reports/2022.md": REPORT.format(year=2022, day="2023-01-20", more=""),
        "reports/2023.md": REPORT.format(
            year=2023, day="2024-01-20", more="withdrawn: {on: 2024-02-01, reason: 有误}\n"
        ),
        "reports/2024.md": REPORT.format(year=2024, day="2025-01-20", more="draft: true\n"),
        "reports/2025.md": REPORT.format(year=2025, day="2026-01-20", more=""),
    }
    assert set(word_files(tmp_path, files, date(2026, 1, 19))) == {"reports/2022/annual-report.docx"}
    later = set(word_files(tmp_path, files, date(2026, 1, 20)))
    assert later == {f"reports/{year}/annual-report.docx" for year in (2022, 2025)}


def test_a_word_file_is_written_when_what_it_says_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    real = report_paper.written_report

    def counting(said: WordReport) -> bytes:
        written.append(said.title)
        return real(said)

    monkeypatch.setattr(report_paper, "written_report", counting)
    request = "- {{no: A, received: 2022-03-01, replied: 2022-03-0{n}, outcome: 予以公开}}\n"
    files = {
        "reports/2022.md": REPORT.format(year=2022, day="2023-01-20", more=""),
        "requests/2022.yml": request.format(n=2),
        "about/guide.md": "---\ntitle: 指南\npublished: 2022-01-04\n---\n\n指南。\n",
    }
    memo, today = memo_in(tmp_path / "cache"), date(2023, 3, 1)

    def again(change: dict[str, str]) -> tuple[bytes, int]:
        files.update(change)
        written.clear()
        (data,) = word_files(tmp_path, files, today, memo=memo).values()
        return data, len(written)

    first = again({})
    assert first[1] == 1
    assert again({}) == (first[0], 0)
    assert again({"about/guide.md": files["about/guide.md"] + "更新。\n"}) == (first[0], 0)
    assert again({"requests/2022.yml": request.format(n=3)}) == (first[0], 0), "the same numbers"
    more = again({"requests/2022.yml": request.format(n=2) + request.format(n=4).replace("A", "B")})
    assert more[1] == 1 and more[0] != first[0]
    assert again({"reports/2022.md": files["reports/2022.md"] + "\n按期。\n"})[1] == 1


def test_the_same_words_are_the_same_bytes(tmp_path: Path) -> None:
    files = {"reports/2022.md": REPORT.format(year=2022, day="2023-01-20", more="")}
    days = [date(2023, 3, 1), date(2024, 3, 1)]
    assert word_files(tmp_path / "a", files, days[0]) == word_files(tmp_path / "b", files, days[1])
