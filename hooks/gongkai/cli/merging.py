"""Put together what several machines built with `build.py --shard I/N`: the whole is checked and switched to.

python -m gongkai.cli.merging SITE SHARE...

Exit status: 0 merged; 2 wrong use, a folder that is no share; 3 shares that make no whole. Then nothing is changed.
"""

import os
import sys
from pathlib import Path

from gongkai.building.shares import merge
from gongkai.findings import WrongUse
from gongkai.releases.switch import Incomplete


def main(arguments: list[str]) -> int:
    """Merge; 2 for wrong use, 3 for shares that make no whole."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    os.umask(0o022)  # as `build` does
    site, *shares = map(Path, arguments)
    try:
        release = merge(site.absolute(), shares)
    except WrongUse as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return 2
    except Incomplete as problem:
        print(
            f"✗ 各份合不起来：{problem}。请让每一份都来自同一次提交、同一天、同样的程序和设置，一份不少，"
            "原样传过来。网站没有变动。",
            file=sys.stderr,
        )
        return 3
    print(f"已合并 {len(shares)} 份，共 {release.files} 个文件，网站在 {site}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
