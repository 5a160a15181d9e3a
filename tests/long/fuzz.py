"""Coverage-guided fuzzing with atheris: `python -m tests.long.fuzz front|markdown|rules CORPUS [libFuzzer's options]`.

Whatever bytes an editor commits, there is a document or a finding: no exception, no more than libFuzzer's bounds of
time and memory for one input. `test_fuzz.py` runs all three.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["gongkai", "markdown", "yaml"]):
    from gongkai.exports import api_files, report_files
    from gongkai.model import Library, build_library
    from gongkai.pages import make_site
    from gongkai.rules import judge
    from gongkai.safety.attachments import examine_all
    from gongkai.search import search_files
    from gongkai.settings import Settings, read_settings
    from gongkai.source import Scan, limits, read_folder
    from gongkai.source.folder import Scanned, read_source
    from gongkai.text import SectionTexts, convert_all
    from gongkai.text.convert import convert_to_outline

ROOT = Path(__file__).parents[2]
PATH = "policies/2026/digital-skills-voucher.md"
"""What the fuzzed bytes are taken for; its interpretation stands beside it."""
BESIDE = f"interpretations/{PATH.removeprefix('policies/')}"


def front(data: bytes) -> None:
    """Bytes as a file: cut, decoded, its front matter understood."""
    read_source(PATH, data)


def markdown(data: bytes) -> None:
    """Bytes as a body, if the limits let it in."""
    body = data.decode("utf-8", "replace")
    if limits.refusal(body) is None:
        convert_to_outline(body, "")


def rules(data: bytes) -> None:
    """Bytes as a policy of a section: typed, converted, judged by every rule; each finding sits on a line, and without
    one that stops a build, all pages and files can be made."""
    beside = (ROOT / "content" / BESIDE).read_bytes()
    files = (Scanned(PATH, data, digest=b"1"), Scanned(BESIDE, beside, digest=b"2"))
    scan = Scan(ROOT / "content", files, frozenset(), "")
    folder = read_folder(scan)
    library = build_library(folder, _settings())
    texts = convert_all(library)
    attached = examine_all(ROOT / "content", library.others, _settings().limits)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    findings = judge(library, texts, _settings(), None, attached)
    for finding in findings:
        assert finding.path != PATH or 1 <= finding.line <= lines, finding
    if not any(finding.path in (PATH, BESIDE) and finding.severity == "error" for finding in findings):
        _make(library, texts)


def _make(library: Library, texts: SectionTexts) -> None:
    """Every page and every file for machines, as a build makes them: what is let through must come out."""
    for page in make_site(library, texts, _settings()).pages:
        page.page()
    for make in (search_files, api_files, report_files):
        for _path, data in make(library, texts, _settings()):
            assert isinstance(data, bytes)


_known: list[Settings] = []


def _settings() -> Settings:
    if not _known:
        _known.append(read_settings(ROOT / "mkdocs.yml"))
    return _known[0]


if __name__ == "__main__":
    target = {"front": front, "markdown": markdown, "rules": rules}[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
