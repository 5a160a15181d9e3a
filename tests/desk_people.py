"""Three people at desks of their own, with a server between them, and two Word files to be taken in."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest

from benchmarks.preview import serving
from tests.approving import ASKED, DAY, Desk, bureau, desk, key_of
from tests.sample import ROOT

HOOKS = ROOT / "hooks" / "gongkai" / "data" / "section" / "server"
PEOPLE = ("clerk", "fagui", "baomi")
NOTICE = (
    "示例区人力资源和社会保障局文件",
    "示人社〔2024〕31号",
    "关于开展高校毕业生技能培训补贴申领工作的通知",
    "各有关单位：",
    "为鼓励高校毕业生参加技能培训，现就补贴申领通知如下。",
    "一、补贴对象",
    "在示例区就业并取得技能证书的高校毕业生。",
    "二、补贴标准",
    "初级工每人补贴1000元，中级工每人补贴1500元。",
    "三、申领办法",
    "凭身份证和技能证书到区人力资源服务中心申领，当年12月31日截止。",
    "示例区人力资源和社会保障局",
    "2024年2月10日",
)
ANSWERS = (
    "《关于开展高校毕业生技能培训补贴申领工作的通知》政策解读",
    "问：哪些人可以申领补贴？",
    "答：在示例区就业并取得技能证书的高校毕业生。",
    "问：补贴多少钱？",
    "答：初级工每人补贴1000元，中级工每人补贴1500元。",
    "问：怎样申领？",
    "答：凭身份证和技能证书到区人力资源服务中心申领。",
)


def word_files(folder: Path, annexes: Sequence[str] = ()) -> list[Path]:
    """The two Word files; the notice lists `annexes`."""
    found = []
    listed = [f"附件：{title}" for title in annexes]
    for name, paragraphs in (("通知.docx", (*NOTICE[:-2], *listed, *NOTICE[-2:])), ("问答.docx", ANSWERS)):
        paper = docx.Document()
        for paragraph in paragraphs:
            paper.add_paragraph(paragraph)
        paper.save(str(folder / name))
        found.append(folder / name)
    return found


def office(folder: Path, patch: pytest.MonkeyPatch) -> dict[str, Desk]:
    """Each person's clone of a repository whose server has our hooks; everybody signs with a key of his own."""
    shared, _keeper = bureau(folder, {**ASKED, "exempt": ["about"]})
    key_of(folder, "clerk@example.gov.cn")
    patch.setenv("GONGKAI_PYTHON", sys.executable)
    patch.setenv("PYTHONPATH", str(ROOT / "hooks"))
    patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    patch.setenv("GONGKAI_SITE", str(folder / "published"))
    for name in ("pre-receive", "post-receive"):
        shutil.copy(HOOKS / name, shared / "hooks" / name)
    found = {}
    for who in PEOPLE:
        found[who] = known_as(desk(folder, f"{who}@example.gov.cn"), folder)
    return found


def known_as(one: Desk, folder: Path) -> Desk:
    """The same, with git set up for this person and the key that lies in the folder."""
    who = one.email.partition("@")[0]
    for name, said in (
        ("user.email", one.email),
        ("user.name", who),
        ("gpg.format", "ssh"),
        ("user.signingkey", str(folder / f"{who}.key")),
    ):
        one.git("config", name, said)
    return one


@contextmanager
def at_desk(one: Desk) -> Iterator[str]:
    """The address of somebody's desk, served from his clone."""
    with serving(one.root / "mkdocs.yml", "--as-of", f"{DAY}") as address:
        yield f"{address}preview/desk/"
