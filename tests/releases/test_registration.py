"""A release is entered in the log, signed, switched to: what is killed in between loses nothing, and nothing is signed twice."""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.building.registering import registered
from gongkai.cli import main
from gongkai.findings import WrongUse
from gongkai.proofs.log import LogEntry, read_checkpoint
from gongkai.proofs.notes import SIGNED, SignedNote, public_key, read_note
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.published import log_at
from gongkai.proofs.verifying import MANIFEST
from gongkai.proofs.witnessed import not_of_this_log
from gongkai.releases import registration
from gongkai.releases.build_record import BuildRecord
from gongkai.releases.registration import Signer
from gongkai.releases.switch import publish, releases_of, rollback, staging_for

KEY = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
PUBLIC = f"{public_key('log', SIGNED, KEY)}"
SHORT, LONG = 10, 50


def signer(*, key: Ed25519PrivateKey | None = KEY, **proof: bool | str) -> Signer:
    return Signer(ProofSettings(origin="log", **proof), key)  # type: ignore[arg-type]


def release(site: Path, text: str, who: Signer) -> None:
    """What `build` does once all files are there."""
    files = {f"{number}.html": f"{text}{number}".encode() for number in range(9)}
    files |= {"index.html": text.encode(), "proof/index.html": b"<section data-gk-log></section>"}
    with staging_for(site) as stage:
        entries = {path: stage.put(path, data) for path, data in files.items()}
        rows = [
            {"path": path, "bytes": len(data), "sha256": sha256(data).hexdigest()}
            for path, data in files.items()
            if path != "proof/index.html"
        ]
        listing = json.dumps({"files": rows}).encode()
        entries[MANIFEST] = stage.put(MANIFEST, listing)
        status = json.dumps({"commit": None, "day": "2026-01-01"}).encode()
        entered = registered(stage, site, who, entries, status, listing)
        publish(stage, site, (), BuildRecord(entries=entries), entered)


@dataclass
class Fatal:
    """Kills the process that it is in at a step after signing, or after the files of the log are written (`late`)."""

    at: int
    signed: Path
    """Where what was signed is noted, for whoever comes after."""
    late: bool = False
    steps: int = field(default=0)
    armed: bool = field(default=False)

    def __call__(self, event: str, _arguments: object) -> None:
        if self.armed and event.partition(".")[0] in ("open", "os", "shutil"):
            self.steps += 1
            if self.steps == self.at:
                os.kill(os.getpid(), signal.SIGKILL)

    def arm(self) -> None:
        """Have signing, and the writing of the build record, noticed."""
        sign, save = Signer.signed, BuildRecord.save

        def noted(signer: Signer, entries: tuple[LogEntry, ...]) -> SignedNote:
            note = sign(signer, entries)
            if entries:
                self.signed.write_text(f"{note}", encoding="utf-8")
                self.armed = not self.late
            return note

        def saved(record: BuildRecord, path: Path) -> None:
            self.armed = True
            save(record, path)

        Signer.signed = noted  # type: ignore[method-assign, assignment]
        BuildRecord.save = saved  # type: ignore[method-assign, assignment]
        sys.addaudithook(self)


