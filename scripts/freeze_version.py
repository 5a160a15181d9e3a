"""Keep what `init` of the present version writes, before the version is raised: `python -m scripts.freeze_version`.

`upgrade` compares a section's files with it, to tell what the bureau changed itself.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from gongkai.editing.section import templates  # noqa: E402 (the path above must stand first)
from gongkai.editing.versions import VERSIONS  # noqa: E402
from gongkai.package import VERSION  # noqa: E402

if __name__ == "__main__":
    file = VERSIONS / f"{VERSION}.json"
    text = json.dumps(asdict(templates()), ensure_ascii=False, indent=1, sort_keys=True)
    file.write_text(f"{text}\n", encoding="utf-8")
    print(file)
