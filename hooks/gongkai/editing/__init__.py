"""What helps an editor write: taking in files (`importing`), beginning new ones, mending (`fixing`)."""

from gongkai.editing.importing import Wishes, import_files
from gongkai.editing.inbox import inbox_files
from gongkai.editing.writing import Written, write

__all__ = ["Wishes", "Written", "import_files", "inbox_files", "write"]
