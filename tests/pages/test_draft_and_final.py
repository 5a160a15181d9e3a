"""A docket shows what its draft became: changes clause by clause, and which opinions were taken up."""

from datetime import date
from pathlib import Path

from tests import whole_section as whole
from tests.faults import variant
from tests.pages.test_pages import page, site_of

URL = "decisions/2024/job-subsidy/"
FOLD = "从草案到正式文件，改了什么"
DRAFT = """### 一、补贴对象

招用登记失业人员并缴纳社会保险费满六个月的企业。

### 二、补贴标准

（一）标准为每人1500元。

| 对象 | 标准 |
| --- | --- |
| 登记失业人员 | 每人1500元 |"""
FINAL = ("| 对象 | 标准 |", "（一）标准为每人2000元。\n\n| 对象 | 标准 |")


def docket(folder: Path, draft: str = DRAFT, today: date = whole.TODAY) -> str:
    told = ("招用登记失业人员的，按每人1500元补贴。", draft)
    named = ("建议标准提高到3000元。", "建议将二（一）的标准提高到3000元。")
    changed = {whole.DECIDED: variant(whole.DECIDED, told, named), whole.JOB: variant(whole.JOB, FINAL)}
    return page(site_of(folder, today, changed), URL).html


def test_a_draft_is_compared_with_what_was_decided(tmp_path: Path) -> None:
    fold = docket(tmp_path).split(FOLD)[1].split("</details>")[0]
    assert "删去：</span>六" in fold
    assert "新增：</span>三" in fold
    assert "删去：</span>1500" in fold
    taken, _, changes = fold.partition('class="gk-redline__list"')
    assert "建议扩大到个体工商户" in taken
    assert "建议一次发放三年" not in taken, "it was declined"
    assert "见二（一）的改动</a>" in taken.split("提高到3000元")[1]
    targets = {one.split('"')[0] for one in taken.split('href="#')[1:]}
    assert targets and all(f'id="{target}"' in changes for target in targets)


def test_a_draft_that_only_says_what_to_change_is_not_compared(tmp_path: Path) -> None:
    assert FOLD not in docket(tmp_path, "将现行标准上调三分之一。")


def test_nothing_of_the_final_text_is_told_before_it_is_out(tmp_path: Path) -> None:
    before = docket(tmp_path, today=date(2024, 3, 19))
    assert FOLD not in before
    assert "三个月" not in before
