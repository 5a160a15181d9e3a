"""Shares of a site, built on several machines, become one: only those that belong together, only as they were written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.building.registering import registered, signer_without_settings
from gongkai.exports import MANIFEST, STATUS, Share, merged_manifest, merged_status, share_in
from gongkai.findings import WrongUse
from gongkai.releases.build_record import BuildRecord, digest_of
from gongkai.releases.registration import Signer
from gongkai.releases.switch import Incomplete, Release, publish, staging_for
from gongkai.releases.verification import differences, first_few

_ALIKE = {
    "commit": "提交",
    "content": "内容文件",
    "as_of": "日期",
    "product": "程序、程序库或 Python ",
    "theme": "自己的页面框架",
    "words": "群众的说法",
    "rules": "本单位规则",
    "hooks": "附加的 hooks ",
    "settings": "设置",
    "of": "总份数",
}
"""What all shares of a site have in common → what an operator calls it; the first that differs is the cause."""
_SAID = ("commit", "as_of", "of")
"""What says something to a reader; the others are digests."""
_NOT_A_SHARE = "不是 build --shard 生成的一份，或者其中的清单已损坏"


@dataclass(frozen=True)
class _FoundShare:
    """A share as it lies in a folder."""

    folder: Path
    said: Mapping[str, Any]
    """Its manifest."""
    share: Share

    @property
    def rows(self) -> list[Mapping[str, Any]]:
        return list(self.said["files"])


def merge(site: Path, folders: Sequence[Path], signer: Signer | None = None) -> Release:
    """Put the shares of several machines together and make the whole the live site, checked like any other. Without a
    `signer` the log is that of the site's address.

    Raises `WrongUse` for a folder that is no share, and `Incomplete` for shares that make no whole: of different
    sites, not all of one, or with a file that is damaged, missing or foreign.
    """
    shares = [_read(folder) for folder in folders]
    _refuse_different(shares)
    _refuse_incomplete(shares)
    _refuse_altered(shares)
    with staging_for(site, fresh=True) as stage:
        entries = {}
        for one in shares:
            for row in one.rows:
                data = (one.folder / row["path"]).read_bytes()
                if digest_of(data).hex() != row["sha256"]:
                    raise Incomplete(f"{one.folder} 里的 {row['path']} 在合并时变了")
                if row["path"] == STATUS:
                    status = data
                else:
                    entries[row["path"]] = stage.put(row["path"], data)
        names = ((path, entry.digest.hex()) for path, entry in entries.items())
        status = merged_status(status, names)
        entries[STATUS] = stage.put(STATUS, status)
        listing = merged_manifest((one.said for one in shares), {STATUS: entries[STATUS]})
        entries[MANIFEST] = stage.put(MANIFEST, listing)
        signer = signer or signer_without_settings(shares[0].said["site"])
        entered = registered(stage, site, signer, entries, status, listing)
        return publish(
            stage, site, ("index.html", "404.html", "sitemap.xml"), BuildRecord(entries=entries), entered
        )


def _read(folder: Path) -> _FoundShare:
    if not folder.is_dir():
        raise WrongUse(f"没有 {folder} 这个文件夹")
    try:
        found = share_in((folder / MANIFEST).read_bytes())
    except OSError:
        found = None
    if found is None:
        raise WrongUse(f"{folder} {_NOT_A_SHARE}")
    return _FoundShare(folder, *found)


def _refuse_different(shares: Sequence[_FoundShare]) -> None:
    first, *others = shares
    for one in others:
        for name, what in _ALIKE.items():
            if (here := one.share.get(name)) != (there := first.share.get(name)):
                values = f"（{there or '无'} 与 {here or '无'}）" if name in _SAID else ""
                raise Incomplete(f"{one.folder} 和 {first.folder} 的{what}不同{values}")


def _refuse_incomplete(shares: Sequence[_FoundShare]) -> None:
    by_number: dict[object, _FoundShare] = {}
    for one in shares:
        twice = by_number.setdefault(one.share["number"], one)
        if twice is not one:
            raise Incomplete(f"{twice.folder} 和 {one.folder} 都是第 {one.share['number']} 份")
    total = int(shares[0].share["of"])
    if missing := [f"第 {number} 份" for number in range(1, total + 1) if number not in by_number]:
        raise Incomplete(f"一共 {total} 份，缺{'、'.join(missing)}")


def _refuse_altered(shares: Sequence[_FoundShare]) -> None:
    seen: dict[str, tuple[str, Path]] = {}
    for one in shares:
        files = {row["path"]: (row["bytes"], bytes.fromhex(row["sha256"])) for row in one.rows}
        listing = (one.folder / MANIFEST).read_bytes()
        files[MANIFEST] = (len(listing), digest_of(listing))
        if wrong := differences(one.folder, files):
            raise Incomplete(f"{one.folder} 和生成时不一样：{first_few(wrong)}")
        for row in one.rows:
            digest, folder = seen.setdefault(row["path"], (row["sha256"], one.folder))
            if digest != row["sha256"]:
                raise Incomplete(f"{folder} 和 {one.folder} 里的 {row['path']} 不一样")
