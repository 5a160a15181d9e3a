"""People who write, review and sign: a repository with their keys, for tests of approvals."""

import os
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from gongkai.approval import Approval, content_digest, read_record, record_path, written_record
from gongkai.building import pipeline
from gongkai.settings import read_settings
from tests.sections import ITS_GUIDE

DAY = date(2024, 2, 10)
STEPS = {"法规": ["fagui@example.gov.cn"], "保密": ["baomi@example.gov.cn"]}
PEOPLE = {
    "法规科": ["fagui", "fagui@example.gov.cn"],
    "保密员": ["baomi", "baomi@example.gov.cn"],
    "办公室": ["bangong", "bangong@example.gov.cn"],
}
ASKED = {"count": 2, "since": date(2024, 2, 1), "steps": STEPS, "people": PEOPLE, "evidence": ["signature"]}
GUIDE = "about/contact.md"
TEXT = "---\ntitle: 咨询和监督\npublished: 2024-02-10\n---\n\n办公时间可以到窗口咨询，也可以打电话。\n"


@dataclass(frozen=True)
class Desk:
    """A person's clone of the repository, where all that this person does is signed."""

    root: Path
    email: str

    def git(self, *arguments: str, fails: bool = False) -> str:
        """Run git as this person; `fails`: it has to be refused, and what was said is returned."""
        who = self.email.partition("@")[0]
        moment = f"{DAY}T12:00:00+08:00"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment |= {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": who,
            "GIT_AUTHOR_EMAIL": self.email,
            "GIT_COMMITTER_NAME": who,
            "GIT_COMMITTER_EMAIL": self.email,
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
            "GONGKAI_USER": who,
        }
        key = self.root.parent / f"{who}.key"
        known = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}", "-c", f"user.email={self.email}")
        done = subprocess.run(
            ["git", *known, *arguments],
            cwd=self.root,
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        assert bool(done.returncode) is fails, done.stderr
        return (done.stdout + done.stderr).strip()

    def write(self, path: str, text: str) -> None:
        """Put a file into the repository."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, said: str, *, signed: bool = False) -> None:
        """Commit everything there is."""
        self.git("add", "-A")
        self.git("commit", "-q", *(("-S",) if signed else ()), "-m", said)

    def approve(self, path: str, step: str, *, by: str, signed: bool = True, text: str | None = None) -> None:
        """Record an approval of a file as it lies here, or of another `text`, and commit the record."""
        lying = (self.root / "content" / path).read_bytes() if text is None else text.encode()
        file = self.root / "approvals" / record_path(path)
        before = read_record(file.read_bytes()) if file.is_file() else ()
        file.parent.mkdir(parents=True, exist_ok=True)
        one = Approval(step, self.person(by), DAY, content_digest(lying, {}), "signature")
        file.write_bytes(written_record([*before, one]))
        self.commit(f"审签：{step}", signed=signed)

    def person(self, who: str) -> str:
        """As the settings here have people written."""
        asked = read_settings(self.root / "mkdocs.yml").approvals
        return asked.person(who) if asked else who

    def findings(self, path: str = GUIDE) -> list[str]:
        """What GK405 says of a file here."""
        report = pipeline.check(read_settings(self.root / "mkdocs.yml", as_of=DAY)).report
        return [one.message for one in report.findings if one.code == "GK405" and one.path == path]


def key_of(folder: Path, email: str) -> str:
    """Make a person's key; the line by which the repository knows it."""
    key = folder / f"{email.partition('@')[0]}.key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", email, "-f", str(key)], check=True)
    return f"{email} {key.with_suffix('.key.pub').read_text(encoding='utf-8').strip()}\n"


def bureau(folder: Path, asked: dict[str, object] | None = None) -> tuple[Path, Desk]:
    """A bare repository with settings, signers and a section, and the keeper's clone of it."""
    shared = folder / "shared.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(shared)], check=True)
    subprocess.run(
        ["git", "clone", "-q", str(shared), str(folder / "keeper")], check=True, capture_output=True
    )
    keeper = Desk(folder / "keeper", "keeper@example.gov.cn")
    keeper.git("checkout", "-q", "-B", "main")
    signers = [key_of(folder, f"{who}@example.gov.cn") for who in ("fagui", "baomi", "bangong")]
    settings = {
        "site_name": "示例",
        "docs_dir": "content",
        "extra": {"gongkai": {"approvals": asked or ASKED}},
    }
    keeper.write("mkdocs.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))
    keeper.write("approvals/signers", "".join(signers))
    keeper.write(".gitignore", "/.cache/\n/site\n")
    for path, text in ITS_GUIDE.items():
        keeper.write(f"content/{path}", text.replace("2008-05-01", "2024-01-05"))
        keeper.write(f"content/{path.replace('guide', 'rules')}", text.replace("2008-05-01", "2024-01-05"))
    keeper.commit("begin")
    keeper.git("push", "-q", "origin", "main")
    return shared, keeper


def desk(folder: Path, email: str) -> Desk:
    """Another person's clone."""
    root = folder / email.partition("@")[0]
    subprocess.run(
        ["git", "clone", "-q", str(folder / "shared.git"), str(root)], check=True, capture_output=True
    )
    return Desk(root, email)
