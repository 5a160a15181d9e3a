"""Templates are compiled once for all builds, and anew whenever anything they are compiled of changes."""

from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from gongkai.incremental.fingerprint import Fingerprint
from gongkai.incremental.kept_templates import KeptTemplates
from gongkai.incremental.memo import StoredMemo
from tests.memos import memo_in

TEXT = "{{ days }} 天"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are compiled."""
    texts: list[str] = []
    compile_text = jinja2.Environment.compile

    def noted(environment: jinja2.Environment, source: str, *given: object) -> object:
        texts.append(source)
        return compile_text(environment, source, *given)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    return texts


def rendered(memo: StoredMemo, text: str = TEXT) -> str:
    """What a template says, in a run that has just begun."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page.html": text}), autoescape=True, bytecode_cache=KeptTemplates(memo)
    )
    return environment.get_template("page.html").render(days=15)


def test_a_template_is_compiled_once(tmp_path: Path, compiled: list[str]) -> None:
    assert rendered(memo_in(tmp_path)) == "15 天" == rendered(memo_in(tmp_path))
    assert compiled == [TEXT]


def test_another_text_program_or_setting_compiles_it_anew(tmp_path: Path, compiled: list[str]) -> None:
    rendered(memo_in(tmp_path))
    assert rendered(memo_in(tmp_path), "{{ days }} 日") == "15 日"
    assert rendered(memo_in(tmp_path, program="another version")) == "15 天"
    assert rendered(memo_in(tmp_path, settings="other settings")) == "15 天"
    assert len(compiled) == 4


def test_where_others_have_a_hand_in_it_nothing_is_kept(tmp_path: Path, compiled: list[str]) -> None:
    memo = replace(memo_in(tmp_path), made_with=Fingerprint({"product": "this version"}, None))
    assert rendered(memo) == rendered(memo) == "15 天"
    assert len(compiled) == 2


def test_what_is_damaged_is_compiled_anew(tmp_path: Path, compiled: list[str]) -> None:
    memo = memo_in(tmp_path)
    rendered(memo)
    memo.store.close()
    file = tmp_path / "kept.sqlite"
    data = file.read_bytes()
    place = data.index("天".encode())
    file.write_bytes(data[:place] + "地".encode() + data[place + 3 :])
    assert rendered(memo_in(tmp_path)) == "15 天"
    assert len(compiled) == 2


def test_what_no_run_uses_any_more_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.incremental.kept_templates._SPARE", 2)
    for number in range(9):
        rendered(memo_in(tmp_path, program=f"version {number}"))
    (count,) = memo_in(tmp_path).store._ask("SELECT count(*) FROM templates", ())[0]
    assert count <= 4
