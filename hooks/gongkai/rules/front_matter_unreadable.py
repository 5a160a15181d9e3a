"""GK001: the file cannot be read as it is meant: its front matter, or characters in it that nobody sees."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.rules.faults import told_by_reader
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """No front matter, broken YAML, not UTF-8, a duplicate key, a YAML alias, a merge conflict, a control character.

    Why: what cannot be read cannot be judged, and must not pass for good; and nobody can approve what nobody sees.
    """
    yield from told_by_reader("GK001", case)


RULE = Rule(
    code="GK001",
    name="front-matter-unreadable",
    title="文件开头的信息读不出来",
    says="文件开头没有用 --- 括起来的信息，或者写法有误、不是 UTF-8 编码、同一字段写了两次、用了 YAML 的引用写法；"
    "或者文件里留有没处理完的合并冲突、看不见的控制字符。",
    basis=law.HOUSE,
    fix="对照同类文件，改正这一行的写法。",
    check=check,
    waivable=False,
)
