"""Pages of past versions are framed together, and come out as they would one by one."""

from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.engine import shared_frame
from tests.evidence import feb
from tests.exports.test_old_addresses import SITE, settings_of
from tests.repositories import Repository
from tests.sample import renderer

ODD = "“甲&乙”　#1 100% 'c' <d>"


def page(title: str, text: str) -> str:
    return f"---\ntitle: {title}\npublished: 2024-02-01\n---\n\n一、受理时间\n\n{text}\n"


def policy(number: int, title: str, text: str) -> str:
    return (
        f'---\ntitle: "{title}"\nnumber: 示人社〔2024〕{number}号\nissuer: 示例区人力资源和社会保障局\n'
        f"signed: 2024-02-01\npublished: 2024-02-01\n---\n\n{text}\n"
    )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.create(tmp_path / "repository")
    for number, text in enumerate(("每月100元。", "每月200元。", "每月[300元](../../policies/2024/b.md)。")):
        made.commit(
            feb(1 + 3 * number),
            {
                "about/windows.md": page("办事窗口", text.replace("../../", "../")),
                "policies/2024/a.md": policy(1, ODD, text),
                "policies/2024/b.md": policy(2, "普通的办法", text),
            },
        )
    return made


def built(repository: Repository) -> dict[str, bytes]:
    settings = settings_of(repository, feb(20), SITE)
    assert not [one for one in pipeline.check(settings).report.findings if one.severity == "error"]
    pipeline.build(settings, renderer(settings), clean=True)
    return {
        file.relative_to(settings.site).as_posix(): file.read_bytes()
        for file in settings.site.rglob("*.html")
        if "/versions/" in file.as_posix()
    }


def test_they_are_as_they_would_be_one_by_one(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    render = shared_frame.SharedFrames._rendered

    def counted(self: shared_frame.SharedFrames, *given: object) -> object:
        rendered.append(str(given))
        return render(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(shared_frame.SharedFrames, "_rendered", counted)
    together = built(repository)
    assert len(together) == 3 * 4
    assert len(rendered) == 2 * 2, (
        "each depth of policies once with signs and once whole, and no page besides"
    )
    assert any(b"&amp;" in data and "甲".encode() in data for data in together.values())
    monkeypatch.setattr("gongkai.engine.frame.shares_frame", lambda _page: False)
    assert built(repository) == together
