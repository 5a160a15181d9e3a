"""GK504: a page that would fetch something from another host."""

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import urlsplit

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.rules.rule import Case, Rule


def check(document: Document, case: Case) -> Iterator[Violation]:
    """An image, style or anything else that a browser fetches by itself, from another host; links may lead out.

    Why: the other host learns who reads what, and can change what they see.
    """
    own = urlsplit(case.settings.site_url).netloc
    loads = (load for load in case.text(document).safety.loads if not own or _host(load.address) != own)
    for line, ones in groupby(sorted(loads, key=lambda one: one.line), key=lambda one: one.line):
        what = "、".join(dict.fromkeys(f"“{one.address[:60]}”" for one in ones))
        yield document.body_violation(line, f"网页会从别的网站装载{what}")


def _host(address: str) -> str:
    try:
        return urlsplit(address.strip()).netloc
    except ValueError:
        return ""


RULE = Rule(
    code="GK504",
    name="external-resource",
    title="从别的网站装载内容",
    says="网页会从别的网站装载图片、样式或其他内容；普通链接不在此列。",
    basis=law.SITE_SELF_CONTAINED,
    fix="把图片等文件放进内容文件夹，用相对位置引用；只是指路的，改成链接。",
    check=check,
    waivable=False,
    subjects=(Document,),
    drafts=True,
)
