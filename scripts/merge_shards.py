"""Put together what several machines built with `build.py --shard I/N`: the whole is checked and switched to.

python -m scripts.merge_shards SITE SHARE...
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from gongkai.exports import MANIFEST, STATUS, merged_manifest, merged_status  # noqa: E402 (the path above must stand first)
from gongkai.findings import WrongUse  # noqa: E402
from gongkai.releases import Incomplete, merge  # noqa: E402


def main(arguments: list[str]) -> int:
    """Merge; 2 for wrong use, 3 for shares that make no whole."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    site, *shares = map(Path, arguments)
    try:
        manifests = [(share / MANIFEST).read_bytes() for share in shares]
        first = next((share for share in shares if (share / STATUS).exists()), shares[0])
        files = {row["path"]: row["sha256"] for one in manifests for row in json.loads(one)["files"]}
        made = {STATUS: merged_status((first / STATUS).read_bytes(), files.items())}
        made[MANIFEST] = merged_manifest(manifests, made)
        release = merge(site.absolute(), shares, made)
    except FileNotFoundError as problem:
        print(f"✗ {problem.filename} 不在：它所在的文件夹不是 build --shard 生成的一份", file=sys.stderr)
        return 2
    except WrongUse as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 2
    except (Incomplete, ValueError) as problem:
        print(
            f"✗ 各份合起来不完整：{problem}。请确认每一份都来自同一次提交、同一天，一份不少。",
            file=sys.stderr,
        )
        return 3
    print(f"已合并 {len(shares)} 份，共 {release.files} 个文件，网站在 {site}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
