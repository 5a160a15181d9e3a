"""GK007: two things bear one name that must be theirs alone."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Catalogue, Document, Placed, Policy, Request
from gongkai.model.document import is_draft
from gongkai.operating_system import folded
from gongkai.rules.formerly import former_addresses
from gongkai.rules.rule import Case, Rule
from gongkai.text import Question


class _Claim(NamedTuple):
    """Who claims a name (for the other's message), the violation if it is not alone, and since when."""

    who: str
    violation: Violation
    since: tuple[date, ...] = ()


_Named = Iterable[tuple[Hashable, Callable[[], _Claim]]]
"""What is claimed, and the claim, told only where there is another."""


def check(case: Case) -> Iterator[Violation]:
    """Two policies with one 发文字号 or 索引号, catalogue items, register entries, questions with one id; one request in
    two registers; names of files that differ by capitals alone; former addresses.

    Why: hotlines and readers find a document, an item, an answer by it.
    """
    yield from _shared(_numbers(case))
    yield from _shared(_index_numbers(case))
    yield from _shared(_questions(case))
    for catalogue in case.library.all(Catalogue):
        if catalogue.has("items"):
            yield from _shared(_items(catalogue))
    yield from _shared(_requests(case))
    yield from _shared(_carried_over(case))
    yield from _shared(_file_names(case))
    yield from _shared(_former_addresses(case))


def _shared(named: _Named) -> Iterator[Violation]:
    by_name: dict[Hashable, list[Callable[[], _Claim]]] = defaultdict(list)
    for name, claim in named:
        by_name[name].append(claim)
    for same in by_name.values():
        if len(same) == 1:
            continue
        claims = [claim() for claim in same]
        newest = _newest(claims)
        for index, one in enumerate(claims):
            other = claims[0 if index else 1]
            message = one.violation.message.format(other=other.who)
            yield replace(one.violation, message=message, **_to_mend(one, other, newest))


def _newest(claims: list[_Claim]) -> _Claim | None:
    """The claim that came last, which is the copy; None where nobody can tell."""
    ordered = sorted((claim for claim in claims if claim.since), key=lambda claim: claim.since)
    if len(ordered) < len(claims) or ordered[-1].since == ordered[-2].since:
        return None
    return ordered[-1]


def _to_mend(claim: _Claim, other: _Claim, newest: _Claim | None) -> dict[str, Any]:
    """What to do about one of the claims: the newer file is the one to change."""
    if newest is None:
        return {}
    if claim is newest:
        how = claim.violation.fix or "对照原件改这里，不改那一份。"
        return {"fix": f"这一份较新，多半是复制 {other.who} 后忘了改：{how}"}
    place = newest.violation.path, newest.violation.line, "GK007"
    return {"follows_from": place, "fix": f"多半不用改这里：{newest.who} 较新，先改那一份。"}


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
    violation = policy.violation(field, f"{what}与 {{other}} 相同")
    return _Claim(policy.path, violation, _since(policy))


def _since(document: Document) -> tuple[date, ...]:
    """When a document came out, and was signed and drafted, as far as it says so."""
    days = (
        getattr(document, name, None) for name in ("published", "signed", "drafted") if document.has(name)
    )
    return tuple(filter(None, days)) if document.has("published") else ()


def _items(catalogue: Catalogue) -> _Named:
    for index, item in enumerate(catalogue.items):
        yield item.id, partial(_by_item, catalogue, index)


def _by_item(catalogue: Catalogue, index: int) -> _Claim:
    message = f"事项编号“{_brace(catalogue.items[index].id)}”与{{other}}相同"
    violation = catalogue.violation(("items", index, "id"), message)
    return _Claim(f"第 {violation.line} 行的事项", violation)


def _requests(case: Case) -> _Named:
    for placed in case.library.all_entries:
        if isinstance(placed.entry, Request):
            yield (placed.path, placed.entry.no), partial(_by_request, placed)


def _by_request(placed: Placed[Any]) -> _Claim:
    violation = placed.violation("no", f"登记号“{_brace(placed.entry.no)}”与{{other}}相同")
    return _Claim(f"第 {violation.line} 行的登记", violation)


def _carried_over(case: Case) -> _Named:
    """Requests by no. and day, each once a register: one that stands in two would be counted twice in the annual report."""
    seen = set[tuple[str, str, date]]()
    for placed in case.library.all_entries:
        if isinstance(placed.entry, Request):
            request = placed.entry
            key = placed.path, request.no, request.received
            if key not in seen:
                seen.add(key)
                yield key[1:], partial(_by_carried_over, placed)


def _by_carried_over(placed: Placed[Any]) -> _Claim:
    request = placed.entry
    message = f"登记号“{_brace(request.no)}”和收到日期 {request.received} 与 {{other}}相同，年度报告会把这件申请统计两次"
    fix = "一件申请只登记一次：结转下一年的，留在收到那一年的登记表里，答复也写在那里；删去另一条。"
    violation = placed.violation("no", message, fix=fix)
    return _Claim(f"{placed.path} 第 {violation.line} 行的登记", violation)


def _file_names(case: Case) -> _Named:
    """Files and folders by how Windows and Macs read their names; of a folder, the first file in it is told."""
    library = case.library
    paths = {*library.others, *(source.path for source in library.written)}
    names = {*paths, *_folders(paths)}
    if len(set(map(folded, names))) == len(names):
        return
    seen = set[str]()
    for path in sorted(paths):
        place = path
        while place and place not in seen:
            seen.add(place)
            above, _, name = place.rpartition("/")
            yield (above, folded(name)), partial(_by_file_name, path, place)
            place = above


def _folders(paths: Iterable[str]) -> set[str]:
    folders = {path.rpartition("/")[0] for path in paths}
    for folder in tuple(folders):
        above = folder.rpartition("/")[0]
        while above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    return folders


def _by_file_name(path: str, place: str) -> _Claim:
    what = "文件名" if path == place else "文件夹的名字"
    said = f"{what}“{_brace(place.rpartition('/')[2])}”与 {{other}} 只差大小写，Windows 和苹果电脑分不清"
    fix = "给其中一个换个名字；内容相同的，删去一个。别处引用了它的，一起改。"
    return _Claim(place, Violation(path, 1, said, fix))


def _former_addresses(case: Case) -> _Named:
    for document in case.library.documents:
        for index, address in former_addresses(document, case):
            if address and not is_draft(document):
                yield ("formerly", *address), partial(_by_former_address, document, index)


def _by_former_address(document: Document, index: int) -> _Claim:
    message = f"以前的网址“{_brace(document.formerly[index])}”与 {{other}} 写的相同"
    violation = document.violation(("formerly", index), message, fix=_ONE_LEADS)
    return _Claim(f"{document.path} 第 {violation.line} 行", violation)


_ONE_LEADS = "一个旧网址只能转到一份文件：核对是哪一份的，从另一份里删去。"


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
    return _Claim(f"{document.path} 第 {violation.line} 行的问题", violation, _since(document))


RULE = Rule(
    code="GK007",
    name="duplicate",
    title="编号重复",
    says="两份文件的发文字号或索引号相同，同一目录里两个事项编号相同，同一登记表里两条登记号相同，同一件申请登记在两个年度的登记表里，"
    "两个问题的编号相同，两个文件的名字只差大小写，或者两份文件写了同一个旧网址（formerly）。",
    basis=law.NAMES_UNIQUE,
    fix="核对原件，改正其中一个；同一文件不要录入两次。",
    check=check,
    waivable=False,
    can_wait=True,
)
