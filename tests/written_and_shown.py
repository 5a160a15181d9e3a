"""How often each letter and digit stands in a body, and how often its page shows it: counted, not compared in order,
and with nothing of the product's own code, so that both can be wrong only independently of each other."""

import re
from collections import Counter

from lxml import html as lxml_html

_UNSEEN = re.compile(
    r"<!--(?:(?!<!--).)*?-->"  # comments
    r"|^\s*(?:`{3,}|~{3,})[^\n]*$"  # where fences begin and end
    r"|(?<=\])\([^()\n]*\)|(?<=\])\[[^\]\n]*\]"  # addresses of links
    r"|^[ ]{0,3}\[[^\]\n^]+\]:[ ]*<?(?:https?:|/|\.|#|[\w./-]+\.\w+)[^\n]*$"
    r"|\{:?[ ]*[#.][^{}\n]*\}|\{:[^{}\n]*\}"  # attributes
    r"|\[\^[^\]\n]*\](?:[:：])?"  # numbers of notes
    r"|</?[a-zA-Z][\w:-]*(?:\s[^<>\n]*)?/?>"  # tags
    r"|^[!！]{3}[ \t]*[a-z][\w -]*(?=[ \t]*(?:$|[\"“]))",  # kinds of notes
    re.M | re.S,
)


def written(body: str) -> Counter[str]:
    """The letters and digits of a body that are to be seen."""
    return Counter(sign for sign in lxml_html.fromstring(f"<p>{_escaped(_UNSEEN.sub(' ', body))}</p>").text_content() if sign.isalnum())


def shown(page: str) -> Counter[str]:
    """The letters and digits that a page shows, the numbers of its lists among them."""
    if not page.strip():
        return Counter()
    tree = lxml_html.fragment_fromstring(page, create_parent="div")
    for unseen in tree.xpath('//a[contains(@class, "footnote-backref")] | //sup[starts-with(@id, "fnref")] | //comment()'):
        unseen.drop_tree()
    for title in tree.xpath('//p[@class="admonition-title"]'):
        if title.text in ("提示", "说明", "注意"):
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
