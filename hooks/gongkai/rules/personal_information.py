"""GK501: a number of a person that would go out, or lies in the repository for all to see."""

from collections.abc import Iterator
from itertools import chain

from gongkai import law
from gongkai.findings import Violation
from gongkai.rules.files import file_references
from gongkai.rules.rule import Case, Rule
from gongkai.safety import numbers_in_lines, personal_numbers
from gongkai.safety.attachments import Examined
from gongkai.source import SourceFile

_Told = tuple[str, int, str, str, str]
"""Path, line, kind, masked number, digest."""


def check(case: Case) -> Iterator[Violation]:
    """A resident id number, a mobile number or a bank card number, wherever it stands.

    Why: 条例 art. 15, and the harm is done once it is out. Left alone: landlines, service numbers, codes of
    companies, projects and documents, amounts. `public_numbers` in the settings lists what is meant to be public.
    """
    told: dict[tuple[str, int, str], Violation] = {}
    written = (
        told
        for source in case.library.written
        if not source.is_link and case.looks_at(source.path)
        for told in _written(source, case)
    )
    for path, line, kind, masked, digest in chain(written, _attached(case)):
        if digest not in case.settings.public_numbers:
            told.setdefault((path, line, digest), Violation(path, line, f"含有{kind} {masked}"))
    yield from told.values()


def _written(source: SourceFile, case: Case) -> Iterator[_Told]:
    """What stands in a file that an editor wrote, and in its name."""
    path = source.path
    for one in personal_numbers(path):
        yield path, 1, f"文件名里的{one.kind}", one.masked, one.digest
    for number in source.front_numbers:
        yield path, number.line, number.kind, number.masked, number.digest
    text = case.texts.get(path)
    for number in text.safety.numbers if text else numbers_in_lines(source.body):
        yield path, number.line + source.body_line - 1, number.kind, number.masked, number.digest


def _attached(case: Case) -> Iterator[_Told]:
    """What is in files and their names, told where a document refers to them, else at the file itself."""
    named = set()
    for document in case.library.documents:
        for reference in file_references(document, case):
            named.add(reference.path)
            for kind, masked, digest in _in_file(reference.path, case):
                yield document.path, reference.line, f"{kind}（“{reference.written}”）", masked, digest
    for path in sorted(case.library.others - named):
        for kind, masked, digest in _in_file(path, case):
            yield path, 1, kind, masked, digest


def _in_file(path: str, case: Case) -> Iterator[tuple[str, str, str]]:
    for one in personal_numbers(path):
        yield f"文件名里的{one.kind}", one.masked, one.digest
    for number in case.attached.get(path, Examined()).numbers:
        yield f"附件里的{number.kind}", number.masked, number.digest


RULE = Rule(
    code="GK501",
    name="personal-information",
    title="含有个人信息",
    says="正文、文件开头、登记表、文件名或附件里有身份证号码、手机号码或银行卡号。",
    basis=law.NO_PERSONAL_DATA,
    fix="删去号码，或者改成办公电话；确需公开的号码，经批准写入设置的 public_numbers。",
    check=check,
    waivable=False,
    drafts=True,
    by_file=True,
)
