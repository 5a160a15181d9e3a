"""What became of a document, in words: the mark beside its title, a sentence for each of its subjects, and where to
read what holds now. `validity.py` decides; here it is only told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law import in_words
from gongkai.model.decision import Docket, ResultElsewhere
from gongkai.model.document import Document
from gongkai.model.interpretation import Interpretation
from gongkai.model.library import Library
from gongkai.model.policy import Policy, Status
from gongkai.model.progress import ending_of
from gongkai.model.response import Response
from gongkai.model.title_marks import in_marks
from gongkai.model.validity import answers_hold, apply_until, is_over, last_day, rests_on

WITHDRAWN = "已撤下"
DRAFT, DECIDED = "草案，尚未决定", "草案已有结果"
CLOSED = "受理已截止"
_AMENDED = "起已有修改"


@dataclass(frozen=True)
class Pointer:
    """Where to read on: what it is, its title (with its mark, if it is over too), its path or address."""

    label: str
    title: str
    url: str


@dataclass(frozen=True)
class Sentence:
    """A sentence: `who` is 本文件, 所解读的文件 or a title; what became of it; what to read instead."""

    who: str
    text: str
    over: bool
    see: tuple[Pointer, ...] = ()

    @property
    def words(self) -> str:
        """The whole sentence, without links."""
        see = "".join(f"，{one.label}{in_marks(one.title)}" for one in self.see)
        return f"{self.who}{self.text}{see}。"


@dataclass(frozen=True)
class Standing:
    """How a document stands today; without a mark and sentences it simply holds."""

    mark: str = ""
    """What stands beside its title, and beside its questions, wherever they are shown."""
    over: bool = False
    since: date | None = None
    """The first day on which it was over, or suspended."""
    sentences: tuple[Sentence, ...] = ()

    @property
    def words(self) -> str:
        """All sentences, without links."""
        return "".join(one.words for one in self.sentences)


def standing_of(document: Document, library: Library, today: date) -> Standing:
    """How a public document, and the answers in it, stand today."""
    if document.withdrawn and document.withdrawn_on(today):
        who, see = "本文件", tuple(_instead_of(document, library, today))
        if isinstance(document, Interpretation | Response):
            who = "本解读" if isinstance(document, Interpretation) else "本回应"
        sentence = Sentence(who, f"已于{in_words(document.withdrawn.on)}撤下", True, see)
        return Standing(WITHDRAWN, True, document.withdrawn.on, (sentence,))
    if isinstance(document, Policy):
        return _policy(document, library, today)
    if isinstance(document, Interpretation | Response):
        return _of_its_subjects(document, library, today)
    if isinstance(document, Docket) and (ending := ending_of(document, library, today)):
        text = f"已于{in_words(ending.on)}{ending.how}：{ending.reason}"
        sentence = Sentence("本决策事项", text, ending.final)
        return Standing(ending.stage, ending.final, ending.on, (sentence,))
    return Standing()


def draft_standing(docket: Docket, library: Library, today: date) -> Standing:
    """How the draft of a decision stands, and with it what was said of it."""
    who = "所解读的草案"
    if docket.withdrawn and docket.withdrawn_on(today):
        sentence = Sentence(who, f"已于{in_words(docket.withdrawn.on)}撤下", True)
        return Standing(WITHDRAWN, True, docket.withdrawn.on, (sentence,))
    if ending := ending_of(docket, library, today):
        what = "不再推进" if ending.final else "暂停推进"
        text = f"{what}，该决策事项已于{in_words(ending.on)}{ending.how}：{ending.reason}"
        return Standing(ending.stage, ending.final, ending.on, (Sentence(who, text, ending.final),))
    if docket.decided and docket.decided <= today:
        text = f"已于{in_words(docket.decided)}作出决策，以决策结果为准"
        sentence = Sentence(who, text, True, tuple(_result_of(docket, library, today)))
        return Standing(DECIDED, True, docket.decided, (sentence,))
    return Standing(DRAFT, False, None, (Sentence(who, "尚未作出决策，不是现行规定", False),))


def _policy(policy: Policy, library: Library, today: date, known: date = date.min) -> Standing:
    """A policy that is not withdrawn; what amended it up to the day `known` needs no word."""
    status, end = library.status(policy, today), last_day(policy, library, today)
    if end is not None and end < today:
        text, since = _ended(policy, status, library, today)
        sentence = Sentence("本文件", text, True, tuple(_in_force_instead(policy, library, today)))
        return Standing(status, True, since, (sentence,))
    notes = tuple(_notes(policy, library, today, known))
    changed = status is not Status.AMENDED or any(one.text.endswith(_AMENDED) for one in notes)
    mark = status if changed and status is not Status.VALID else ""
    until = apply_until(policy, library, today)
    return Standing(mark or (CLOSED if until and until < today else ""), False, None, notes)


def _ended(policy: Policy, status: Status, library: Library, today: date) -> tuple[str, date]:
    """What ended it, and since when."""
    end = library.expires_on(policy, today)
    if status is Status.EXPIRED and end:
        return f"有效期到{in_words(end)}为止，已经失效", end + timedelta(days=1)
    newer = [one for one in _public(library.repealed_by(policy), today) if one.in_force_from <= today]
    own = policy.repealed if policy.repealed and policy.repealed.on <= today else None
    day = min([*(one.in_force_from for one in newer), *([own.on] if own else [])])
    by = f"（{own.by}）" if own and own.by and own.on == day else ""
    known = min([*(max(one.in_force_from, one.published) for one in newer), *([own.on] if own else [])])
    return f"已于{in_words(day)}废止，不再执行{by}", known


def _notes(policy: Policy, library: Library, today: date, known: date) -> Iterator[Sentence]:
    """What a reader must know of a policy that is not over."""
    if policy.in_force_from > today:
        yield Sentence("本文件", f"自{in_words(policy.in_force_from)}起施行，目前尚未生效", False)
    for newer in _public(library.amended_by(policy), today):
        if newer.published > known:
            done = _AMENDED if newer.in_force_from <= today else "起将有修改"
            see = (_to(newer, "见", library, today),)
            yield Sentence("本文件", f"自{in_words(newer.in_force_from)}{done}", False, see)
    for newer in _public(library.repealed_by(policy), today):
        see = (_to(newer, "以后的规定见", library, today),)
        yield Sentence("本文件", f"将自{in_words(newer.in_force_from)}起废止", False, see)
    until = apply_until(policy, library, today)
    if until and until < today:
        yield Sentence("本文件", f"规定的申请受理已于{in_words(until)}截止", False)


def _of_its_subjects(one: Interpretation | Response, library: Library, today: date) -> Standing:
    """How an interpretation stands by what it interprets, a response by what it rests on."""
    what = "所解读的" if isinstance(one, Interpretation) else "所依据的"
    subjects = rests_on(one, library, today)
    found = [_subject(subject, one.published, library, today) for subject in subjects]
    if not any(standing.sentences for standing in found):
        return Standing()
    over = all(standing.over for standing in found)
    partly = not over and any(standing.over for standing in found)
    sentences: list[Sentence] = []
    for subject, standing in zip(subjects, found, strict=True):
        only = f"{what}{'文件' if isinstance(subject, Policy) else '草案'}"
        who = in_marks(subject.title) if len(subjects) > 1 else only
        own = standing.sentences or ((Sentence(who, "仍然有效", False),) if partly else ())
        for said in own:
            others = tuple(pointer for pointer in said.see if pointer.url != one.url)
            sentences.append(replace(said, who=who, see=others))
    since = max((standing.since for standing in found if standing.since), default=None) if over else None
    sentences.sort(key=lambda said: not said.over)
    mark = _mark(subjects, found, over, partly)
    if isinstance(one, Response):
        mark = mark.replace("原文件", "所依据文件")
    return Standing(mark, over, since, tuple(sentences))


def _subject(subject: Document, known: date, library: Library, today: date) -> Standing:
    if isinstance(subject, Docket):
        return draft_standing(subject, library, today)
    if isinstance(subject, Policy) and not subject.withdrawn_on(today):
        return _policy(subject, library, today, known)
    return standing_of(subject, library, today)


def _mark(subjects: tuple[Document, ...], found: list[Standing], over: bool, partly: bool) -> str:
    """What an interpretation is marked with: what all that counts of its subjects have in common."""
    marks = {standing.mark for standing in found if standing.over or not (over or partly)} - {""}
    if not marks:
        return ""
    what = marks.pop() if len(marks) == 1 else "不再执行" if over or partly else "有变化"
    if what in (DRAFT, DECIDED, CLOSED) or all(isinstance(subject, Docket) for subject in subjects):
        return what if not partly else f"部分{what}"
    return f"部分原文件{what}" if partly else f"原文件{what}"


def _in_force_instead(policy: Policy, library: Library, today: date) -> Iterator[Pointer]:
    """The policies that took a policy's place, over any number of repeals, and what explains them."""
    heirs = tuple(_heirs(policy, library, today))
    for heir in heirs:
        label = "以后的规定见" if heir.in_force_from > today else "现行规定见"
        yield _to(heir, "见" if is_over(heir, library, today) else label, library, today)
    yield from _explaining(heirs, library, today)


