"""The setting `proof`: whose log it is, whose signatures count, and where the log so far is found."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gongkai.findings import WrongUse
from gongkai.proofs.notes import COSIGNED, SIGNED, NotANote, PublicKey, read_key

_NAMES = ("origin", "key", "cosigners", "witnessed", "stamp_roots", "previous")
_UNSAID = "gongkai"
"""The origin of a log whose site has no address."""


@dataclass(frozen=True)
class ProofSettings:
    """How the log of releases is kept."""

    origin: str = _UNSAID
    """The name of the log, the first line of its checkpoints: the site's address without `https://`."""
    key: PublicKey | None = None
    """The bureau's own public key; where it is named, no other signs."""
    cosigners: tuple[PublicKey, ...] = ()
    witnessed: Path | None = None
    """The folder of checkpoints that others cosigned or stamped."""
    stamp_roots: Path | None = None
    """Certificates (PEM) of the authorities whose time stamps are believed."""
    previous: str = ""
    """Address or folder of a site that has the log so far."""
    new_log: bool = False
    """Whether a signed log may be begun."""


def read_proof(given: Any, site_url: str, file: Path) -> ProofSettings:
    """The setting `proof`; raises `WrongUse`."""
    form = "proof: {key: 公钥, witnessed: 文件夹}"
    given = {} if given is None else given
    if not isinstance(given, dict):
        raise WrongUse(f"{file}：proof 应写成 {form}")
    if unknown := sorted(set(map(str, given)) - set(_NAMES)):
        raise WrongUse(f"{file}：proof 中没有名为“{'、'.join(unknown)}”的设置；可用的有：{'、'.join(_NAMES)}")
    origin = str(given.get("origin") or origin_of(site_url))
    if not re.fullmatch(r"[^\s+]+", origin):
        raise WrongUse(f"{file}：proof 的 origin 不能有空格和加号，现为“{origin}”")
    cosigners = given.get("cosigners") or []
    if not isinstance(cosigners, list):
        raise WrongUse(f"{file}：proof 的 cosigners 应为公钥的列表，一行一个")
    return ProofSettings(
        origin=origin,
        key=_key(given["key"], SIGNED, "key", file) if given.get("key") else None,
        cosigners=tuple(_key(one, COSIGNED, "cosigners", file) for one in cosigners),
        witnessed=_path(given, "witnessed", file),
        stamp_roots=_path(given, "stamp_roots", file),
        previous=str(given.get("previous") or ""),
    )


def with_log_options(proof: ProofSettings, previous: str | None, new_log: bool) -> ProofSettings:
    """The settings with what the command line says of the log so far."""
    return replace(proof, previous=previous or proof.previous, new_log=new_log)


def origin_of(site_url: str) -> str:
    """The name of the log of a site: its address without what stands before the host."""
    parts = urlsplit(site_url)
    return re.sub(r"[\s+]", "-", f"{parts.netloc}{parts.path}".strip("/")) or _UNSAID


def _path(given: dict[str, Any], name: str, file: Path) -> Path | None:
    path = file.parent / str(given[name]) if given.get(name) else None
    if path and not path.exists():
        raise WrongUse(f"{file}：proof 的 {name} 找不到 {path}")
    return path


def _key(text: Any, kind: int, name: str, file: Path) -> PublicKey:
    try:
        key = read_key(str(text))
    except NotANote:
        key = None
    if key is None or key.kind != kind:
        where = "“留痕存证”页上" if kind == SIGNED else "对方运行 cosign 时显示"
        raise WrongUse(f"{file}：proof 的 {name} 里“{text}”不是公钥；{where}的“名称+编号+公钥”整行照抄")
    return key
