"""`import` keeps every character, signs and marks too: what a source says is in the Markdown or in the list of what was left out.

The source is read by other means than the product's. LibreOffice, where it is installed, saves and prints each document again.
"""

import html
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as pages

from gongkai.building.pipeline import read_library_of
from gongkai.editing.importing import Wishes, import_files
from gongkai.settings import Settings
from tests.documents.makes import MAKES
from tests.documents.varieties import VARIETIES
from tests.editing.test_import import settings
from tests.editing.test_import_whole import paragraphs_of
from tests.rows import mostly_long

__all__ = ["settings"]

_OFFICE = shutil.which("soffice")
_FORMS = {
    "docx": "docx:MS Word 2007 XML",
    "pdf": "pdf",
    "html": "html:HTML:EmbedImages",
    "txt": "txt:Text (encoded):UTF8",
}
_SUBJECT = "policies/2024/shirenshe-121.md"
_OURS = re.compile(r"<br>|</?(?:su[bp]|s|table|thead|tbody|tr|t[hd]|colgroup|col|p|a|strong|em)\b[^>]*>")
_MARKDOWN = re.compile(r"[\s\\*_|#>`\-:\ue000-\uf8ff\u00ad\u200b]|\[\^\d+\]")
_LEADS = re.compile(r"^\s*(?:[一二三四]、|问\d：)|答：")
"""Numbers of questions and the word before an answer: headings take their place."""


def signs(text: str) -> str:
    """Every character but blanks and those by which Markdown marks, in one width."""
    return _MARKDOWN.sub("", unicodedata.normalize("NFKC", html.unescape(_OURS.sub("", text))))


def pieces(file: Path) -> Iterator[str]:
    if file.suffix != ".html":
        yield from paragraphs_of(file)
        return
    page: Any = pages.document_fromstring(file.read_bytes())
    for node in page.xpath("//head|//style|//script"):
        node.drop_tree()
    for node in page.xpath("//p|//td|//h1|//h2|//h3|//h4|//li"):
        if not node.xpath(".//p"):
            yield node.text_content()


def lost(file: Path, settings: Settings) -> list[str]:
    """What is neither in the Markdown nor told; of a PDF the characters, for it has no paragraphs."""
    done = import_files([file], read_library_of(settings), settings, Wishes(alone=True, interprets=_SUBJECT))
    (document,) = (content.decode() for path, content in done.files.items() if path.endswith(".md"))
    document = re.sub(r"\{#[a-z0-9-]+\}", "", document)
    kept = signs(re.sub(r"<!--.*?-->|  # (?:待补|待核对).*", "", document))
    told = signs("\n".join(done.said))
    said = [_LEADS.sub("", piece) if file.stem == "questions" else piece for piece in pieces(file)]
    if file.suffix == ".pdf":
        gone = Counter("".join(map(signs, said))) - Counter(kept + told)
        return ["".join(gone.elements())] if gone else []
    parts = (
        [part for piece in said for part in re.split(r"(?<=？)", piece)] if file.stem == "questions" else said
    )
    return [part for part in parts if signs(part) not in kept and signs(part) not in told]


def with_subject(settings: Settings) -> Settings:
    """What the question list explains is there."""
    file = settings.content / _SUBJECT
    file.parent.mkdir(parents=True)
    file.write_text(
        "---\ndraft: true\ntitle: 示例区技能人才培养补贴实施办法\npublished: 2024-05-08\n---\n",
        encoding="utf-8",
    )
    return settings


@pytest.mark.parametrize("name", mostly_long(VARIETIES, "questions", "hearing", "revised", "odd_signs"))
def test_no_character_is_lost_in_silence(name: str, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.docx"
    VARIETIES[name]().save(file)
    assert lost(file, with_subject(settings)) == []


@pytest.mark.long
@pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", _FORMS)
def test_nor_where_libreoffice_saved_or_printed_it(form: str, settings: Settings, tmp_path: Path) -> None:
    settings = with_subject(settings)
    made = tmp_path / "made"
    made.mkdir()
    for name, make in {**VARIETIES, **{name: make for name, (_paper, make) in MAKES.items()}}.items():
        make().save(made / f"{name}.docx")
    assert _OFFICE
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [_OFFICE, profile, "--headless", "--convert-to", _FORMS[form], "--outdir", str(tmp_path / form)]
    subprocess.run([*command, *map(str, made.iterdir())], check=True, capture_output=True, timeout=600)
    files = sorted((tmp_path / form).glob(f"*.{form}"))
    assert len(files) == len(VARIETIES) + len(MAKES)
    assert {file.name: gone for file in files if (gone := lost(file, settings))} == {}
