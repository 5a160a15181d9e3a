"""GK007: two things bear one name that must be theirs alone."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from typing import Any

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Catalogue, Document, Placed, Policy, Request
from gongkai.rules.rule import Case, Rule
from gongkai.text import Question

_Claim = tuple[str, Violation]
"""Who claims a name (for the other's message), and the violation if it is not alone."""
_Named = Iterable[tuple[Hashable, Callable[[], _Claim]]]
"""What is claimed, and the claim, told only where there is another."""


def check(case: Case) -> Iterator[Violation]:
    """Two policies with one 发文字号 or 索引号, catalogue items, register entries, questions with one id.

    Why: hotlines and readers find a document, an item, an answer by it.
    """
    yield from _shared(_numbers(case))
    yield from _shared(_index_numbers(case))
    yield from _shared(_questions(case))
    for catalogue in case.library.all(Catalogue):
        if catalogue.has("items"):
            yield from _shared(_items(catalogue))
    yield from _shared(_requests(case))


def _shared(named: _Named) -> Iterator[Violation]:
    by_name: dict[Hashable, list[Callable[[], _Claim]]] = defaultdict(list)
    for name, claim in named:
        by_name[name].append(claim)
    for same in by_name.values():
        claims = [claim() for claim in same] if len(same) > 1 else []
        for index, (_who, violation) in enumerate(claims):
            other = claims[0 if index else 1][0]
            yield Violation(
                violation.path, violation.line, violation.message.format(other=other), violation.fix
            )


def _brace(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _numbers(case: Case) -> _Named:
    for policy in case.library.all(Policy):
        if policy.has("number") and policy.own_number:
            yield policy.number, partial(_by_field, policy, "number", f"发文字号“{_brace(policy.number)}”")


def _index_numbers(case: Case) -> _Named:
    for policy in case.library.all(Policy):
        if policy.has("index"):
            number = policy.index_number
            yield number, partial(_by_field, policy, "index", f"索引号“{_brace(number)}”")


def _by_field(policy: Policy, field: str, what: str) -> _Claim:
    return policy.path, policy.violation(field, f"{what}与 {{other}} 相同")


def _items(catalogue: Catalogue) -> _Named:
    for index, item in enumerate(catalogue.items):
        yield item.id, partial(_by_item, catalogue, index)


def _by_item(catalogue: Catalogue, index: int) -> _Claim:
    message = f"事项编号“{_brace(catalogue.items[index].id)}”与{{other}}相同"
    violation = catalogue.violation(("items", index, "id"), message)
    return f"第 {violation.line} 行的事项", violation


def _requests(case: Case) -> _Named:
    for placed in case.library.all_entries:
        if isinstance(placed.entry, Request):
            yield (placed.path, placed.entry.no), partial(_by_request, placed)


def _by_request(placed: Placed[Any]) -> _Claim:
    violation = placed.violation("no", f"登记号“{_brace(placed.entry.no)}”与{{other}}相同")
    return f"第 {violation.line} 行的登记", violation


def _questions(case: Case) -> _Named:
    for document in case.library.documents:
        if document.has("draft") and document.draft:
            continue
        for question in case.text(document).questions:
            yield question.id, partial(_by_question, document, question)


def _by_question(document: Document, question: Question) -> _Claim:
    message = f"问题的编号“{question.id}”与 {{other}}相同"
    fix = "给其中一个换一个编号：在问题那一行末尾写 {#编号}，编号只用小写字母、数字和连字符。"
    violation = document.body_violation(question.line, message, fix=fix)
    return f"{document.path} 第 {violation.line} 行的问题", violation


RULE = Rule(
    code="GK007",
    name="duplicate",
    title="编号重复",
    says="两份文件的发文字号或索引号相同，同一目录里两个事项编号相同，同一登记表里两条登记号相同，或者两个问题的编号相同。",
    basis=law.CATALOGUE_OF_INFORMATION,
    fix="核对原件，改正其中一个；同一文件不要录入两次。",
    check=check,
    waivable=False,
    can_wait=True,
)
