"""The key that checkpoints are signed with: in the environment, never in the section."""

import os
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from gongkai.findings import WrongUse, system_refusal

KEY_VARIABLE = "GONGKAI_SIGNING_KEY"
_HEAD = "-----BEGIN"


def signing_key(outside: Iterable[Path]) -> Ed25519PrivateKey | None:
    """The key that the environment names, its file or itself; None where it names none. Raises `WrongUse` for what is no
    such key, and for a file in one of the folders that it must be outside of."""
    given = os.environ.get(KEY_VARIABLE, "").strip()
    if not given:
        return None
    text = given if given.startswith(_HEAD) else _text_of(Path(given).expanduser().resolve(), outside)
    try:
        key = load_pem_private_key(text.encode(), password=None)
    except (ValueError, TypeError) as problem:
        raise WrongUse(_no_key()) from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise WrongUse(_no_key())
    return key


def _text_of(file: Path, outside: Iterable[Path]) -> str:
    for folder in outside:
        if file.is_relative_to(folder.resolve()):
            raise WrongUse(
                f"签名私钥 {file} 放在栏目的文件夹 {folder} 里，会随仓库或网站泄露；请移到别处，换一把新的私钥，"
                f"再让环境变量 {KEY_VARIABLE} 指向它"
            )
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        why = system_refusal(problem) if isinstance(problem, OSError) else "不是文本文件"
        raise WrongUse(
            f"读不到签名私钥 {file}（环境变量 {KEY_VARIABLE}）：{why}；不签名就清空这个变量"
        ) from problem


def _no_key() -> str:
    return (
        f"环境变量 {KEY_VARIABLE} 里不是没有口令的 Ed25519 私钥（PEM 格式）；"
        "请用 openssl genpkey -algorithm ed25519 -out 文件 生成一把"
    )
