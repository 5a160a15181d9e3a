"""`repeals` and `amends`, proposed from what the text says; what it leaves open the editor is asked."""

from collections.abc import Iterable
from dataclasses import replace

from gongkai.editing.facts import Facts, Older
from gongkai.editing.front import CHECK
from gongkai.editing.importing.work import Work, bears
from gongkai.model import Policy
from gongkai.model.title_marks import in_marks
from gongkai.text.own_statements import OlderNamed, own_statements

_FOUND = "按正文摘出"


def with_olders(facts: Facts, body: str, work: Work) -> tuple[Facts, list[str]]:
    """The facts with the older documents that the text repeals or amends, and remarks on those that want a number."""
    said = own_statements(facts.title, body)
    known = _known(work)
    remarks: list[str] = []

    def found(verb: str, field: str, named: Iterable[OlderNamed]) -> tuple[Older, ...]:
        olders: dict[Older, None] = {}
        for one in named:
            older = _older(one, known)
            if older is None:
                remark = f"正文说{verb}{in_marks(one.title) if one.title else one.number}，请查到文号和标题，写进 {field}"
                remarks.append(f"<!-- {CHECK}：{remark} -->")
            else:
                olders[older] = None
        return tuple(olders)

    repeals, amends = found("废止", "repeals", said.repeals), found("修改", "amends", said.amends)
    doubts = {**facts.doubts, "repeals": _FOUND, "amends": _FOUND}
    return replace(facts, repeals=repeals, amends=amends, doubts=doubts), list(dict.fromkeys(remarks))


def _known(work: Work) -> dict[str, tuple[str, str]]:
    """Number and title of every policy that is there, or was taken in just now, by its path."""
    known = {
        one.path: (one.number, one.title)
        for one in work.library.documents
        if isinstance(one, Policy) and one.has("number") and one.has("title")
    }
    return known | {path: (facts.number or "", facts.title) for path, facts in work.policies.items()}


def _older(named: OlderNamed, known: dict[str, tuple[str, str]]) -> Older | None:
    """Where the document is: by its number, else by its title, if one alone bears it."""
    if named.number:
        by_number = (
            path for path, (number, _title) in known.items() if number and named.number.endswith(number)
        )
        if path := next(by_number, None):
            return path
        return (named.number, named.title) if named.title else None
    bearing = [path for path, (_number, title) in known.items() if bears(title, named.title)]
    return bearing[0] if len(bearing) == 1 else None
