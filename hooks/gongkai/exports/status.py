"""`status.json`: what is live, for whoever watches whether the site is still built every night.

Two builds of one commit and one given day have the same to say, so it is a file of the release like any other. The
moment of the build is told only where the clock, and nobody else, said which day it is.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongkai.exports.json_output import VERSION, as_bytes, root_of
from gongkai.exports.manifest import MANIFEST, WrittenFile, is_beside
from gongkai.model import Library, Waiver, open_data
from gongkai.model.kinds import kind_of
from gongkai.package import VERSION as PRODUCT
from gongkai.report import Report
from gongkai.settings import Settings
from gongkai.source import git_line

STATUS = open_data.STATUS.path


def status(files: Mapping[str, WrittenFile], library: Library, report: Report, settings: Settings) -> bytes:
    """The status of a release of these files. Findings on what is not out are not even counted."""
    head = "rev-parse", "--verify", "--quiet", "HEAD^{commit}"
    findings = _counted(library, report)
    commit = git_line(settings.content, *head) if settings.ask_git else ""
    return as_bytes(
        {
            "$schema": f"{root_of(settings)}api/v1/schema/status.json",
            "version": VERSION,
            "commit": commit or None,
            "day": settings.today.isoformat(),
            "built": settings.now.isoformat(timespec="seconds") if settings.now else None,
            "release": _name((path, entry.digest.hex()) for path, entry in files.items()),
            "product": PRODUCT,
            "findings": findings,
        }
    )


def merged_status(first: bytes, files: Iterable[tuple[str, str]]) -> bytes:
    """The status of a site that was built in shares, from that of the first one; `files`: all, with their SHA-256."""
    told: dict[str, Any] = json.loads(first)
    return as_bytes(told | {"release": _name(files)})


def _name(files: Iterable[tuple[str, str]]) -> str:
    """A release is named after its files, as `sha256sum` would list them, but for those that tell of the others."""
    told = ((path, digest) for path, digest in sorted(files) if path not in (STATUS, MANIFEST))
    lines = (f"{digest}  {path}\n" for path, digest in told if not is_beside(path))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _counted(library: Library, report: Report) -> dict[str, int]:
    places = set(_hidden_waivers(library, report))
    told = [
        finding
        for finding in report.findings
        if not _is_hidden(finding.path, library, report) and (finding.path, finding.line) not in places
    ]
    waived = sum(finding.waived_by is not None for finding in told)
    let_through = sum(finding.let_through for finding in told)
    return {"let_through": let_through, "warnings": len(told) - waived - let_through, "waived": waived}


def _is_hidden(path: str, library: Library, report: Report) -> bool:
    """Whether a path is that of a withheld document, or of a file besides documents: it may belong to one, or be a draft
    that lies where no kind has its place."""
    return (
        path in report.withheld
        or path in library.others
        or (path.endswith((".md", ".yml")) and kind_of(path) is None)
    )


def _hidden_waivers(library: Library, report: Report) -> Iterator[tuple[str, int]]:
    """The lines of waivers for what is hidden."""
    for placed in library.entries(Waiver):
        if _is_hidden(placed.entry.path, library, report):
            yield placed.path, placed.line()
            yield from ((placed.path, placed.line(name)) for name in Waiver.model_fields)
