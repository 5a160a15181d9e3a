"""What is not as it was published is accepted by neither verifier: ours, nor the one that stands alone."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gongkai.building import pipeline
from gongkai.cli import main
from gongkai.proofs.log import LogEntry, checkpoint_of, log_files, read_log
from gongkai.proofs.notes import COSIGNED, SIGNED, public_key, sign
from gongkai.proofs.page_proofs import FileTree, proof_path, read_proof
from gongkai.proofs.published import VERIFIER
from gongkai.proofs.signing import KEY_VARIABLE
from gongkai.proofs.verify_page import main as alone
from gongkai.settings import Settings
from tests import whole_section as whole
from tests.building.test_build import opened
from tests.rows import mostly_long
from tests.sample import renderer
from tests.sections import Section

KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2))
NAME = "gongkai"
PUBLIC = f"{public_key(NAME, SIGNED, KEY)}"
PAGE, ANOTHER = "policies/2024/startup-loan/index.html", "policies/2024/job-subsidy/index.html"


def pem(key: Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def section(root: Path, number: int, **proof: object) -> Settings:
    files = {**whole.whole_section(), whole.LOAN: whole.whole_section()[whole.LOAN] + f"\n第{number}稿。\n"}
    return Section(root, files, whole.TODAY, {"proof": proof} if proof else {}).write()


def build(settings: Settings, *, new_log: bool = False) -> None:
    settings = replace(settings, proof=replace(settings.proof, new_log=new_log))
    pipeline.build(settings, renderer(settings))


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three releases of one section, signed, the later ones going on with the log of the earlier."""
    root = tmp_path_factory.mktemp("signed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY_VARIABLE, pem(KEY))
        for number in range(3):
            build(section(root, number), new_log=number == 0)
    return [root / ".site-releases" / f"{number:06d}" for number in (1, 2, 3)]


def ours(*arguments: object) -> int:
    """The exit status of `verify`, in a folder without settings."""
    return main(["verify", *map(str, arguments)], config=Path("/nowhere/mkdocs.yml"))


@dataclass(frozen=True)
class Claim:
    """A page, its proof, and the key of whoever is said to have published it."""

    page: bytes
    proof: str
    key: str = PUBLIC

    def accepted(self, folder: Path) -> tuple[bool, bool]:
        """By ours, and by the one that stands alone."""
        folder.mkdir(exist_ok=True)
        page, proof = folder / "page.html", folder / "proof.txt"
        page.write_bytes(self.page)
        proof.write_bytes(self.proof.encode(errors="surrogateescape"))
        return ours(page, "--proof", proof, "--key", self.key) == 0, alone(
            f"{page}", f"{proof}", self.key
        ) == 0


def claim(release: Path, path: str = PAGE) -> Claim:
    return Claim((release / path).read_bytes(), (release / "proof" / proof_path(path)).read_text("utf-8"))


def claimed(page: bytes, entries: tuple[LogEntry, ...], tree: FileTree, key: Ed25519PrivateKey) -> Claim:
    """A proof made up from the ground, signed with a key."""
    note = sign(checkpoint_of(NAME, entries).text, NAME, key)
    return Claim(page, dict(tree.proofs(entries, len(entries) - 1, note))[proof_path(PAGE)].decode())


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def forgeries(releases: list[Path], chance: random.Random) -> Iterator[tuple[str, Claim]]:
    """Without end: what somebody could hand in."""
    first, second, last = map(claim, releases)
    logged = read_log(lambda path: (releases[2] / "proof" / path).read_bytes())[1]
    false = first.page.replace("最高30万元".encode(), "最高90万元".encode())
    tree = FileTree([(PAGE, sha256(false).hexdigest())])
    body, _, signature = last.proof.rpartition("\n\n")
    entry = last.proof.split("\n\n")[2]
    while True:
        earlier = logged[-1].day - timedelta(chance.randrange(1, 2_000))
        dated = replace(logged[-1], day=earlier)
        yield "a byte of the page", replace(last, page=flipped(last.page, chance))
        proof = flipped(last.proof.encode(), chance).decode(errors="surrogateescape")
        yield "a byte of the proof", replace(last, proof=proof)
        yield "the day set back", replace(last, proof=last.proof.replace(entry, dated.data.decode()))
        yield "a page of another release", replace(last, page=chance.choice((first, second)).page)
        yield "a proof of another release", replace(last, proof=chance.choice((first, second)).proof)
        yield "a proof of another page", replace(last, proof=claim(releases[2], ANOTHER).proof)
        cut = chance.randrange(1, len(logged))
        shorter = f"{body.rpartition(NAME)[0]}{checkpoint_of(NAME, logged[:cut]).text}\n{signature}"
        yield "the log cut", replace(last, proof=shorter)
        forked = (*logged[:cut], replace(logged[-1], files=tree.root, day=earlier))
        yield "the log forked, with a key of one's own", claimed(false, forked, tree, OTHER)
        unsigned = claimed(false, forked, tree, KEY).proof.rpartition("\n\n")[0]
        yield "the log forked, an old signature", Claim(false, f"{unsigned}\n\n{signature}")
        yield "the log forked, no signature", Claim(false, f"{unsigned}\n\n")
        yield "a wrong key", replace(last, key=f"{public_key(NAME, SIGNED, OTHER)}")
        yield "a key of another name", replace(last, key=f"{public_key('example.com', SIGNED, KEY)}")
        yield (
            "another place in the log",
            replace(last, proof=last.proof.replace("index 2", f"index {cut - 1}")),
        )
        lines = last.proof.splitlines(keepends=True)
        lost = chance.randrange(len(lines))
        yield "a line lost", replace(last, proof="".join(lines[:lost] + lines[lost + 1 :]))
        added = f"{sha256(false).hexdigest()}  {PAGE}\n"
        yield "a line added", replace(last, page=false, proof="".join([*lines[:11], added, *lines[11:]]))


@pytest.mark.parametrize("times", mostly_long([3, 20], 3))
def test_no_forgery_is_accepted(
    releases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], times: int
) -> None:
    """Of each kind so many."""
    for release in releases:
        assert claim(release).accepted(tmp_path) == (True, True)
        assert claim(release, ANOTHER).accepted(tmp_path) == (True, True)
    tried: dict[str, int] = {}
    for number, (kind, forged) in enumerate(forgeries(releases, random.Random(16))):
        if number == 15 * times:
            break
        assert forged.accepted(tmp_path) == (False, False), (kind, number)
        tried[kind] = tried.get(kind, 0) + 1
    assert len(tried) == 15
    assert min(tried.values()) == times
    capsys.readouterr()


