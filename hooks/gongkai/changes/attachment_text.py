"""The words of an attachment, by the reader that takes such files in: so that its redline tells what a change does to it."""

import tempfile
from pathlib import Path, PurePosixPath

from gongkai.findings import WrongUse

_READABLE = (".docx", ".pdf")


def attachment_lines(path: str, raw: bytes) -> tuple[str, ...] | None:
    """Its paragraphs and rows of tables; None for what cannot be read."""
    from gongkai.editing.importing.blocks import rows, words_of  # noqa: PLC0415 (half a second to load)
    from gongkai.editing.importing.formats import take_in  # noqa: PLC0415

    ending = PurePosixPath(path).suffix.lower()
    if ending not in _READABLE:
        return None
    with tempfile.TemporaryDirectory(prefix="gongkai-redline-") as folder:
        file = Path(folder) / f"file{ending}"
        file.write_bytes(raw)
        try:
            blocks = take_in(file).blocks
        except WrongUse:
            return None
    found = []
    for block in blocks:
        if block.node["t"] == "Table":
            found += ["　".join(words_of(cell[4]) for cell in row).strip() for row in rows(block.node)]
        else:
            found.append(block.text.strip())
    return tuple(line for line in found if line)
