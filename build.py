"""Gongkai's command line in a checkout: the package in hooks/, in the environment that `make setup` made."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
_OWN_PYTHON = ROOT / ".venv" / "bin" / "python"

if __name__ == "__main__":
    needed = ("mkdocs" if find_spec("mkdocs") else "properdocs", "material", "merman", "pydantic")
    if not all(map(find_spec, needed)):
        if not _OWN_PYTHON.exists() or Path(sys.prefix) == ROOT / ".venv":
            print("✗ 还没有安装运行环境，请先运行 make setup", file=sys.stderr)
            sys.exit(2)
        os.execv(_OWN_PYTHON, [str(_OWN_PYTHON), __file__, *sys.argv[1:]])
    sys.path.insert(0, str(ROOT / "hooks"))
    from gongkai.cli import run

    run(ROOT / "mkdocs.yml", "build.py")
