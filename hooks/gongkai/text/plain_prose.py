"""The short way through Markdown for what most of official prose is: headings and paragraphs without other signs.

Python-Markdown tries fourteen kinds of block and fifteen kinds of inline pattern on every paragraph, and walks
through its tree seven times. A line of plain words can match none of them; here it is known for what it is at once,
and several in a row are written as HTML that waits outside of the tree, as raw HTML does, until the tree has become
text. The result is the same to the byte: tests/text/test_plain_prose.py.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from gongkai.text.lines import FIRST_MARK, LAST_MARK

_SIGNS = r"\\`*_\[\]<>&!{}\x02\x03"
"""Every inline pattern of `EXTENSIONS` needs one of these to match, or two spaces before a line's end."""
_INLINE = re.compile(rf"[{_SIGNS}]|  \n")
_PARAGRAPH = re.compile(rf"[{FIRST_MARK}-{LAST_MARK}][^\n|{_SIGNS}]*\Z")
"""One line that begins with a line's mark, so that nothing which must stand at its beginning does."""
_HEADING = re.compile(
    rf"(#{{1,6}})[ \t]*([{FIRST_MARK}-{LAST_MARK}][^\n|#{_SIGNS}]*)(?:(?<= )\{{#([\w-]+)\}}[ \t]*)?\Z"
)
_FOOTNOTES_GO_HERE = "///"
"""What a paragraph begins with that is replaced by the footnotes: it must stay in the tree."""


class PlainProse(Extension):
    """Takes plain paragraphs, headings and texts out of the general way."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Stand before all other processors of blocks, and right before the inline patterns."""
        md.parser.blockprocessors.register(_Blocks(md), "plain_prose", 1000)
        md.treeprocessors.register(_PlainTexts(md), "plain_prose", 20.5)


class _Blocks(BlockProcessor):
    """Plain lines, not within a list, are paragraphs and headings."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self._stash = md.htmlStash

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return not self.parser.state and bool(_PARAGRAPH.match(block) or _HEADING.match(block))

    def run(self, parent: Element, blocks: list[str]) -> bool:
        known = _known(blocks) if parent is self.parser.root else []  # to notes and the like more is added
        if known:
            html = "\n".join(filter(None, known))
            SubElement(parent, "p").text = AtomicString(self._stash.store(html))
            del blocks[: len(known)]
        elif blocks[0].startswith("#"):
            return False
        else:
            SubElement(parent, "p").text = AtomicString(blocks.pop(0))
        return True


def _known(blocks: list[str]) -> list[str]:
    """The HTML of as many blocks as are plain, "" for those that are empty. The last one before another kind of
    block is left in the tree: that may be what makes it the term of a definition."""
    known: list[str] = []
    for block in blocks:
        html = _html(block.lstrip("\n"))
        if html is None:
            while known and not known[-1]:
                known.pop()
            return known[:-1]
        known.append(html)
    return known


def _html(block: str) -> str | None:
    """The HTML of a plain block, None for any other."""
    if not block:
        return ""
    if _FOOTNOTES_GO_HERE in block:
        return None
    if _PARAGRAPH.match(block):
        return f"<p>{block}</p>"
    heading = _HEADING.match(block)
    if heading is None:
        return None
    name, id_ = f"h{len(heading[1])}", f' id="{heading[3]}"' if heading[3] else ""
    return f"<{name}{id_}>{heading[2].rstrip()}</{name}>"


class _PlainTexts(Treeprocessor):
    """Texts that no inline pattern can match are not tried."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and type(text) is str and not _INLINE.search(text):
                element.text = AtomicString(text)