def in_a_process(work: Callable[[], None], fatal: Fatal) -> int:
    """Do it in a process of its own; how many steps there were, or 0 where it was killed."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            fatal.arm()
            work()
            os.write(tell, f"{fatal.steps}".encode())
        finally:
            os._exit(0)
    os.close(tell)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(told) as stream:
        steps = int(stream.read() or 0)
    assert bool(steps) != os.WIFSIGNALED(status)
    return steps


def entries_beside(site: Path) -> list[bytes]:
    return (releases_of(site) / "log").read_bytes().splitlines()


def kill_often(root: Path, times: int) -> None:
    site, notes = root / "site", [root / f"{number}.note" for number in range(times + 2)]
    release(site, "first", signer(new_log=True))
    all_steps = in_a_process(partial(release, site, "second", signer()), Fatal(0, notes[0]))
    last_steps = in_a_process(partial(release, site, "third", signer()), Fatal(0, notes[1], late=True))
    shown, switched = "third", 0
    for number in range(2, times + 2):
        before, live, late = entries_beside(site), site.resolve(), number % 2 == 0
        step = 1 + (number - 2) * (last_steps if late else all_steps) // times
        fatal, text = Fatal(step, notes[number], late=late), f"release {number}"
        assert in_a_process(partial(release, site, text, signer()), fatal) == 0, number
        after = entries_beside(site)
        assert after[: len(before)] == before
        assert len(after) == len(before) + 1
        if site.resolve() != live:
            shown, switched = text, switched + 1
        assert (site / "index.html").read_text() == shown, number
        assert main(["verify", f"{site}", "--key", PUBLIC], config=Path("/nowhere")) == 0, number
        if number % 3 == 0:  # once more: it is entered already
            release(site, text, signer())
            assert entries_beside(site) == after
            assert (site / "index.html").read_text() == (shown := text)
    assert 0 < switched < times / 2  # both sides of the switch were tried, most of all before it
    release(site, "last", signer())
    _note, entries = log_at(f"{site}")
    assert [one.data for one in entries] == entries_beside(site)
    for note in notes:  # whatever was ever signed is a beginning of this log
        state = read_checkpoint(read_note(note.read_text("utf-8")))
        assert not_of_this_log(state, entries, "log") == ""


@pytest.mark.long
def test_what_is_killed_between_signing_and_switching_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kill_often(tmp_path, SHORT)
    assert "✗" not in capsys.readouterr().out


@pytest.mark.long
def test_fifty_kills_between_signing_and_switching_lose_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kill_often(tmp_path, LONG)
    assert "✗" not in capsys.readouterr().out


def test_a_log_that_cannot_be_gone_on_with_is_told_and_nothing_is_built(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    here, there = tmp_path / "here/site", tmp_path / "there/site"
    with pytest.raises(WrongUse, match="找不到以前的登记簿"):
        release(here, "a", signer())
    release(here, "a", signer(new_log=True))
    with pytest.raises(WrongUse, match="读不到"):
        release(there, "b", signer(previous=f"{there}"))
    release(there, "b", signer(previous=f"{here}"))
    assert len(entries_beside(there)) == 2
    release(here, "c", signer())
    with pytest.raises(WrongUse, match="有两本不同的登记簿"):
        release(there, "d", signer(previous=f"{here}"))
    other = tmp_path / "other/site"
    release(other, "e", signer(previous=f"{other}", new_log=True))
    release(tmp_path / "unsigned/site", "f", signer(key=None))
    assert "新开了一本" in caplog.text
    (releases_of(here) / "log").write_bytes(b"{}\n")
    with pytest.raises(WrongUse, match="已损坏"):
        release(here, "g", signer())
    assert (here / "index.html").read_text() == "c"


def test_the_log_goes_on_after_a_rollback(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("a", "b"):
        release(site, text, signer(new_log=text == "a"))
    rollback(site)
    assert len(log_at(f"{site}")[1]) == 1
    release(site, "c", signer())
    assert len(log_at(f"{site}")[1]) == 3


def test_one_release_after_one_log_is_the_same_bytes_everywhere(tmp_path: Path) -> None:
    first, *others = sites = [tmp_path / name / "site" for name in ("a", "b", "c")]
    release(first, "before", signer(new_log=True))
    for site in others:
        release(site, "now", signer(previous=f"{first}"))
    release(first, "now", signer())
    here, *there = (
        {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
        for site in sites
    )
    assert [here] * 2 == there
    assert "proof/tile/0/000.p/2" in here
    assert "proof/tile/0/000.p/1" in here  # what belongs to the checkpoint before is still there


def test_nothing_is_signed_before_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, seen = tmp_path / "site", []
    sign = Signer.signed

    def noted(self: Signer, entries: tuple[LogEntry, ...]) -> SignedNote:
        seen.append((len(entries), (releases_of(site) / "log").exists()))
        return sign(self, entries)

    monkeypatch.setattr(registration.Signer, "signed", noted)
    release(site, "a", signer(new_log=True))
    assert {there for count, there in seen if count} == {True}
