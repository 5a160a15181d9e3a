"""What Markdown's library reads into a text that is not meant so, taken out of it."""

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor

DEFAULT_TITLES = {
    "note": "提示",
    "info": "说明",
    "tip": "小贴士",
    "important": "重要",
    "warning": "注意",
    "caution": "注意",
    "danger": "警告",
    "example": "举例",
    "question": "问",
    "quote": "摘录",
}
"""Titles of notes that are written without one."""

BACKSLASHED = "~<'\"$@^="
"""Signs that others, pandoc first, write a backslash before, and that the library leaves as they are written."""

_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}=]+)"
_FIRST = rf"#[^\s{{}}]+|\.[A-Za-z_-][\w-]*|[A-Za-z][\w:-]*={_VALUE}"
_MORE = rf"(?:{_FIRST}|[A-Za-z][\w-]*)"
_ATTRIBUTES = rf"\{{(?=[:#.]|[ ]*[#.])\:?[ ]*((?:{_MORE})(?:[ ]+{_MORE})*[ ]*)\}}"
"""Attributes in braces: `{#id}`, `{.class}`, `{: key=value}`; other words in braces are words."""


class AsWritten(Extension):
    """No code by indentation, no attributes from any words in braces, Chinese titles of notes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Replace what the library has under these names."""
        md.parser.blockprocessors.deregister("code")
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *BACKSLASHED]
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)
        md.parser.blockprocessors.register(_Notes(md.parser), "admonition", 105)


class _Attributes(AttrListTreeprocessor):
    HEADER_RE = re.compile(rf"[ ]+{_ATTRIBUTES}[ ]*$")  # type: ignore[misc]  # meant to be replaced
    BLOCK_RE = re.compile(rf"\n[ ]*{_ATTRIBUTES}[ ]*$")  # type: ignore[misc]  # meant to be replaced
    INLINE_RE = re.compile(rf"^{_ATTRIBUTES}")  # type: ignore[misc]  # meant to be replaced


class _Notes(AdmonitionProcessor):
    def get_class_and_title(self, match: re.Match[str]) -> tuple[Any, Any]:
        """The library's own, but for the title of a note that has none."""
        kind, title = super().get_class_and_title(match)
        return kind, title if match[2] is not None else DEFAULT_TITLES.get(kind.split(" ", 1)[0], title)
