"""`verify`: whether a release, or one page, is what was published, and when it was."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from gongkai.archive.verifying import verify_archive
from gongkai.cli.options import settings_as_given
from gongkai.findings import WrongUse, system_refusal
from gongkai.proofs.log import CHECKPOINT
from gongkai.proofs.notes import COSIGNED, SIGNED, NotANote, PublicKey, SignedNote, read_key, read_note
from gongkai.proofs.page_proofs import proof_path
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.published import FOLDER, fetch, is_address, reader
from gongkai.proofs.verifying import (
    MANIFEST,
    Get,
    ProofVerdict,
    PublishedLog,
    tell_when,
    verified_log,
    verified_manifest,
    verified_page,
    witnesses_of_proof,
)
from gongkai.proofs.witnessed import read_folder
from gongkai.releases.verification import differences, first_few
from gongkai.releases.whole import PROOF_INDEX, whole_release
from gongkai.settings.typed_values import file, folder

_INDEX = "index.html"


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    said = "核对一版网站、一个网址或一个保存下来的页面：是不是这样公开过，在什么时候"
    command = commands.add_parser("verify", parents=[common], help=said)
    add = command.add_argument
    add(
        "what",
        metavar="文件夹、网址或页面",
        help="网站的文件夹；http(s) 网址；保存下来的页面或文件；.wacz 存档",
    )
    add("--proof", type=file, metavar="文件", help="页面的证明（默认：页面旁边的 NN.txt）")
    add(
        "--key",
        type=key_of_kind(SIGNED),
        metavar="公钥",
        help="发布者的公钥，从别处取得（默认：设置中 proof 的 key）",
    )
    add(
        "--cosigner",
        type=key_of_kind(COSIGNED),
        action="append",
        metavar="公钥",
        help="会签单位的公钥，可写几次",
    )
    add("--seen", type=file, metavar="文件", help="以前保存的检查点：登记簿有没有被删改")
    add("--witnessed", type=folder, metavar="文件夹", help="和页面一起保存的会签检查点、时间戳")
    command.set_defaults(run=_verify)


def key_of_kind(kind: int) -> Callable[[str], PublicKey]:
    """What reads a public key from the command line."""

    def read(text: str) -> PublicKey:
        try:
            key = read_key(text)
        except NotANote:
            key = None
        if key is None or key.kind != kind:
            raise argparse.ArgumentTypeError(f"“{text}”不是公钥，应为“名称+编号+公钥”一整行")
        return key

    return read


def _verify(options: argparse.Namespace) -> bool:
    proof = settings_as_given(options).proof if options.config.exists() else ProofSettings()
    proof = replace(
        proof, key=options.key or proof.key, cosigners=(*proof.cosigners, *(options.cosigner or ()))
    )
    verdict, seen = ProofVerdict(), read_seen(options.seen) if options.seen else None
    what = str(options.what)
    if is_address(what):
        _address(what, proof, seen, verdict)
    elif Path(what).is_dir():
        _folder(Path(what), proof, seen, verdict)
    elif Path(what).is_file() and Path(what).suffix == ".wacz":
        verify_archive(Path(what), proof, seen, verdict)
    elif Path(what).is_file():
        _page(Path(what), options, proof, seen, verdict)
    else:
        raise WrongUse(f"没有“{what}”这个文件夹或文件；网址要以 http:// 或 https:// 开头")
    print("✗ 不符" if verdict.wrong else "✓ 相符")
    for mark, lines in (("✗", verdict.wrong), ("✓", verdict.proven), ("·", verdict.unproven)):
        for line in dict.fromkeys(lines):
            print(f"  {mark} {line}")
    return bool(verdict.wrong)


def read_seen(path: Path) -> SignedNote:
    """A checkpoint that somebody kept; raises `WrongUse`."""
    try:
        return read_note(_read(path).decode())
    except (NotANote, UnicodeDecodeError) as problem:
        raise WrongUse(f"{path} 不是检查点") from problem


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise WrongUse(f"读不到 {path}：{system_refusal(problem)}") from problem


def _folder(site: Path, proof: ProofSettings, seen: SignedNote | None, verdict: ProofVerdict) -> None:
    """A whole release: every file there is."""
    if not (site / FOLDER / CHECKPOINT).exists():
        raise WrongUse(f"{site} 里没有登记簿（{FOLDER}{CHECKPOINT}），不是一版网站，或者是旧版程序生成的")
    get = reader(f"{site}")
    found = verified_log(get, proof, seen, verdict)
    rows = verified_manifest(get, found, verdict) if found else None
    if found is None or rows is None:
        return
    names = [f"{FOLDER}{one.relative_to(site / FOLDER).as_posix()}" for one in (site / FOLDER).rglob("*.*")]
    expected = whole_release(get, names, found, rows)
    if wrong := differences(site.resolve(), expected):
        verdict.wrong.append(f"{len(wrong)} 处和登记的不同：{first_few(wrong)}")
    else:
        verdict.proven.append(f"全部 {len(rows)} 个文件和登记的清单一致，不多不少")
    verdict.unproven.append(f"{PROOF_INDEX} 是说明，不在清单里，不作为证明")
    tell_when(found.entries[-1], len(found.entries) - 1, found.witnesses, verdict)


def _page(
    page: Path,
    options: argparse.Namespace,
    proof: ProofSettings,
    seen: SignedNote | None,
    verdict: ProofVerdict,
) -> None:
    """One file: of a release's folder by its path there, else by the proof that was saved with it."""
    above = next((one for one in page.absolute().parents if (one / FOLDER / CHECKPOINT).exists()), None)
    if above and not options.proof:
        get, path = reader(f"{above}"), page.absolute().relative_to(above).as_posix()
        if found := verified_log(get, proof, seen, verdict):
            _page_at(path, _read(page), get, found, proof, verdict)
        return
    data = _read(page)
    files = [options.proof] if options.proof else sorted(page.parent.glob("[0-9a-f][0-9a-f].txt"))
    if not files:
        raise WrongUse(f"没有 {page.name} 的证明：请用 --proof 给出和它同一次更新的 {FOLDER}pages/NN.txt")
    tries = []
    for one in files:
        tried = ProofVerdict()
        told = verified_page(data, _read(one), proof, tried)
        tries.append(tried)
        if told:
            if proof.key is None:
                tried.wrong.append("没有公钥，谁都可以编一份这样的证明：请用 --key 给出从别处取得的公钥")
            witnesses = witnesses_of_proof(told, read_folder(options.witnessed), proof)
            tell_when(told.entry, told.index, witnesses, tried)
            break
    verdict.wrong += tries[-1].wrong
    verdict.proven += tries[-1].proven
    verdict.unproven += tries[-1].unproven
    if seen:
        verdict.unproven.append("只有一个页面的证明，看不出登记簿有没有被删改；--seen 用于核对网站")


