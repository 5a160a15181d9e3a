"""Gongkai's command line in a checkout: the package in hooks/, in the environment that `make setup` made."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
_OWN_PYTHON = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
_SETUP = "py -m venv .venv，再运行 .venv\\Scripts\\python -m pip install -r requirements.lock"

if __name__ == "__main__":
    needed = ("mkdocs" if find_spec("mkdocs") else "properdocs", "material", "merman", "pydantic")
    if not all(map(find_spec, needed)):
        if not _OWN_PYTHON.exists() or Path(sys.prefix) == ROOT / ".venv":
            said = _SETUP if os.name == "nt" else "make setup"
            print(f"✗ 还没有安装运行环境，请先运行 {said}", file=sys.stderr)
            sys.exit(2)
        command = [str(_OWN_PYTHON), __file__, *sys.argv[1:]]
        if os.name == "nt":  # there `exec` gives the terminal back before the program has ended
            sys.exit(subprocess.call(command))
        os.execv(_OWN_PYTHON, command)
    sys.path.insert(0, str(ROOT / "hooks"))
    from gongkai.cli import run

    run(ROOT / "mkdocs.yml", "build.py")
