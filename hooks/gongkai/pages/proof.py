"""留痕存证: the log of releases, and how to check a page. What it says of the log is filled in when the release is entered
in it, so the page stands beside the manifest, as the log does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.pages.context import Context, page_templates
from gongkai.pages.site import Page, index_page
from gongkai.proofs.log import LogEntry
from gongkai.proofs.notes import PublicKey
from gongkai.proofs.published import FOLDER, VERIFIER
from gongkai.proofs.witnessed import Witness

PROOF_PAGE = f"{FOLDER}index.html"
_SHOWN = 30
_FILLED = re.compile(rb"(?s)<section data-gk-log>.*?</section>")


@dataclass(frozen=True)
class ShownLog:
    """What the page says of a log."""

    entries: Sequence[LogEntry]
    origin: str
    key: PublicKey | None
    """Whose signature is on it; None: nobody's."""
    witnesses: Sequence[Witness]


def proof_page(context: Context) -> Page:
    """The page, without what is filled in."""
    html = context.render("proof.html", FOLDER, verifier=VERIFIER.name)
    said = "每次更新网站都登记在只能往后添的登记簿里；任何人可以核对一页是不是这样公开过、在什么时候。"
    return Page(FOLDER, index_page(FOLDER), "留痕存证", html, said)


def with_log(page: bytes, log: ShownLog) -> bytes:
    """The finished page with what there is to say of the log, in the place of what was said before."""
    count = len(log.entries)
    rows = list(enumerate(log.entries, 1))[: -_SHOWN - 1 : -1]
    html = (
        page_templates()
        .get_template("proof_log.html")
        .render(log=log, rows=rows, count=count, latest=log.entries[-1], older=count - len(rows))
    )
    return _FILLED.sub(lambda _place: f"<section data-gk-log>{html}</section>".encode(), page, count=1)
