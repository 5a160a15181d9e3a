"""GK004: a field that the kind does not have, or a file in a place of no kind."""

import re
from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model.kinds import near_places
from gongkai.rules.faults import told_by_reader
from gongkai.rules.files import file_references
from gongkai.rules.misnamed import Misnamed
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """A field the kind does not have; a path of no kind.

    Why: a mistyped field would be ignored in silence, and its duty with it.
    """
    for told in told_by_reader("GK004", case):
        file = case.misnamed.get(told.path)
        yield _misnamed(file) if file and not file.kind else told
    referred = _referred(case)
    for one in case.misnamed.values():
        if one.kind or (one.path in case.library.others and one.path not in referred):
            yield _misnamed(one)


def _referred(case: Case) -> set[str]:
    """The files that documents name as attachments, if any has a document's name."""
    if case.library.others.isdisjoint(case.misnamed):
        return set()
    return {file.path for document in case.library.documents for file in file_references(document, case)}


def _misnamed(one: Misnamed) -> Violation:
    """A file whose name or place belongs to no kind, with where it was meant to lie."""
    folder, _, name = one.path.rpartition("/")
    said = "；".join(_what_is_wrong(name)) or "文件的位置或文件名不属于任何一类内容"
    if one.kind:
        said = f"从各个字段看是{one.kind}，却放在 {folder}/ 里"
    if not one.place:
        places = "、".join(near_places(one.path))
        fix = f"移到这样的位置：{places}；英文名只用小写字母、数字和连字符，不能叫 index 或 readme。"
    elif one.place.rpartition("/")[0] == folder:
        fix = f"改名为 {one.place.rpartition('/')[2]}"
    else:
        fix = f"移到 {one.place}"
    if one.place:
        fix += "，别的文件引用的就是它。" if one.asked_for else "。"
    return Violation(one.path, 1, said, fix, concerns=one.place)


def _what_is_wrong(name: str) -> Iterator[str]:
    stem, _, ending = name.partition(".")
    if ending not in ("md", "yml"):
        hidden = "（Windows 把最后的后缀名藏了起来）" if ending.lower().startswith(("md.", "yml.")) else ""
        yield f"后缀名是 .{ending}{hidden}，应为 .{'yml' if 'y' in ending.lower() else 'md'}"
    wrong = {
        "汉字": r"[^\x00-\x7f]",
        "大写字母": "[A-Z]",
        "空格": r"\s",
        "下划线或别的符号": r"[!-,./:-@\[-`{-~]",
    }
    if found := [what for what, signs in wrong.items() if re.search(signs, stem)]:
        yield f"文件名里有{'、'.join(found)}，网址里不能用"


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
