"""The form of the file of signers: a line that `ssh-keygen` does not understand lets nobody in, and says nothing of it."""

import base64
import binascii
import re
from collections.abc import Iterator

EXAMPLE = "fagui@example.gov.cn ssh-ed25519 AAAA……"
"""A line as it should be."""
_KINDS = r"(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+"
_LINE = re.compile(rf'("[^"]+"|\S+)\s+(?:(?!{_KINDS}\s)\S+\s+)?({_KINDS})\s+(\S+)(?:\s.*)?')
_BARE = re.compile(rf"{_KINDS}\s+\S+.*")


def faulty_lines(raw: bytes) -> Iterator[tuple[int, str, str]]:
    """Every line that lets nobody in: its number, what is wrong, and what to do, in Chinese."""
    for number, line in enumerate(raw.decode("utf-8", errors="replace").splitlines(), 1):
        plain = line.strip().removeprefix("\ufeff")
        if not plain or plain.startswith("#"):
            continue
        found = _LINE.fullmatch(plain)
        if _BARE.fullmatch(plain):
            yield (
                number,
                "只有公钥，前面没有写是谁的，这把密钥的签名都不算数",
                f"在这一行前面加上本人的邮箱和一个空格，写成 {EXAMPLE}",
            )
        elif found is None:
            yield (
                number,
                "不是“邮箱 公钥”的写法，程序读不懂，签名都不算数",
                f"写成一行一人：{EXAMPLE}（公钥照 .pub 文件抄）",
            )
        elif not _is_key(found[2], found[3]):
            yield number, "公钥不完整，签名都不算数", f"照本人的 .pub 文件重新抄这一行，前面加邮箱：{EXAMPLE}"


def knows(raw: bytes, account: str) -> bool:
    """Whether a line names this address."""
    lines = raw.decode("utf-8", errors="replace").splitlines()
    found = (one for one in map(str.strip, lines) if one and not one.startswith(("#", '"')))
    return any(account.lower() in one.split()[0].lower().split(",") or "*" in one.split()[0] for one in found)


def _is_key(kind: str, written: str) -> bool:
    try:
        blob = base64.b64decode(written, validate=True)
    except binascii.Error:
        return False
    size = int.from_bytes(blob[:4], "big")
    return blob[4 : 4 + size] == kind.encode() and len(blob) > 4 + size
