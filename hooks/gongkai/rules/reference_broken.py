"""GK005: a field names a document or a file that is not there."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import About, Docket, Document, Event, Interpretation, Placed, Plan, Policy, Request
from gongkai.model.kinds import kind_of
from gongkai.model.misspellings import corrected_path, likely_target
from gongkai.rules.files import named_files, near_file, unreachable
from gongkai.rules.rule import Case, Rule
from gongkai.source.front_matter import Place


def check(document: Document | Placed[Request], case: Case) -> Iterator[Violation]:
    """The target is missing or of the wrong kind, or an attachment file is missing.

    Why: links both ways between policy, interpretation and docket are made from these fields.
    """
    if isinstance(document, Placed):
        yield from _disclosed(document, case)
        return
    for field in ("interprets", "based_on"):
        paths = getattr(document, field, ()) if document.has(field) else ()
        for index, path in enumerate(paths):
            yield from _target(document, _place(document, field, index), path, (Policy, Docket), case)
    if isinstance(document, Policy):
        for field in ("repeals", "amends", "extends"):
            for index, older in enumerate(getattr(document, field) if document.has(field) else ()):
                if isinstance(older, str):
                    yield from _target(document, _place(document, field, index), older, (Policy,), case)
    if isinstance(document, Docket) and document.has("result") and isinstance(document.result, str):
        yield from _target(document, ("result",), document.result, (Policy,), case)
    if isinstance(document, Event) and document.has("decision") and document.decision:
        yield from _target(document, ("decision",), document.decision, (Docket,), case)
    if isinstance(document, Plan) and document.has("tasks"):
        yield from _evidence(document, case)
    yield from _attachments(document, case)


def _disclosed(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    disclosed = placed.entry.disclosed if placed.entry.has("disclosed") else None
    if disclosed:
        yield from _target(placed, ("disclosed", "document"), disclosed.document, (Policy, About), case)


def _attachments(document: Document, case: Case) -> Iterator[Violation]:
    for named in named_files(document):
        if named.path not in case.library.others and not unreachable(named.path, case.library):
            how = "把附件放到本文件旁边，file 写它相对本文件的位置，例如 files/form.docx；不再需要的，删去这一项。"
            near = near_file(named.path, case.library)
            fix = f"是不是 {near}？是的，file 写它相对本文件的位置；不是的，{how}" if near else how
            message = f"附件文件“{named.written}”不存在"
            yield document.violation(named.place, message, fix=fix, concerns=near)


def _evidence(plan: Plan, case: Case) -> Iterator[Violation]:
    for index, task in enumerate(plan.tasks):
        for nth, evidence in enumerate(task.evidence):
            if not evidence.startswith(("https://", "http://")):
                place = _place(plan, "tasks", index, "evidence", nth)
                yield from _target(plan, place, evidence, (Document,), case)


def _place(document: Document, *place: str | int) -> Place:
    """An element of a list, or the field itself where one value was written without a list."""
    return place if document.line(*place) > 1 else place[:-1]


def _target(
    document: Document | Placed[Request],
    place: Place,
    path: str,
    kinds: tuple[type[Document], ...],
    case: Case,
) -> Iterator[Violation]:
    target, kind = case.library.get(path), kind_of(path)
    wanted = "或".join(getattr(one, "KIND", "栏目里有页面的文件") for one in kinds)
    if kind is not None and not issubclass(kind, kinds):
        fix, concerns = _remedy(document, path, kinds, wanted, case)
        message = f"“{path}”是{kind.KIND}，这里应为{wanted}"
        yield document.violation(place, message, fix=fix, concerns=concerns)
    elif target is None:
        if path not in case.library.unread:
            fix, concerns = _remedy(document, path, kinds, wanted, case)
            yield document.violation(place, f"所指的“{path}”不存在", fix=fix, concerns=concerns)
    elif (
        isinstance(document, Interpretation)
        and isinstance(target, Docket)
        and target.has("consultation")
        and not target.rounds
    ):
        message = f"“{path}”没有公开征求意见（consultation），没有可以解读的草案"
        yield document.violation(
            place, message, fix="改为解读政策文件，或者在该决策档案中补写 consultation。"
        )


def _remedy(
    document: Document | Placed[Request],
    written: str,
    kinds: tuple[type[Document], ...],
    wanted: str,
    case: Case,
) -> tuple[str, str]:
    """What to write instead, as exactly as can be known, and the path that should be there."""
    how = f"写{wanted}的位置，从栏目文件夹写起，例如 policies/2024/job-subsidy.md。"
    library, own = case.library, corrected_path(written)
    for one in case.misnamed.values():
        if one.place == own:
            return f"先把 {one.path} 改名为 {one.place}，这里就对了；改用别的名字的，这里跟着改。", own
    paper = next((p for p in sorted(library.others) if f"{p.rpartition('.')[0]}.md" == own), "")
    if paper:
        return f"{paper} 不是 .md 文件，不会成为页面：用 import 命令把它转成 {own}。", paper
    paths = {path: kind_of(path) for path in (*(d.path for d in library.documents), *library.unread)}
    fitting = [path for path, kind in paths.items() if kind is not None and issubclass(kind, kinds)]
    meant = library.likely_subjects.get((document.path, written)) or likely_target(written, fitting)
    if meant == own:
        return f"改成 {meant}：从栏目文件夹写起，用正斜杠，带 .md。", own
    if meant:
        return f"是不是 {meant}（文件改了名，或者这里写错了字）？是的，改成它；不是的，{how}", own
    return how, own


RULE = Rule(
    code="GK005",
    name="reference-broken",
    title="所指的文件不存在",
    says="解读对象、依据的文件、废止、修改或延长有效期的文件、决策结果、完成依据等所指的文件不存在或种类不对，或者附件文件不存在。",
    basis=law.SAME_SOURCE,
    fix="改正所写的位置。",
    check=check,
    waivable=False,
    subjects=(Document, Request),
    drafts=True,
)
