"""In a checkout, the program's own: `python -m scripts.merge_shards SITE SHARE...` (see `gongkai.cli.merging`)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

from gongkai.cli.merging import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