def test_the_verifier_stands_alone(releases: list[Path], tmp_path: Path) -> None:
    """As somebody runs it who downloaded it from the site: nothing of ours is imported."""
    script = releases[2] / "proof" / VERIFIER.name
    code = script.read_text("utf-8")
    assert "gongkai." not in code
    assert sum(bool(line.strip()) for line in code.splitlines()) <= 100
    proof = releases[2] / "proof" / proof_path(PAGE)
    command = [sys.executable, "-I", str(script), str(releases[2] / PAGE), str(proof)]
    done = subprocess.run([*command, PUBLIC], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{whole.TODAY}" in done.stdout.decode()
    assert subprocess.run([*command, PUBLIC[:-2]], capture_output=True, check=False).returncode == 1


def alter(file: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def harm(site: Path) -> None:
        (site / file).write_bytes(change((site / file).read_bytes()))

    return harm


def add(site: Path) -> None:
    (site / "policies/2024/another.html").write_text("<p>另一份</p>")


def remove(site: Path) -> None:
    (site / ANOTHER).unlink()


def swap(site: Path) -> None:
    shutil.copy(site.parent / "000001" / PAGE, site / PAGE)


def cut(site: Path) -> None:
    """The log of the first release, below the files of the last."""
    shutil.rmtree(site / "proof")
    shutil.copytree(site.parent / "000001/proof", site / "proof")


def fork(site: Path) -> None:
    """Another history, right in itself."""
    _note, entries = read_log(lambda path: (site / "proof" / path).read_bytes())
    others = (replace(entries[0], commit="0" * 40), *entries[1:])
    for path, data in log_files(others):
        (site / "proof" / path).write_bytes(data)
    note = sign(checkpoint_of(NAME, others).text, NAME, OTHER)
    (site / "proof/checkpoint").write_text(f"{note}", encoding="utf-8")


HARM = [
    alter(PAGE, lambda data: data.replace(b"</p>", b" </p>", 1)),
    alter("api/v1/manifest.json", lambda data: data + b" "),
    alter("proof/checkpoint", lambda data: data.replace(b"\n3\n", b"\n2\n")),
    alter("proof/tile/entries/000.p/3", lambda data: data.replace(b"2024-05-20", b"2023-05-20", 1)),
    alter("proof/tile/0/000.p/2", lambda data: data[::-1]),
    alter(f"proof/{proof_path(PAGE)}", lambda data: data.replace(b"list ", b"list  ", 1)),
    add,
    remove,
    swap,
    cut,
    fork,
]


def test_a_release_is_what_was_published_or_it_is_said_what_is_not(
    releases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for release in releases:
        assert ours(release, "--key", PUBLIC) == 0
        assert ours(release / PAGE, "--key", PUBLIC) == 0
    assert "不证明何时" in capsys.readouterr().out
    shutil.copytree(releases[0], tmp_path / "000001")
    for number, harm in enumerate(HARM):
        site = opened(Path(shutil.copytree(releases[2], tmp_path / f"harmed-{number}")))
        harm(site)
        assert ours(site, "--key", PUBLIC) == 1, number
        assert "✗" in capsys.readouterr().out
    seen = tmp_path / "seen"
    seen.write_bytes((releases[2] / "proof/checkpoint").read_bytes())
    assert ours(releases[2], "--key", PUBLIC, "--seen", seen) == 0
    assert ours(releases[1], "--key", PUBLIC, "--seen", seen) == 1
    assert "只有 2 次" in capsys.readouterr().out


def test_a_site_on_the_web_is_checked_by_its_address(
    releases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = opened(Path(shutil.copytree(releases[2], tmp_path / "zwgk")))
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=f"{tmp_path}")) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/zwgk/"
        page = f"{address}{PAGE.removesuffix('index.html')}"
        assert [ours(one, "--key", PUBLIC) for one in (address, page)] == [0, 0]
        shutil.copy(releases[0] / PAGE, site / PAGE)
        assert [ours(one, "--key", PUBLIC) for one in (address, page)] == [0, 1]
        assert ours(f"http://127.0.0.1:{server.server_port}/") == 2
        server.shutdown()
    assert "只核对了" in capsys.readouterr().out


def test_a_saved_page_without_a_key_proves_nothing(
    releases: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(releases[2] / PAGE, tmp_path / "saved.html")
    assert ours(tmp_path / "saved.html") == 2
    shutil.copy(releases[2] / "proof" / proof_path(PAGE), tmp_path)
    assert ours(tmp_path / "saved.html") == 1
    assert "谁都可以编" in capsys.readouterr().out
    assert ours(tmp_path / "saved.html", "--key", PUBLIC) == 0


def test_another_body_cosigns_and_both_verifiers_tell_until_when(
    releases: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, pem(OTHER))
    note, archive = tmp_path / "a.note", public_key("archive.example", COSIGNED, OTHER)
    command = ["cosign", f"{releases[2]}", "--name", "archive.example", "--to", f"{note}", "--key", PUBLIC]
    assert main(command, config=Path("/nowhere")) == 0
    assert f"{archive}" in capsys.readouterr().out
    proof = f"{releases[2] / 'proof' / proof_path(PAGE)}"
    page = f"{releases[2] / PAGE}"
    assert alone(page, proof, PUBLIC, f"{note}", f"{archive}") == 0
    assert "不晚于" in capsys.readouterr().out
    assert alone(page, proof, PUBLIC, f"{note}", f"{public_key('archive.example', COSIGNED, KEY)}") == 1
    more = ["--key", PUBLIC, "--witnessed", tmp_path, "--cosigner"]
    assert ours(page, "--proof", proof, *more, archive) == 0
    assert "archive.example 会签" in capsys.readouterr().out
    forked = tmp_path / "forked"
    site = opened(Path(shutil.copytree(releases[2], forked)))
    fork(site)
    assert main(["cosign", f"{site}", *command[2:], "--seen", f"{note}"], config=Path("/nowhere")) == 2
    cut_off = [*command[:1], f"{releases[1]}", *command[2:], "--seen", f"{note}"]
    assert main(cut_off, config=Path("/nowhere")) == 2


def test_a_page_proof_says_which_release_it_is_of(releases: list[Path]) -> None:
    proofs = [read_proof(claim(release).proof.encode()) for release in releases]
    assert [one.index for one in proofs] == [0, 1, 2]
    assert {one.entry.day for one in proofs} == {whole.TODAY}