def _page_at(
    path: str, data: bytes, get: Get, found: PublishedLog, proof: ProofSettings, verdict: ProofVerdict
) -> None:
    """A file of a site, which must be the one that the site's log has at its path."""
    if path == MANIFEST:
        verified_manifest(get, found, verdict)
    elif path.startswith(FOLDER):
        verdict.wrong.append(f"{path} 在 {FOLDER} 里，不在清单里，没有证明；请核对整个网站")
        return
    else:
        try:
            told = verified_page(data, get(f"{FOLDER}{proof_path(path)}"), proof, verdict)
        except OSError as problem:
            verdict.wrong.append(f"没有 {path} 的证明：{problem}")
            return
        if told and path not in told.paths_of(data):
            verdict.wrong.append(f"这不是 {path}，是 {'、'.join(told.paths_of(data))}")
        if told and (told.note.text != found.note.text or told.entry != found.entries[-1]):
            verdict.wrong.append(f"{path} 的证明不是网站现在这一版的")
    if not verdict.wrong:
        tell_when(found.entries[-1], len(found.entries) - 1, found.witnesses, verdict)


def _address(address: str, proof: ProofSettings, seen: SignedNote | None, verdict: ProofVerdict) -> None:
    """A page on the web, or the first page of a site: the site's log, its manifest, and this page."""
    address = address.partition("#")[0].partition("?")[0]
    for site in _sites_above(address):
        get = reader(site)
        try:
            get(f"{FOLDER}{CHECKPOINT}")
        except OSError:
            continue
        path = unquote(address[len(site) :].lstrip("/"))
        path = f"{path}{_INDEX}" if not path or path.endswith("/") else path
        found = verified_log(get, proof, seen, verdict)
        if found and verified_manifest(get, found, verdict) is not None:
            try:
                data = fetch(address)
            except OSError as problem:
                raise WrongUse(f"打不开 {address}：{problem}") from problem
            _page_at(path, data, get, found, proof, verdict)
            verdict.unproven.append("只核对了登记簿、清单和这一个页面；全部文件请下载后用 verify 文件夹 核对")
        return
    raise WrongUse(f"在 {address} 和它的上级都找不到登记簿（{FOLDER}{CHECKPOINT}），或者网站打不开")


def _sites_above(address: str) -> Iterator[str]:
    scheme, _, rest = address.partition("://")
    parts = rest.split("/")
    for count in range(len(parts), 0, -1):
        yield f"{scheme}://{'/'.join(parts[:count]).rstrip('/')}"
