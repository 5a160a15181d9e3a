"""GK001: the front matter cannot be read, so nothing in it can be judged."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.rules.faults import told_by_reader
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """No front matter, broken YAML, not UTF-8, a duplicate key, a YAML alias.

    Why: what cannot be read cannot be judged, and must not pass for good.
    """
    yield from told_by_reader("GK001", case)


RULE = Rule(
    code="GK001",
    name="front-matter-unreadable",
    title="文件开头的信息读不出来",
    says="文件开头没有用 --- 括起来的信息，或者写法有误、不是 UTF-8 编码、同一字段写了两次、用了 YAML 的引用写法。",
    basis=law.HOUSE,
    fix="对照同类文件，改正这一行的写法。",
    check=check,
    waivable=False,
)
