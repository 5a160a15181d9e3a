"""In a checkout, the program's own: `python -m scripts.gitea_review report.json origin/main 12`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

from gongkai.report.gitea_review import changed_lines, main, review

__all__ = ["changed_lines", "main", "review"]

if __name__ == "__main__":
    main(*sys.argv[1:])
