"""Writes docs/schema/, the JSON Schemas of every kind of document (`make docs`)."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from gongkai.editing.schema import schemas  # noqa: E402 (the path above must stand first)

FOLDER = ROOT / "docs" / "schema"


def main() -> None:
    """Write every schema, and remove what no kind has any more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
