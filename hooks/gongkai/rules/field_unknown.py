"""GK004: a field that the kind does not have, or a file in a place of no kind."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.rules.faults import told_by_reader
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """A field the kind does not have; a path of no kind.

    Why: a mistyped field would be ignored in silence, and its duty with it.
    """
    yield from told_by_reader("GK004", case)


RULE = Rule(
    code="GK004",
    name="field-unknown",
    title="字段名或文件位置不认识",
    says="写了这类文件没有的字段（多半是打错了字），或者文件放在不属于任何一类内容的位置。",
    basis=law.HOUSE,
    fix="改正字段名，或者删去这一行。",
    check=check,
    waivable=False,
)
