"""Front matter → typed document, with every fault named at its line in Chinese (GK001-GK004)."""

import difflib
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gongkai.model.document import Document, FieldFault, Unset, label, required_fields
from gongkai.model.fields import Record
from gongkai.model.misread import misread, without_repeats
from gongkai.model.partial import Partial
from gongkai.model.register import AnyRegisterEntry, Placed
from gongkai.source import Front, SourceFile

Vocabularies = Mapping[str, Mapping[str, str]]
AnyDocument = TypeVar("AnyDocument", bound=Document)
AnyPartial = TypeVar("AnyPartial", bound=Partial)
AnyRecord = TypeVar("AnyRecord", bound=Record)


def read_document(
    kind: type[AnyDocument], source: SourceFile, front: Front, words: Vocabularies
) -> tuple[AnyDocument, list[FieldFault]]:
    """The document in `source`, its faulty fields left unset, and the faults.

    Whether a field may be missing from an older document only the library can tell, see `missing`.
    """
    values = {key: value for key, value in front.values.items() if value != []}  # type: ignore[union-attr]
    document, faults = _understood(kind, source.path, front, values, words)
    if document is None:
        raise TypeError(f"{kind.__name__} has a field without a default")
    for field, value in tuple(document.__dict__.items()):
        if value is Unset:
            del document.__dict__[field]
    faults = without_repeats(faults, list(misread(kind, source.path, front, words)))
    return document.placed(source), faults + list(_unknown_and_empty(kind, source.path, front))


def draft_without_fields(kind: type[AnyDocument], source: SourceFile) -> AnyDocument:
    """What is known of a draft whose front matter cannot be read: nothing but that it is one."""
    document: Any = kind.model_construct()
    document.placed(source)
    for field in kind.model_fields:
        document.__dict__.pop(field, None)
    document.__dict__["draft"] = True
    found: AnyDocument = document
    return found


def _understood(
    kind: type[AnyPartial], path: str, front: Front, values: Any, words: Vocabularies
) -> tuple[AnyPartial | None, list[FieldFault]]:
    """As much as can be understood, faulty fields left unset; None without a field that has no default."""
    faults: list[FieldFault] = []
    spoilt: set[str] = set()
    while True:
        try:
            found = kind.model_validate(values, context=words)
            break
        except ValidationError as problem:
            for error in _told_once(problem.errors(include_url=False)):
                fault, field = _fault(kind, path, front, error)
                faults.append(fault)
                values = _without(values, front, error)
                if fault.code != "GK004":
                    spoilt.add(field)
        if any(field not in kind.model_fields or kind.model_fields[field].is_required() for field in spoilt):
            return None, faults
    for field in spoilt:
        found.__dict__.pop(field, None)
    return found, faults


def read_record(
    kind: type[AnyRecord], path: str, front: Front, words: Vocabularies
) -> tuple[AnyRecord | None, list[FieldFault]]:
    """A file that is data and no document, a year's calendar say: whole, or None and its faults."""
    try:
        return kind.model_validate(front.values, context=words), []
    except ValidationError as problem:
        errors = _told_once(problem.errors(include_url=False))
        return None, [_fault(kind, path, front, error)[0] for error in errors]


def read_entries(
    kind: type[AnyRegisterEntry], path: str, front: Front, words: Vocabularies
) -> tuple[list[Placed[AnyRegisterEntry]], list[FieldFault]]:
    """The entries of a register, those with a faulty field as far as understood, and the faults."""
    if not isinstance(front.values, list):
        if not front.values:
            return [], []
        fix = "每条登记以“- ”开头，另起一行。"
        return [], [FieldFault("GK003", path, front.line(()), "应为列表（每条以“- ”开头）", fix)]
    found: list[Placed[AnyRegisterEntry]] = []
    faults: list[FieldFault] = []
    for index, value in enumerate(front.values):
        within = front.within(index)
        entry, told = _understood(kind, path, within, value, words)
        told = without_repeats(told, list(misread(kind, path, within, words)))
        found += [Placed(path, index, entry, front)] if entry is not None else []
        faults += [*told, *(_unknown_and_empty(kind, path, within) if isinstance(value, dict) else ())]
    return found, faults


