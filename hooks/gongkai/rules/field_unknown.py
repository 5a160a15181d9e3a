"""GK004: a field that the kind does not have, a file in a place of no kind, or under a name that not all systems have."""

import re
from collections.abc import Collection, Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model.kinds import kind_of, near_places
from gongkai.operating_system import is_portable, usable_name, why_unusable
from gongkai.rules.faults import told_by_reader
from gongkai.rules.files import file_references
from gongkai.rules.misnamed import Misnamed
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """A field the kind does not have; a path of no kind, or that Windows cannot have.

    Why: a mistyped field would be ignored in silence, and its duty with it.
    """
    for told in told_by_reader("GK004", case):
        file = case.misnamed.get(told.path)
        yield _misnamed(file) if file and not file.kind else told
    odd = {path for path in case.library.others if not is_portable(path)}
    files = {*odd, *case.misnamed} & case.library.others
    referred = _referred(case) if files else frozenset()
    for one in case.misnamed.values():
        if one.kind or (one.path in files and one.path not in referred):
            yield _misnamed(one)
    written = (source.path for source in case.library.written)
    odd.update(path for path in written if not is_portable(path) and kind_of(path) is not None)
    yield from _unportable(odd - referred)


def _unportable(paths: Collection[str]) -> Iterator[Violation]:
    """Names that Windows cannot have, each once, on the first file that has it: the repository cannot be checked out
    there. Of attachments, GK505 says so where they are named."""
    told = set[str]()
    for path in sorted(paths):
        parts = path.split("/")
        for depth, name in enumerate(parts, 1):
            place = "/".join(parts[:depth])
            if (why := why_unusable(name)) and place not in told:
                told.add(place)
                what = "文件名" if depth == len(parts) else "文件夹的名字"
                fix = f"改名为 {usable_name(name)}；别处引用了它的，一起改。"
                yield Violation(path, 1, f"{what}“{name}”在 Windows 电脑上不能用：{why}", fix)


def _referred(case: Case) -> frozenset[str]:
    """The files that documents name as attachments."""
    references = (file_references(document, case) for document in case.library.documents)
    return frozenset(file.path for files in references for file in files)


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
    says="写了这类文件没有的字段（多半是打错了字），文件放在不属于任何一类内容的位置，或者文件名在 Windows 电脑上不能用。",
    basis=law.HOUSE,
    fix="改正字段名，或者删去这一行。",
    check=check,
    waivable=False,
)
