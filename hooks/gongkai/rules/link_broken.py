"""GK601: a link within the section that leads nowhere, or to what is not out yet."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote, urlsplit

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.model.addresses import Address, inner_address
from gongkai.model.document import is_draft
from gongkai.model.misspellings import corrected_path, likely_target
from gongkai.rules.files import file_references, near_file
from gongkai.rules.rule import Case, Rule
from gongkai.safety.attachments import ending_of

_EMPTY = re.compile(r"\s*(?:/*|\?|(?:https?|ftp)://[/.]*|(?:https?|ftp):/*|mailto:|tel:)\s*")
_MAIL = re.compile(r"mailto:(?!\s*[^\s@]+@[^\s@]+\.)", re.I)
_TELEPHONE = re.compile(r"tel:(?!.*\d{3})", re.I)
_NO_PICTURE = re.compile(r"\s*(?:mailto|tel):", re.I)
_MEANT_OUTSIDE = re.compile(r"(?:https?|ftp)[:：;/]|www\.", re.I)
_PICTURES = ("png", "jpg", "jpeg", "svg", "gif", "webp")
_MADE = re.compile(
    r"(?:api/v1|search|assets|stylesheets)/"
    r"|(?:(?:.*/)?feed\.xml|calendar\.ics|sitemap\.xml(?:\.gz)?|404\.html|status\.json)\Z"
)
"""What the site has besides pages and attachments: a whole address may lead there."""

_NOTHING = "在圆括号里写上网址，或者目标文件相对本文件的位置；没有目标的，去掉方括号和圆括号，只留文字。"
_PICTURE = f"写图片文件相对本文件的位置，后缀名是 {'、'.join(_PICTURES)}；要链接到它，去掉前面的感叹号。"
_WHOLE = "外部网站的网址要写全，例如 https://www.example.com/；邮箱写 mailto:名称@网站；电话写 tel:号码。"


def check(document: Document, case: Case) -> Iterator[Violation]:
    """An internal link without target, or to a document that is not out when this one is; a link to nothing.

    Why: a dead link is a fault in every inspection of government sites; one to a withheld document
    would give it away.
    """
    day = max(case.today, document.published)
    text = case.text(document)
    dropped = {one.line for one in text.safety.unsafe}
    written = [(link.href, link.line, "链接") for link in text.links]
    written += [(image.src, image.line, "图片") for image in text.images]
    for href, line, what in written:
        if not href and line in dropped:
            continue  # its address may not go out: GK503 says so
        if said := _without_target(href, what):
            yield document.body_violation(line, said, fix=_remedy(href, what))
            continue
        address = case.address(href, document)
        if address is None:
            continue
        inside = inner_address(href, document) is not None
        if not inside and _MADE.match(address.path):
            continue
        said, fix = _what_is_wrong(address, day, case, inside=inside)
        if not said and what == "图片" and inside and ending_of(address.path) not in _PICTURES:
            said = "不是图片文件"
            fix = _PICTURE
        if said:
            concerns = _meant(address.path, case) or corrected_path(address.path)
            yield document.body_violation(line, f"{what}“{href}”{said}", fix=fix, concerns=concerns)


def _without_target(href: str, what: str) -> str:
    """Why a link leads nowhere whatever there is, in Chinese; "" where it may lead somewhere."""
    if _EMPTY.fullmatch(href):
        return f"{what}没有写地址" + (f"，只有“{href.strip()}”" if href.strip() else "，圆括号里是空的")
    if what == "图片" and _NO_PICTURE.match(href):
        return f"图片“{href}”是邮箱或电话，不是图片"
    try:
        parts = urlsplit(href)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return f"{what}“{href}”的网址写错了"
    whole = parts.scheme in ("http", "https", "ftp") or parts.netloc
    if whole and (not re.search(r"\w", host) or (port is None and parts.netloc.endswith(":"))):
        return f"{what}“{href}”的网址写错了：没有网站名"
    if _MAIL.match(href):
        return f"{what}“{href}”不是邮箱地址"
    return f"{what}“{href}”没有电话号码" if _TELEPHONE.match(unquote(href)) else ""


def _remedy(href: str, what: str) -> str:
    """What to do about a link that leads nowhere whatever there is."""
    if _EMPTY.fullmatch(href):
        return _NOTHING
    return _PICTURE if what == "图片" and _NO_PICTURE.match(href) else _WHOLE


def _what_is_wrong(address: Address, day: date, case: Case, *, inside: bool) -> tuple[str, str | None]:
    """What is wrong with an address of the site, and a better remedy than the rule's where there is one."""
    path, library = address.path, case.library
    if path in case.lists or (not inside and f"{path}/" in case.lists):
        return "", None
    if path in library.others:
        given = inside or path in _given_out(case)
        return "" if given else "所指的文件没有在网站上发布", None
    target = library.get(path)
    if target is not None:
        hidden = is_draft(target) or (target.has("published") and not target.public_on(day))
        return f"指向尚未发布的文件（{path}）" if hidden else "", None
    if path in library.unread:
        return "", None
    if f"{path}#{address.anchor}" in library.others:
        return (
            "所指的文件不存在：文件名里的 # 要写成 %23",
            "把链接里的 # 写成 %23；最好给附件改一个没有 # 的名字。",
        )
    fix = _WHOLE if _MEANT_OUTSIDE.match(path.rsplit("/", 1)[-1]) or _MEANT_OUTSIDE.match(path) else None
    if fix is None and (meant := _meant(path, case)):
        fix = f"是不是 {meant}（文件改了名，或者这里写错了字）？写它相对本文件的位置。"
    return "所指的文件不存在" if inside else "是本网站的地址，但本网站没有这个页面", fix


def _meant(path: str, case: Case) -> str:
    """The document or file that a link without target probably means."""
    if corrected_path(path) in {one.place for one in case.misnamed.values()}:
        return ""
    paths = [one.path for one in case.library.documents]
    return likely_target(path, paths) if path.endswith((".md", "/")) else near_file(path, case.library)


def _given_out(case: Case) -> set[str]:
    """The files that go out with documents that are out."""
    out = (one for one in case.library.documents if one.has("published") and one.has("draft"))
    return {file.path for one in out if one.public_on(case.today) for file in file_references(one, case)}


RULE = Rule(
    code="GK601",
    name="link-broken",
    title="链接打不开",
    says="正文里的链接或图片没有写地址，指向不存在的文件或页面，或者指向尚未发布的文件。",
    basis=law.LINKS_KEPT,
    fix="写目标文件相对本文件的位置，例如 ../../policies/2024/job-subsidy.md；尚未发布的，等发布后再加链接。",
    check=check,
    subjects=(Document,),
)