def _heirs(policy: Policy, library: Library, today: date) -> Iterator[Policy]:
    """The last in each line of repeals that begins with a policy: what holds, or is over and followed by nothing."""
    met = {policy.path}

    def last_after(one: Policy) -> Iterator[Policy]:
        for newer in _public(library.repealed_by(one), today):
            if newer.path not in met:
                met.add(newer.path)
                later = {it.path for it in _public(library.repealed_by(newer), today)} - {policy.path}
                goes_on = later and is_over(newer, library, today)
                yield from last_after(newer) if goes_on else (newer,)

    return last_after(policy)


def _instead_of(document: Document, library: Library, today: date) -> Iterator[Pointer]:
    """What to read in place of something that was withdrawn."""
    if isinstance(document, Policy):
        yield from _in_force_instead(document, library, today)
    if isinstance(document, Interpretation | Response):
        subjects = rests_on(document, library, today)
        yield from (_to(subject, "原文件见", library, today) for subject in subjects)
        yield from _explaining(subjects, library, today)  # which it is not itself: it holds no more


def _result_of(docket: Docket, library: Library, today: date) -> Iterator[Pointer]:
    """What the decision became, and what explains it."""
    result = docket.result
    if isinstance(result, ResultElsewhere):
        if result.title and result.url:
            yield Pointer("结果见", result.title, result.url)
        return
    policy = library.get(result) if result else None
    if policy is None or not policy.public_on(today):
        yield Pointer("结果见", docket.title, docket.url)
        return
    yield _to(policy, "结果见", library, today)
    if isinstance(policy, Policy) and is_over(policy, library, today):
        yield from _in_force_instead(policy, library, today)
    yield from _explaining((policy,), library, today)


def _explaining(subjects: Iterable[Document], library: Library, today: date) -> Iterator[Pointer]:
    """The interpretations that were published with any of these and hold, each once."""
    found = {one.path: one for subject in subjects for one in library.interpretations_of(subject)}
    for one in found.values():
        if one.public_on(today) and not one.followup and answers_hold(one, library, today):
            yield Pointer("解读见", one.title, one.url)


def _to(document: Document, label: str, library: Library, today: date) -> Pointer:
    """A pointer to a document that may be over itself, which it says then; sentences are not asked for, since
    two documents may name each other."""
    title = document.title
    if document.withdrawn_on(today):
        title += f"（{WITHDRAWN}）"
    elif isinstance(document, Policy) and is_over(document, library, today):
        title += f"（{library.status(document, today)}）"
    return Pointer(label, title, document.url)


def _public(documents: Iterable[Policy], today: date) -> list[Policy]:
    return [one for one in documents if one.public_on(today)]