def missing(document: Document, bound: bool) -> Iterator[FieldFault]:
    """Required fields that are absent or empty, now left unset."""
    front = document.source.front
    values = front.values if isinstance(front, Front) and isinstance(front.values, dict) else {}
    excused = type(document).excused(values)
    for field in required_fields(type(document), bound):
        if not values.get(field) and field not in excused:
            document.__dict__.pop(field, None)
            name = label(type(document), field)
            said, fix = f"缺少“{name}”，或者没有填写内容", f"在文件开头补写“{name}”。"
            yield FieldFault("GK002", document.path, 1, said, fix, _concerns(document.path, field))


def _told_once(errors: list[Any]) -> list[Any]:
    """The errors less those that only follow: a list whose elements are refused is not too short besides."""
    deep = {error["loc"][:-1] for error in errors}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in deep]


def _without(values: dict[str, Any], front: Front, error: Any) -> dict[str, Any]:
    """The values less the faulty field; of a group with one unknown name, less that name."""
    place = front.known_place(error["loc"])
    if not place:
        return {}
    if error["type"] != "extra_forbidden" or len(place) == 1:
        return {key: value for key, value in values.items() if key != place[0]}
    return {**values, place[0]: _cut(values[str(place[0])], place[1:])} if place[0] in values else values


def _cut(value: Any, place: tuple[str | int, ...]) -> Any:
    step, rest = place[0], place[1:]
    if isinstance(value, list) and isinstance(step, int):
        return [_cut(part, rest) if index == step else part for index, part in enumerate(value)]
    if not rest:
        return {key: part for key, part in value.items() if key != step}
    return {**value, step: _cut(value[step], rest)}


def _fault(kind: type[BaseModel], path: str, front: Front, error: Any) -> tuple[FieldFault, str]:
    """One validation error in the editor's words, and the top-level field it spoils."""
    place = front.known_place(error["loc"])
    field = str(place[0]) if place else ""
    name = f"“{label(kind, field)}”" if field else "这部分内容"
    if len(place) > 1 and isinstance(place[-1], str):
        name += f"中的“{_inner_label(kind, place[:-1], place[-1])}”"
    line = front.line(place)
    if error["type"] == "extra_forbidden":
        return _unknown(kind, path, place, line), field
    if error["type"] == "missing":
        inner = _inner_label(kind, place, str(error["loc"][-1]))
        where = f"{name}（第 {line} 行）" if place or line > 1 else ""
        fix = f"在第 {line} 行的内容中补写“{inner}”。" if where else f"补写“{inner}”。"
        concerns = _concerns(path, *place, error["loc"][-1])
        return FieldFault("GK002", path, 1, f"{where}缺少“{inner}”，或者没有填写内容", fix, concerns), field
    return FieldFault("GK003", path, line, f"{name}{_said(error)}", _remedy(error)), field


_TYPED_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_SHORT_DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def _remedy(error: Any) -> str | None:
    """What to write instead of what seems to be a day, or several words in one; None where that cannot be told."""
    given = error["input"]
    if not isinstance(given, str):
        return None
    is_day = "这一天" in error["msg"] or "不是日期" in error["msg"]
    if is_day and (found := _TYPED_DAY.fullmatch(given.strip())):
        year, month, day = map(int, found.groups())
        written = f"{year}-{month:02}-{day:02}"
        if written != given and year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return f"写成 {written}（年四位，月、日各两位，中间用半角的 -）。"
        return "对照原件，改成有的那一天，写成 2024-05-08 这样的形式。"
    if is_day and (found := _SHORT_DAY.fullmatch(given.strip())):
        month, day = map(int, found.groups())
        return f"日期要写年份，写成“年-{month:02}-{day:02}”，年四位；没有这一天的，对照原件改正。"
    if (
        "不在可选范围内" in error["msg"]
        and len(parts := [one.strip() for one in given.split("、") if one.strip()]) > 1
    ):
        return f"几项之间要用半角逗号，写成 [{', '.join(parts)}]；也可以运行 fix，由程序改。"
    return None


