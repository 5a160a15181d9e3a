"""The proof of a release, as it lies in its archive: the log's checkpoint, the release's entry with the way from it to
the checkpoint, and the manifest whose digest the entry has."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator

from gongkai.proofs.log import CHECKPOINT, LogEntry, leaves_of
from gongkai.proofs.merkle import inclusion
from gongkai.proofs.notes import SignedNote
from gongkai.proofs.page_proofs import LOG_FORM
from gongkai.proofs.published import FOLDER

_WITNESSED = f"{FOLDER}witnessed/"
READ_ME = "readme.txt"
"""A file that only tells."""
_TOLD = """本文件夹证明存档的这一版网站是怎样登记公布的。

manifest.json       这一版全部文件的清单，每个文件有字节数和 SHA-256
entry.json          登记簿里这一版的登记：清单的 SHA-256（manifest）、提交号、登记日期
release.tlog-proof  这一条登记在登记簿里的证明（c2sp.org/tlog-proof），后面是检查点
checkpoint          登记簿的检查点（c2sp.org/tlog-checkpoint），有签名的由发布者签名
key.txt             发布者的公钥；请从别处取得公钥再核对，不要只信这一份
witnessed-…         档案馆、上级机关的会签检查点，时间戳

核对全部内容：gongkai verify 本文件.wacz --key 公钥
"""


def release_proof(
    note: SignedNote,
    entries: tuple[LogEntry, ...],
    manifest: bytes,
    get: Callable[[str], bytes],
    names: Iterable[str],
) -> Iterator[tuple[str, bytes]]:
    """The files of the proof, by their names: of the release whose entry is the last of the log, with `manifest`.
    `get` gets a file of the site, `names` are the paths of all."""
    index = len(entries) - 1
    path = [b64encode(one).decode() for one in inclusion(leaves_of(entries), index)]
    yield CHECKPOINT, f"{note}".encode()
    yield "entry.json", entries[index].data
    yield "release.tlog-proof", "\n".join([LOG_FORM, f"index {index}", *path, "", f"{note}"]).encode()
    yield "manifest.json", manifest
    yield READ_ME, _TOLD.encode()
    for name in sorted(names):
        if name == f"{FOLDER}key.txt":
            yield "key.txt", get(name)
        elif name.startswith(_WITNESSED):
            yield f"witnessed-{name.removeprefix(_WITNESSED)}", get(name)
