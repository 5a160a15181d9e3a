"""Put together what several machines built with `build.py --shard I/N`: the whole is checked and switched to.

python -m gongkai.cli.merging [--config FILE] [--previous-log SITE] [--new-log] SITE SHARE...

Settings are only needed for the log of releases (`proof`): its origin, its key, who has cosigned it.

Exit status: 0 merged; 2 wrong use, a folder that is no share; 3 shares that make no whole. Then nothing is changed.
"""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from gongkai.building.registering import signer_of
from gongkai.building.shares import merge
from gongkai.findings import WrongUse
from gongkai.proofs.proof_settings import with_log_options
from gongkai.releases.registration import Signer
from gongkai.releases.switch import Incomplete
from gongkai.settings import read_settings


def main(arguments: list[str]) -> int:
    """Merge; 2 for wrong use, 3 for shares that make no whole."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--previous-log")
    parser.add_argument("--new-log", action="store_true")
    options, folders = parser.parse_known_args(arguments)
    if len(folders) < 2 or any(one.startswith("-") for one in folders):
        print(__doc__, file=sys.stderr)
        return 2
    os.umask(0o022)  # as `build` does
    site, *shares = map(Path, folders)
    try:
        release = merge(site.absolute(), shares, _signer(options))
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


def _signer(options: argparse.Namespace) -> Signer | None:
    """Who signs the log; None where no settings are named, and nothing is said of the log."""
    if options.config is None:
        if options.previous_log or options.new_log:
            raise WrongUse("--previous-log 和 --new-log 要和 --config 设置文件 一起写")
        return None
    settings = read_settings(options.config)
    proof = with_log_options(settings.proof, options.previous_log, options.new_log)
    return signer_of(replace(settings, proof=proof))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
