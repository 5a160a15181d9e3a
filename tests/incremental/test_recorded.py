"""What was asked while a result was made is asked again before it is taken: nothing can be asked unnoted."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gongkai.building import pipeline
from gongkai.incremental.dependencies import QueryAnswers
from gongkai.incremental.recorded_context import recorded_context
from gongkai.memo import Pairs
from gongkai.model import Catalogue, Docket, Document, Interpretation, Library, Policy, Reply, Waiver
from gongkai.settings import Settings
from gongkai.text import Texts, Versions, convert_all
from tests import whole_section as whole
from tests.memos import memo_in
from tests.sections import Section


@dataclass(frozen=True)
class Subject:
    path: str


Sides = tuple[Library, Texts, Settings]
Ask = Callable[[Library, Texts, Settings], object]


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Sides]:
    """The whole section, after one file has got other words; the same section again is not read again."""
    known: dict[tuple[str, str], Sides] = {}

    def section(path: str, text: str) -> Sides:
        if (path, text) not in known:
            files = whole.whole_section() | ({path: text} if path else {})
            settings = Section(tmp_path_factory.mktemp("section"), files, whole.TODAY).write()
            library = pipeline.read_library_of(settings)
            known[path, text] = library, convert_all(library), settings
        return known[path, text]

    return section


def _words(path: str) -> str:
    text = whole.whole_section()[path]
    assert isinstance(text, str)
    return text


WAIVERS = f"- {{path: {whole.JOB}, rule: GK104, until: 2030-01-01, reason: 另有安排, approved_by: 局务会}}\n"
ANOTHER = _words(whole.JOB_LATER)
NEWEST = "policies/2024/newest.md"
REPEALING = _words(whole.NEWER).replace("19号", "20号").replace(whole.OLD, whole.JOB)
PROLONGING = re.sub(
    "(?s)repeals:.*?\n(?=interpretation)", f"expires: 2028-03-31\nextends: {whole.JOB}\n", REPEALING
)
CLEANUP = _words(whole.LOAN).replace("创业担保贷款工作", "公布规范性文件清理结果").replace("15号", "20号")

ASKED: dict[str, tuple[Ask, str, str]] = {
    "a document": (
        lambda library, _texts, _settings: library[whole.JOB],
        whole.JOB,
        _words(whole.JOB).replace("11号", "12号"),
    ),
    "a document that may be": (
        lambda library, _texts, _settings: library.get(NEWEST),
        NEWEST,
        _words(whole.LOAN),
    ),
    "a text": (
        lambda _library, texts, _settings: texts[whole.JOB].html,
        whole.JOB,
        _words(whole.JOB) + "\n补充。\n",
    ),
    "all texts": (lambda _library, texts, _settings: list(texts), NEWEST, _words(whole.LOAN)),
    "interpretations": (
        lambda library, _texts, _settings: library.interpretations_of(library[whole.JOB]),
        "interpretations/2024/another.md",
        ANOTHER,
    ),
    "subjects": (
        lambda library, _texts, _settings: library.subjects_of(
            _kind(library, whole.JOB_LATER, Interpretation)
        ),
        whole.JOB_LATER,
        ANOTHER.replace(whole.JOB, whole.LOAN),
    ),
    "repeals": (
        lambda library, _texts, _settings: library.repealed_by(_kind(library, whole.JOB, Policy)),
        NEWEST,
        REPEALING,
    ),
    "dockets": (
        lambda library, _texts, _settings: library.dockets_of(_kind(library, whole.JOB, Policy)),
        whole.DECIDED,
        _words(whole.DECIDED).replace(whole.JOB, whole.LOAN),
    ),
    "events": (
        lambda library, _texts, _settings: library.events_of(_kind(library, whole.DECIDED, Docket)),
        whole.EVENT,
        _words(whole.EVENT).replace("form: 座谈会", f"decision: {whole.DECIDED}\nform: 座谈会"),
    ),
    "a catalogue": (
        lambda library, _texts, _settings: library.catalogue(2024),
        whole.CATALOGUE,
        _words(whole.CATALOGUE).replace('2024-03"', '2024-04"'),
    ),
    "responses": (
        lambda library, _texts, _settings: library.responses_to(library[whole.JOB]),
        whole.REPLY,
        _words(whole.REPLY).replace(whole.JOB, whole.LOAN),
    ),
    "what a response rests on": (
        lambda library, _texts, _settings: library.subjects_of(_kind(library, whole.REPLY, Reply)),
        whole.REPLY,
        _words(whole.REPLY).replace(whole.JOB, whole.LOAN),
    ),
    "requests that led to a document": (
        lambda library, _texts, _settings: library.disclosed_by(library[whole.LOAN]),
        whole.REQUESTS,
        _words(whole.REQUESTS).replace("申请人建议", "多个申请人申请"),
    ),
    "entries": (lambda library, _texts, _settings: library.entries(Waiver), "waivers.yml", WAIVERS),
    "a status": (
        lambda library, _texts, settings: library.status(_kind(library, whole.JOB, Policy), settings.today),
        NEWEST,
        REPEALING,
    ),
    "a last day": (
        lambda library, _texts, settings: library.expires_on(
            _kind(library, whole.JOB, Policy), settings.today
        ),
        NEWEST,
        PROLONGING,
    ),
    "prolonged": (
        lambda library, _texts, _settings: library.extended_by(_kind(library, whole.JOB, Policy)),
        NEWEST,
        PROLONGING,
    ),
    "cleanups": (lambda library, _texts, _settings: library.cleanups, NEWEST, CLEANUP),
    "working days": (
        lambda library, _texts, _settings: library.calendar.years,
        whole.CALENDAR,
        _words(whole.CALENDAR).replace("2024-05-01", "2024-05-06"),
    ),
    "a file": (
        lambda library, _texts, _settings: "policies/2024/files/new.csv" in library.others,
        "policies/2024/files/new.csv",
        "x",
    ),
    "all files": (
        lambda library, _texts, _settings: list(library.others),
        "policies/2024/files/new.csv",
        "x",
    ),
    "everything": (lambda library, _texts, _settings: library.all(Catalogue), NEWEST, _words(whole.LOAN)),
    "all that is out": (
        lambda library, _texts, settings: library.public(Document, settings.today),
        NEWEST,
        _words(whole.LOAN),
    ),
}


def _kind(library: Library, path: str, kind: type[Any]) -> Any:
    document = library[path]
    assert isinstance(document, kind)
    return document


@pytest.mark.parametrize("what", ASKED)
def test_what_was_asked_is_asked_again(what: str, sides: Callable[[str, str], Sides]) -> None:
    ask, path, text = ASKED[what]
    before, after = sides("", ""), sides(path, text)
    section, reads = QueryAnswers(*before).recorded(whole.EVENT)
    ask(*section)
    assert QueryAnswers(*before).hold(reads.kept())
    assert not QueryAnswers(*after).hold(reads.kept()), "the answer is another one"


@pytest.mark.parametrize("what", ["bytes", "size"])
def test_a_page_that_looks_into_a_file_is_of_that_file(what: str, sides: Callable[[str, str], Sides]) -> None:
    before = sides("", "")
    form = whole.whole_section()[whole.FORM]
    words = form if isinstance(form, str) else form.decode()
    after = sides(whole.FORM, words.swapcase() + "x" if what == "size" else "x" * len(words))
    context, reads = recorded_context(QueryAnswers(*before), whole.EVENT)
    assert context.file_size(whole.FORM) if what == "size" else context.file(whole.FORM)
    assert QueryAnswers(*before).hold(reads.kept())
    assert not QueryAnswers(*after).hold(reads.kept())


@pytest.mark.parametrize("ask", ["states", "details"])
def test_a_page_that_tells_of_versions_is_of_those(ask: str, sides: Callable[[str, str], Sides]) -> None:
    """A page of another document, too."""
    section = sides("", "")
    state = whole.TODAY.toordinal(), 0, "", ""
    before, after = (
        Versions(
            {whole.JOB: (state,)}, {whole.JOB: (whole.JOB, digest)}, Pairs({}, lambda _key: ((), (), b""))
        )
        for digest in ("a", "b")
    )
    answers = QueryAnswers(*section, before)
    context, reads = recorded_context(answers, whole.EVENT)
    getattr(context, ask)(section[0][whole.JOB])
    assert answers.hold(reads.kept())
    assert not QueryAnswers(*section, after).hold(reads.kept())
    assert not QueryAnswers(*section).hold(reads.kept())


def test_a_result_is_of_its_own_document_even_if_it_asks_nothing(sides: Callable[[str, str], Sides]) -> None:
    after = sides(whole.JOB, _words(whole.JOB).replace("11号", "12号"))
    _section, reads = QueryAnswers(*sides("", "")).recorded(whole.JOB)
    assert not QueryAnswers(*after).hold(reads.kept())


@pytest.mark.parametrize("name", [name for name in dir(Library) if not name.startswith("_")])
def test_nothing_can_be_asked_of_a_library_unnoted(name: str, sides: Callable[[str, str], Sides]) -> None:
    section, reads = QueryAnswers(*sides("", "")).recorded(whole.EVENT)
    asked = set(reads.answers)
    found = getattr(section[0], name)
    arguments = {
        "get": (whole.JOB,),
        "entries": (Waiver,),
        "catalogue": (2024,),
        "dockets_of_item": (2024, "1"),
    }
    document, today = section[0].whole[whole.JOB], section[2].today
    reads.answers = {question: reads.answers[question] for question in asked}
    if name in ("unread", "others"):
        assert "x" not in found
    elif name in arguments:
        found(*arguments[name])
    elif name in (
        *("interpretations_of", "subjects_of", "repealed_by", "amended_by", "extended_by", "dockets_of"),
        *("responses_to", "disclosed_by"),
    ):
        found(document)
    elif name == "events_of":
        found(section[0].whole[whole.DECIDED])
    elif name in ("status", "expires_on", "topics_of", "audiences_of"):
        found(document, today)
    else:
        getattr(section[0], name)
    assert name == "terms" or set(reads.answers) - asked


@pytest.mark.parametrize("days", [0, 1, -1])
def test_a_day_that_was_compared_holds_until_the_comparison_turns(
    days: int, sides: Callable[[str, str], Sides]
) -> None:
    library, texts, settings = sides("", "")
    section, reads = QueryAnswers(library, texts, settings).recorded(whole.EVENT)
    assert section[2].today <= settings.today + timedelta(days) or days < 0
    kept = reads.kept()
    for passed in range(-3, 4):
        then = replace(settings, today=settings.today + timedelta(passed))
        alike = (then.today <= settings.today + timedelta(days)) is (days >= 0)
        assert QueryAnswers(library, texts, then).hold(kept) is alike, passed


def test_a_recorded_result_is_made_again_when_anything_of_it_is_otherwise(
    tmp_path: Path, sides: Callable[[str, str], Sides]
) -> None:
    before, after = sides("", ""), sides(whole.JOB, _words(whole.JOB) + "\n补充。\n")
    calls: list[str] = []

    def make(subject: Subject, _library: Library, texts: Texts, _settings: Settings) -> int:
        calls.append(subject.path)
        return len(texts[subject.path].html)

    def run(section: Sides, program: str = "this", settings: str = "these", also: object = None) -> list[str]:
        calls.clear()
        given = {whole.LOAN: also} if also else None
        subjects = [Subject(whole.JOB), Subject(whole.LOAN)]
        found = list(
            memo_in(tmp_path, 1, program, settings).recorded("lengths", make, subjects, section, given)
        )
        assert found == [len(section[1][one.path].html) for one in subjects]
        return list(calls)

    both = [whole.JOB, whole.LOAN]
    assert run(before) == both
    assert run(before) == []
    assert run(after) == [whole.JOB]
    assert run(after, also=1) == [whole.LOAN]
    assert run(after, also=1) == []
    assert run(after, also=1, settings="others") == both
    assert run(after, also=1, program="another") == both
