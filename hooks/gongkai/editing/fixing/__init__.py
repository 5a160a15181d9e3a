"""Safe corrections: what can mean one thing only is set right, and doing it twice changes nothing."""

import difflib
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.editing.fixing.front_matter import Vocabularies, mend_front_matter
from gongkai.editing.fixing.headings import mend_headings
from gongkai.editing.fixing.lines import Line, LineKind, body_start, join_lines, split_lines
from gongkai.editing.fixing.punctuation import in_full_width, with_nested_titles
from gongkai.findings import WrongUse, system_refusal
from gongkai.operating_system import move_file
from gongkai.settings import Settings

_PERMANENT = re.compile(r"\{[^{}]*#[^{}]*\}\s*$")


@dataclass(frozen=True)
class FileCorrection:
    """A file before and after."""

    path: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """What changes, line by line."""
        before, after = self.before.splitlines(), self.after.splitlines()
        told = difflib.unified_diff(before, after, self.path, f"{self.path}（改后）", lineterm="", n=1)
        return "\n".join(told)


def corrected(
    text: str, words: Vocabularies, questions: Mapping[int, str] | None = None, *, data: bool = False
) -> str:
    """A file set right; `data`: it is all YAML, no Markdown.

    `questions`: by line of the body (from 1), the id that a question has and no `{#id}` holds yet: it is
    written down before anything else changes the question's words.
    """
    mark, lines = split_lines(text, data=data)
    start = body_start(lines)
    for number, id_ in (questions or {}).items():
        line = lines[start + number - 1] if start + number - 1 < len(lines) else None
        if line is not None and line.part is LineKind.HEADING and not _PERMANENT.search(line.text):
            line.text = f"{line.text.rstrip()} {{#{id_}}}"
    mend_front_matter(lines, words)
    mend_headings(lines)
    for index, line in enumerate(lines):
        if line.part in (LineKind.PROSE, LineKind.HEADING):
            line.text = in_full_width(with_nested_titles(line.text))
        if line.part is not LineKind.FENCE and not _breaks(lines, index):
            line.text = line.text.rstrip(" \t")
    return join_lines(mark, lines)


def corrections(
    files: Iterable[str], settings: Settings, unnamed: Mapping[str, Mapping[int, str]]
) -> tuple[list[FileCorrection], list[str]]:
    """What can be set right in these files (paths below the content folder), and those that cannot be read.

    `unnamed`: by path, the questions without a permanent id, see `corrected`.
    """
    words = {"topics": settings.topics, "audiences": settings.audiences}
    found, unread = [], []
    for path in files:
        file = settings.content / path
        try:
            before = file.read_bytes().decode()
        except UnicodeDecodeError:
            unread.append(path)
            continue
        after = corrected(before, words, unnamed.get(path), data=path.endswith(".yml"))
        if after != before:
            found.append(FileCorrection(path, before, after))
    return found, unread


def _breaks(lines: list[Line], index: int) -> bool:
    """Whether blanks at the end of a line mean a line break in a paragraph."""
    line, following = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    within = following is not None and following.text.strip() and following.part is LineKind.PROSE
    return bool(within) and line.part is LineKind.PROSE and line.text.endswith("  ")


def write_corrections(found: Iterable[FileCorrection], content: Path) -> None:
    """Write files in one step each: a crash leaves the old one or the new. Raises `WrongUse` for a file that cannot be
    written to."""
    for correction in found:
        target = content / correction.path
        fresh: Path | None = None
        try:
            with tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=".fix-", delete=False) as file:
                fresh = Path(file.name)
                file.write(correction.after.encode())
            fresh.chmod(target.stat().st_mode)
            move_file(fresh, target)
        except OSError as problem:
            if fresh:
                fresh.unlink(missing_ok=True)
            said = f"{correction.path} 写不进去（{system_refusal(problem)}），可能正在别的程序里打开着，或者是只读的"
            raise WrongUse(f"{said}；这个文件没有改，处理好以后再运行一次") from problem
