"""GK007: two things bear one name that must be theirs alone."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Catalogue, Policy, Request
from gongkai.rules.rule import Case, Rule

_Claim = tuple[Hashable, str, Violation]
"""What is claimed, who claims it (for the other's message), and the violation if it is not alone."""


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


def _shared(claims: Iterable[_Claim]) -> Iterator[Violation]:
    by_name: dict[Hashable, list[_Claim]] = defaultdict(list)
    for claim in claims:
        by_name[claim[0]].append(claim)
    for same in by_name.values():
        for index, (_name, _who, violation) in enumerate(same if len(same) > 1 else ()):
            other = same[0 if index else 1][1]
            yield Violation(
                violation.path, violation.line, violation.message.format(other=other), violation.fix
            )


def _brace(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _numbers(case: Case) -> Iterator[_Claim]:
    for policy in case.library.all(Policy):
        if policy.has("number") and policy.own_number:
            message = f"发文字号“{_brace(policy.number)}”与 {{other}} 相同"
            yield policy.number, policy.path, policy.violation("number", message)


def _index_numbers(case: Case) -> Iterator[_Claim]:
    for policy in case.library.all(Policy):
        if policy.has("index"):
            message = f"索引号“{_brace(policy.index_number)}”与 {{other}} 相同"
            yield policy.index_number, policy.path, policy.violation("index", message)


def _items(catalogue: Catalogue) -> Iterator[_Claim]:
    for index, item in enumerate(catalogue.items):
        message = f"事项编号“{_brace(item.id)}”与{{other}}相同"
        violation = catalogue.violation(("items", index, "id"), message)
        yield item.id, f"第 {violation.line} 行的事项", violation


def _requests(case: Case) -> Iterator[_Claim]:
    for placed in case.library.all_entries:
        if isinstance(placed.entry, Request):
            message = f"登记号“{_brace(placed.entry.no)}”与{{other}}相同"
            violation = placed.violation("no", message)
            yield (placed.path, placed.entry.no), f"第 {violation.line} 行的登记", violation


def _questions(case: Case) -> Iterator[_Claim]:
    for document in case.library.documents:
        if document.has("draft") and document.draft:
            continue
        for question in case.text(document).questions:
            message = f"问题的编号“{question.id}”与 {{other}}相同"
            fix = "给其中一个换一个编号：在问题那一行末尾写 {#编号}，编号只用小写字母、数字和连字符。"
            violation = document.body_violation(question.line, message, fix=fix)
            yield question.id, f"{document.path} 第 {violation.line} 行的问题", violation


RULE = Rule(
    code="GK007",
    name="duplicate",
    title="编号重复",
    says="两份文件的发文字号或索引号相同，同一目录里两个事项编号相同，同一登记表里两条登记号相同，或者两个问题的编号相同。",
    basis=law.CATALOGUE_OF_INFORMATION,
    fix="核对原件，改正其中一个；同一文件不要录入两次。",
    check=check,
    can_wait=True,
)
