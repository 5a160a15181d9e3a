"""GK503: markup that could run, disguise or send something."""

from collections.abc import Iterator
from itertools import groupby

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.rules.rule import Case, Rule


def check(document: Document, case: Case) -> Iterator[Violation]:
    """Something outside the allow-list (text/markup.py), judged on the converted body.

    Why: whoever can write a page could otherwise run a program in every reader's browser.
    """
    found = sorted(case.text(document).safety.unsafe, key=lambda one: one.line)
    for line, ones in groupby(found, key=lambda one: one.line):
        what = "、".join(dict.fromkeys(one.what for one in ones))
        yield document.body_violation(line, f"正文里有不能发布的标记：{what}")


RULE = Rule(
    code="GK503",
    name="unsafe-markup",
    title="含有不安全的标记",
    says="正文转成网页后，含有脚本、事件属性、表单、内嵌框架、样式、javascript: 地址等许可清单以外的标记。",
    basis=law.SITE_SAFE,
    fix="改用 Markdown 的写法（标题、列表、表格、链接、图片）；需要办理的，链接到办事系统。",
    check=check,
    waivable=False,
    subjects=(Document,),
    drafts=True,
)
