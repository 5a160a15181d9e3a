"""Two sites of the same content, made by two versions: what differs but is named in the changelog, and what is lost."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

SEARCH = "One search: below exact hits"
NAMED = {
    r".*\.html": "Every page's bytes have changed",
    r"search/.*|assets/search(-index|-files|-meaning)?\.(js|css)|assets/inflate\.js": SEARCH,
    r"assets/(gongkai|record)\.css": "Phones from Chrome 70 and iOS 12 on keep labels, lists and buttons",
    r"assets/easy\.js": "folded answers were not printed by Chrome before 131",
    r"sitemap\.xml(\.gz)?": "数据开放 (`open-data/`) names every file",
    r"api/v1/inspection\.csv|inspection/inspection\.docx": "检查指标对照 (`inspection/`",
    r"api/v1/schema/documents\.json": "in pages and `documents.json` (`ways`)",
    r"proof/.*|api/v1/schema/manifest\.json": "留痕存证 (`proof/`)",
}
"""Files of the site whose bytes this version changed, and the words of CHANGELOG.md that say so."""
OTHER_WORDS = {
    r"requests/\S* (个工作日，|用时是|按期答复率是).*": "a pause spares 15 working days at most",
    r"reports/\d+/index\.html (总计（件）|勾稽关系：.*登记数据不记载.*)": "every row of the national format",
    r"policies/\S+ (.*起受理(，.*截止)?|受理已于.*截止|文件已经不再执行，停止受理)": "pages say 申请 where they said 受理",
    r"search/index\.html .*": SEARCH,
    r"(topics|audiences)/\S+ 与“.*”有关的政策文件、政策解读和决策档案，现行的在前。共": "lists by topic and audience have them too",
    r"statutory/index\.html \S+：现行政策、解读和决策": "lists by topic and audience have them too",
}
"""What pages say in other words now, and the words of CHANGELOG.md that say so."""
MENDED = (("书面征求第三方意见", "征求第三方意见"),)
"""What the editor of `test_upgrade_of_many` mends, as pages and calendars show it."""
OF_THE_RUN = {"commit", "release", "product"}
"""What `status.json` says of the build itself."""


def tree(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def differing(before: Path, after: Path) -> list[str]:
    """Files of two sites whose bytes differ, but for what CHANGELOG.md names."""
    old, new = _comparable(before), _comparable(after)
    return sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def _comparable(site: Path) -> dict[str, object]:
    files: dict[str, object] = {path: data for path, data in tree(site).items() if not _named(path)}
    status = json.loads((site / "status.json").read_bytes())
    files["status.json"] = {key: value for key, value in status.items() if key not in OF_THE_RUN}
    files["calendar.ics"] = mended((site / "calendar.ics").read_bytes().decode().replace("\r\n ", ""))
    manifest = json.loads((site / "api/v1/manifest.json").read_bytes())
    del manifest["count"]
    own = {"status.json", "calendar.ics"}
    rows = [row for row in manifest.pop("files") if row["path"] not in own and not _named(row["path"])]
    files["api/v1/manifest.json"] = manifest, rows
    return files


def _named(path: str) -> bool:
    return any(re.fullmatch(pattern, path) for pattern in NAMED)


def mended(text: str) -> str:
    for old, new in MENDED:
        text = text.replace(old, new)
    return text


def lost(before: Path, after: Path, *, lists: bool = True) -> Iterator[str]:
    """Files, rows of the interface, words of pages and of documents' bodies that were out, and are no more.

    `lists`: whether pages that are no document's are compared too.
    """
    yield from sorted(tree(before).keys() - tree(after).keys() - _search_files(before))
    for name, key in (("documents", "path"), ("questions", "id")):
        old, new = (json.loads((site / f"api/v1/{name}.json").read_bytes())[name] for site in (before, after))
        yield from _lost_of_rows(old, {row[key]: row for row in new}, key)
    for page in _pages(before, lists=lists):
        if (after / page).is_file():
            for told in _lost_of_page(page, _parsed(before / page), _parsed(after / page)):
                if not any(re.fullmatch(pattern, told) for pattern in OTHER_WORDS):
                    yield told
    addresses = ((site / "sitemap.xml").read_text(encoding="utf-8") for site in (before, after))
    was, now = (set(re.findall("<loc>(.*?)</loc>", text)) for text in addresses)
    yield from (f"sitemap.xml {address}" for address in sorted(was - now))


def _pages(site: Path, *, lists: bool) -> list[str]:
    if lists:
        return [path for path in sorted(tree(site)) if path.endswith(".html")]
    rows = json.loads((site / "api/v1/documents.json").read_bytes())["documents"]
    return [row["path"].removesuffix(".md") + "/index.html" for row in rows]


def _search_files(site: Path) -> set[str]:
    """They are named after what is in them."""
    return {path for path in tree(site) if path.startswith("search/") and not path.endswith(".html")}


def _lost_of_rows(old: list[dict[str, Any]], new: dict[str, dict[str, Any]], key: str) -> Iterator[str]:
    for row in old:
        # what follows from others may differ; the rest is what the documents say
        fields = row.keys() - {"hash", "updated", "status"}
        yield from (f"{row[key]} {one}" for one in fields if new.get(row[key], {}).get(one) != row[one])


def _lost_of_page(place: str, old: LexborNode | None, new: LexborNode | None) -> Iterator[str]:
    """Words that the page says nowhere any more, and texts and answers without a word or with words in another order."""
    if old is None:
        return
    shown = "" if new is None else "".join(_words(new))
    yield from (f"{place} {word}" for word in _words(old) if word not in shown)
    for part in (".gk-text", ".gk-answer"):
        was, now = ([_words(one) for one in (main.css(part) if main else [])] for main in (old, new))
        if len(was) > len(now) or not all(map(_says_all, was, now)):
            yield f"{place} {part}"


def _says_all(old: list[str], new: list[str]) -> bool:
    """Whether the words of the one stand in the other, in their order; a notice may stand among them."""
    rest = iter(new)
    return all(word in rest for word in old)


def _parsed(page: Path) -> LexborNode | None:
    """What a page says, without the frame."""
    return LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("main")


def _words(part: LexborNode) -> list[str]:
    return mended(part.text(separator=" ")).split()
