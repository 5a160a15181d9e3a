"""Puts the browser editor together in cms/admin/, to be served from the bureau's own host (`make cms`).

The bundle comes from npm by the hashes in cms/package-lock.json. The backend is Decap's own: `--backend gitlab
--repo group/name --branch main --base-url https://git.example.com`; without it, the local server's on this machine.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from gongkai.editing.cms import cms_config  # noqa: E402 (the path above must stand first)
from gongkai.settings import read_settings  # noqa: E402

BUNDLE = ROOT / "cms" / "node_modules" / "decap-cms" / "dist"


def put_together(into: Path, config_file: Path, backend: dict[str, Any]) -> None:
    """Write index.html, the configuration and the bundle into a folder."""
    into.mkdir(parents=True, exist_ok=True)
    own = [ROOT / "cms" / name for name in ("index.html", "editor.js")]
    for file in [*own, *BUNDLE.glob("*.decap-cms.js"), BUNDLE / "decap-cms.js"]:
        shutil.copy(file, into)
    (into / "readings.js").write_text(f"const READINGS = {readings()};\n", encoding="utf-8")
    config = cms_config(read_settings(config_file), backend)
    (into / "config.yml").write_text(json.dumps(config, ensure_ascii=False, indent=1), encoding="utf-8")


def readings() -> str:
    """How each usual character is read, as JSON, for the names of files."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (its dictionaries take a while to load)

    usual = map(chr, range(0x4E00, 0x9FA6))
    return json.dumps({one: lazy_pinyin(one)[0].replace("ü", "v") for one in usual}, ensure_ascii=False)


def main() -> None:
    """Read the options and write cms/admin/."""
    parser = argparse.ArgumentParser(description="生成网页编辑界面 cms/admin/")
    parser.add_argument(
        "--backend", default="proxy", choices=("proxy", "gitlab", "forgejo", "gitea", "github", "git-gateway")
    )
    parser.add_argument("--repo")
    parser.add_argument("--branch", default="main")
    parser.add_argument("--base-url", dest="base_url")
    options = parser.parse_args()
    if options.backend == "proxy":
        backend: dict[str, Any] = {
            "name": "proxy",
            "proxy_url": "http://localhost:8081/api/v1",
            "branch": options.branch,
        }
    else:
        backend = {"name": options.backend, "repo": options.repo, "branch": options.branch}
        backend |= {"base_url": options.base_url} if options.base_url else {}
    put_together(ROOT / "cms" / "admin", ROOT / "mkdocs.yml", backend)


if __name__ == "__main__":
    main()