def _said(error: Any) -> str:
    given, kind = _shown(error["input"]), error["type"]
    if kind == "gongkai":
        return f"填写有误：{error['msg']}"
    if kind == "string_type":
        return f"应为一行文字，现为{given}"
    if kind in ("tuple_type", "list_type"):
        return f"应为列表，写成 [甲, 乙] 的形式，现为{given}"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"应为几项“名称: 值”的组合，现为{given}"
    if kind == "greater_than_equal":
        return f"不能小于 {error['ctx']['ge']}，现为{given}"
    if kind in ("too_short", "string_too_short"):
        return "不能为空"
    if kind == "string_pattern_mismatch" and "http" in error["ctx"]["pattern"]:
        return f"应为以 http:// 或 https:// 开头的网址，现为{given}"
    if kind == "string_pattern_mismatch":
        return f"应写成 2024 或 2024-06 的形式，现为{given}"
    return f"填写有误（{error['msg']}），现为{given}"


def _shown(given: Any) -> str:
    """What was written, as a clerk would name it."""
    if isinstance(given, list):
        return "列表"
    return "几项内容的组合" if isinstance(given, dict) else f"“{given}”"


def _unknown(kind: type[BaseModel], path: str, place: tuple[str | int, ...], line: int) -> FieldFault:
    """A name the kind does not have, with the one it may have meant."""
    written = str(place[-1])
    inner = _record_at(kind, place[:-1])
    names = {info.alias or name: info.title or "" for name, info in inner.model_fields.items()}
    titles = {title: name for name, title in names.items() if title}
    near = difflib.get_close_matches(written, [*names, *titles], n=1, cutoff=0.6)
    said, concerns = f"没有名为“{written}”的字段", ""
    if near:
        meant = titles.get(near[0], near[0])
        said += f"，是不是“{meant}”？"
        concerns = _concerns(path, *place[:-1], meant)
        fix = f"如果想写的是“{meant}”（{names[meant]}），改成“{meant}”；否则删去这一行。"
    else:
        fix = f"删去这一行；可用的字段有：{'、'.join(names)}。"
    return FieldFault("GK004", path, line, said, fix, concerns)


def _concerns(path: str, *place: str | int) -> str:
    return f"{path}#{'.'.join(map(str, place))}"


def _unknown_and_empty(kind: type[BaseModel], path: str, front: Front) -> Iterator[FieldFault]:
    """Unknown names without a value, which validation does not get to see."""
    for place, line in front.lines.items():
        if place and isinstance(place[-1], str) and _is_empty(front.values, place):
            inner: type[BaseModel] | None = kind
            for step in (step for step in place[:-1] if isinstance(step, str)):
                info = _field(inner, step) if inner else None
                inner = next(_records_in(info.annotation), None) if info else None
            if inner and _field(inner, place[-1]) is None:
                yield _unknown(kind, path, place, line)


def _is_empty(values: Any, place: tuple[str | int, ...]) -> bool:
    """Whether nothing was written at `place` (which may be an empty list, if it is no field of a group)."""
    for step in place[:-1]:
        values = values[step]
    return place[-1] not in values or (len(place) == 1 and values[place[-1]] == [])


def _inner_label(kind: type[BaseModel], place: tuple[str | int, ...], inner: str) -> str:
    return label(_record_at(kind, place), inner)


def _record_at(kind: type[BaseModel], place: tuple[str | int, ...]) -> type[BaseModel]:
    """The group of fields that stands at `place` in a document of this kind."""
    for step in place:
        if isinstance(step, str) and (info := _field(kind, step)) is not None:
            kind = next(_records_in(info.annotation), kind)
    return kind


def _field(kind: type[BaseModel], written: str) -> Any:
    return next((i for name, i in kind.model_fields.items() if written in (name, i.alias)), None)


def _records_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _records_in(part)
