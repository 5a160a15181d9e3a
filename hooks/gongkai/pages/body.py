"""A body's HTML made ready for its page: what scrolls can be reached, what a stylesheet needs is marked."""

import re
from html import escape

from gongkai.model import Policy
from gongkai.model.document import Document
from gongkai.text import Heading, Text
from gongkai.text.convert import plain

_PIECE = re.compile(
    r"<h(?P<level>[2-6])(?P<attributes>[^>]*)>(?P<heading>.*?)</h(?P=level)>"
    r"|(?P<table><table\b.*?</table>)"
    r'|<figure class="gk-diagram">(?P<svg><svg\b[^>]*?\swidth="(?P<width>\d+)[^>]*>)',
    re.S,
)
_WIDE = 520
"""Pixels from which a drawing would have illegible letters if a phone showed it whole."""

_HEADING = re.compile(r'<h([23])\b[^>]*?\bid="([^"]*)"[^>]*>(.*?)</h\1>', re.S)
_ALIGN = re.compile(r'(<t[hd])( [^>]*?)?\balign="(left|center|right)"')
_ADDRESSEE = re.compile(r"\A(\s*)<p>(?=[^<]{1,120}[：:]</p>)")
_SIGNED = re.compile(r"<p>(?P<issuer>[^<]{2,60})</p>\s*<p>(?P<day>\d{4}年\d{1,2}月\d{1,2}日)</p>")


def outline(html: str) -> tuple[Heading, ...]:
    """The headings of a whole page, for its list of contents: those of the text and those around it."""
    found = _HEADING.finditer(html)
    return tuple(Heading(int(match[1]), match[2], plain(match[3]), 0, False) for match in found)


def dressed(html: str, document: Document, text: Text) -> str:
    """The fragment with its tables and diagrams in regions that the keyboard can scroll, named after the
    heading they stand under; questions marked, and a policy's addressee and signature set as in 公文."""
    questions = {question.id for question in text.questions}
    named: dict[str, int] = {}
    under = document.title

    def dress(match: re.Match[str]) -> str:
        nonlocal under
        if match["level"]:
            under = plain(match["heading"])
            id_ = re.search(r'\bid="([^"]*)"', match["attributes"])
            asked = id_ and id_[1] in questions and "class=" not in match["attributes"]
            return (
                match[0].replace(f"<h{match['level']}", f'<h{match["level"]} class="gk-asked"', 1)
                if asked
                else match[0]
            )
        kind = "表格" if match["table"] else "图示"
        name = f"{kind}：{under}"
        named[name] = number = named.get(name, 0) + 1
        label = escape(f"{name}（{number}）" if number > 1 else name)
        if match["table"]:
            return f'<div class="gk-table" role="region" aria-label="{label}" tabindex="0">{_aligned(match[0])}</div>'
        wide = " gk-diagram--wide" if int(match["width"]) > _WIDE else ""
        return f'<figure class="gk-diagram{wide}" aria-label="{label}" tabindex="0">{match["svg"]}'

    html = _PIECE.sub(dress, html)
    return _as_official(html, document) if isinstance(document, Policy) else html


def _aligned(table: str) -> str:
    """Columns aligned by class: the attribute is no longer HTML, and a style would break the content policy."""
    return _ALIGN.sub(lambda match: f'{match[1]}{match[2] or " "}class="gk-{match[3]}"', table)


def _as_official(html: str, policy: Policy) -> str:
    """GB/T 9704-2012 §7.3.2 (主送机关 flush left) and §7.3.5 (署名 and 成文日期 to the right)."""

    def sign(match: re.Match[str]) -> str:
        if plain(match["issuer"]) not in policy.issuer:
            return match[0]
        return f'<p class="gk-sign">{match["issuer"]}<br>{match["day"]}</p>'

    return _SIGNED.sub(sign, _ADDRESSEE.sub(r'\1<p class="gk-to">', html, count=1))
