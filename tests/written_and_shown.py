"""How often each letter and digit stands in a body, and how often its page shows it: counted, not compared in order,
and with nothing of the product's own code, so that both can be wrong only independently of each other."""

import html
import re
from collections import Counter

from lxml import html as lxml_html

_UNSEEN = re.compile(
    r"(?P<code>(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`))"  # shown, whatever is in it
    r"|<!--(?:(?!<!--).)*?-->"  # comments
    r"|^```mermaid$.*?^```$"
    r"|^[ >]*(?:`{3,}|~{3,})[^\n]*$"  # where fences begin and end
    r"|(?<=\])\((?:(?!\n\n)[^()]|\([^()\n]*\))*\)|(?<=\])\[[^\]\n]*\]"  # addresses of links
    r"|^[ ]{0,3}\[[^\]\n^]+\]:[ ]*<?(?:https?:|/|\.|#|[\w./-]+\.\w+)[^\n]*$"
    r"|\{:?[ ]*[#.][^{}\n]*\}|\{:[^{}\n]*\}"  # attributes
    r"|\[\^[^\]\n]*\](?:[:：])?"  # numbers of notes
    r"|</?[a-zA-Z][\w:-]*(?:\s[^<>\n]*)?/?>"  # tags
    r"|^[!！]{3}[ \t]*[a-z][\w -]*(?=[ \t]*(?:$|[\"“]))",  # kinds of notes
    re.M | re.S,
)


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no XML may hold; a rule of its own tells it."""


def written(body: str) -> Counter[str]:
    """The letters and digits of a body that are to be seen."""
    body = re.sub(r"\\&\\#(\d+);", r"&#\1;", body)  # how Feishu exports them
    text = lxml_html.fragment_fromstring(
        _escaped(_UNSEEN.sub(_seen, _CONTROL.sub("", body))), create_parent="p"
    ).text_content()
    return Counter(sign for sign in text if sign.isalnum())


def _seen(found: re.Match[str]) -> str:
    return html.escape(found["code"]) if found["code"] else " "


def shown(page: str, body: str = "") -> Counter[str]:
    """The letters and digits that a page shows, the numbers of its lists among them."""
    if not page.strip():
        return Counter()
    tree = lxml_html.fragment_fromstring(_CONTROL.sub("", page), create_parent="div")
    for unseen in tree.xpath(
        '//a[contains(@class, "footnote-backref")] | //sup[starts-with(@id, "fnref")] | //comment()'
        " | //svg"  # drawn from what is not counted
    ):
        unseen.drop_tree()
    for title in tree.xpath('//p[@class="admonition-title"]'):
        if title.text in ("提示", "说明", "注意") and title.text not in body:
            title.drop_tree()
    for image in tree.xpath("//img"):
        image.tail = image.get("alt", "") + (image.tail or "")
    numbers = "".join(_numbers(tree))
    return Counter(sign for sign in tree.text_content() + numbers if sign.isalnum())


def _numbers(tree: lxml_html.HtmlElement) -> list[str]:
    found = []
    for ordered in tree.xpath('//ol[not(parent::div[@class="footnote"])]'):
        number = int(ordered.get("start", "1")) - 1
        for item in ordered.xpath("./li"):
            number = int(item.get("value", number + 1))
            found.append(str(number))
    return found


def _escaped(text: str) -> str:
    return re.sub(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+[a-zA-Z0-9]*);)", "&amp;", text).replace("<", "&lt;")


def seen(page: str) -> str:
    """A page as a reader sees it, on one line: blocks apart by ` / `, cells by ` ¦ `, items with their numbers."""
    tree = lxml_html.fragment_fromstring(page or "<p></p>", create_parent="div")
    for back in tree.xpath('//a[contains(@class, "footnote-backref")]'):
        back.drop_tree()
    for number in tree.xpath('//sup[starts-with(@id, "fnref")]'):
        number.text = f"[{number.text_content()}]"
        for inner in number:
            number.remove(inner)
    return " / ".join(filter(None, (" ".join(block.split()) for block in _blocks(tree))))


_HOLDS_BLOCKS = ("div", "blockquote", "ul", "ol", "dl", "table", "thead", "tbody", "section")


def _blocks(element: lxml_html.HtmlElement, sign: str = "") -> list[str]:
    found: list[str] = []
    words = sign + (element.text or "")
    number = int(element.get("start", "1")) - 1
    for child in element:
        name = child.tag
        if name == "tr":
            found.append(" ¦ ".join(" ".join(cell.text_content().split()) for cell in child))
        elif name == "hr":
            found += [words, "———"]
            words = ""
        elif name == "br":
            found.append(words)
            words = ""
        elif name == "li":
            number = int(child.get("value", number + 1))
            found += _blocks(child, f"{number}. " if element.tag == "ol" else "• ")
        elif name in _HOLDS_BLOCKS:
            found += [words, *_blocks(child, "> " if name == "blockquote" else "")]
            words = ""
        elif name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "pre"):
            mark = "#" * int(name[1]) + " " if name[0] == "h" else ""
            inner = _blocks(child, words + mark)
            found += inner
            words = ""
        else:
            words += {"strong": "**", "em": "*", "code": "`"}.get(name, "")
            words += child.text_content() if name != "img" else f"[{child.get('alt')}]"
            words += {"strong": "**", "em": "*", "code": "`"}.get(name, "")
        words += child.tail or ""
    return [*found, words]
