"""The short way through Markdown for what most of official prose is: paragraphs without any sign of Markdown.

Python-Markdown tries fourteen kinds of block and fifteen kinds of inline pattern on every paragraph. A line of
plain words can match none of them; here it is known for what it is at once, which halves the time of a
conversion (measured, docs/performance.md). The result is the same to the byte: tests/test_plain_prose.py.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from gongkai.text.lines import FIRST_MARK, LAST_MARK

_INLINE = re.compile(r"[\\`*_\[\]<>&!{}\x02\x03]|  \n")
"""Every inline pattern of `EXTENSIONS` needs one of these to match."""
_PARAGRAPH = re.compile(rf"[{FIRST_MARK}-{LAST_MARK}][^\n|]*\Z")
"""One line that begins with a line's mark, so that nothing which must stand at its beginning does."""


class PlainProse(Extension):
    """Takes plain paragraphs and plain texts out of the general way."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Stand before all other processors of blocks, and right before the inline patterns."""
        md.parser.blockprocessors.register(_Paragraphs(md.parser), "plain_prose", 1000)
        md.treeprocessors.register(_Texts(md), "plain_prose", 20.5)


class _Paragraphs(BlockProcessor):
    """A plain line, not within a list, is a paragraph."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        return bool(_PARAGRAPH.match(block)) and not self.parser.state and not _INLINE.search(block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = AtomicString(blocks.pop(0))


class _Texts(Treeprocessor):
    """Texts that no inline pattern can match are not tried."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and type(text) is str and not _INLINE.search(text):
                element.text = AtomicString(text)
