"""The folder where an editor drops files, so that no path needs to be typed."""

from pathlib import Path

from gongkai.editing.importing.formats import READERS
from gongkai.findings import WrongUse
from gongkai.settings import Settings

INBOX = "收件箱"


def inbox_files(settings: Settings) -> list[Path]:
    """The documents in the inbox beside the settings, annexes (附件…) left to the documents that name them.

    Raises `WrongUse`, and makes the folder, when there is nothing to import.
    """
    folder = settings.config_file.parent / INBOX
    folder.mkdir(exist_ok=True)
    found = [
        file
        for file in sorted(folder.iterdir())
        if file.is_file()
        and not file.name.startswith((".", "~$", "附件"))
        and (file.suffix.lower() in READERS or file.suffix.lower() in (".doc", ".wps"))
    ]
    if not found:
        raise WrongUse(f"“{INBOX}”文件夹是空的：把 Word 文件放进 {folder} 再运行一次，或者在命令后面写上文件")
    return found
