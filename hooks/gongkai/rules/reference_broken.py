"""GK005: a field names a document or a file that is not there."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket, Document, Event, Interpretation, Plan, Policy
from gongkai.model.kinds import kind_of
from gongkai.rules.files import named_files, unreachable
from gongkai.rules.rule import Case, Rule
from gongkai.source.front_matter import Place


def check(document: Document, case: Case) -> Iterator[Violation]:
    """The target is missing or of the wrong kind, or an attachment file is missing.

    Why: links both ways between policy, interpretation and docket are made from these fields.
    """
    if isinstance(document, Interpretation) and document.has("interprets"):
        for index, path in enumerate(document.interprets):
            yield from _target(document, _place(document, "interprets", index), path, (Policy, Docket), case)
    if isinstance(document, Policy):
        for field in ("repeals", "amends"):
            for index, older in enumerate(getattr(document, field) if document.has(field) else ()):
                if isinstance(older, str):
                    yield from _target(document, _place(document, field, index), older, (Policy,), case)
    if isinstance(document, Docket) and document.has("result") and isinstance(document.result, str):
        yield from _target(document, ("result",), document.result, (Policy,), case)
    if isinstance(document, Event) and document.has("decision") and document.decision:
        yield from _target(document, ("decision",), document.decision, (Docket,), case)
    if isinstance(document, Plan) and document.has("tasks"):
        yield from _evidence(document, case)
    for named in named_files(document):
        if named.path not in case.library.others and not unreachable(named.path, case.library):
            yield document.violation(
                named.place,
                f"附件文件“{named.written}”不存在",
                fix="把附件放到本文件旁边，file 写它相对本文件的位置，例如 files/form.docx；不再需要的，删去这一项。",
            )


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
    document: Document, place: Place, path: str, kinds: tuple[type[Document], ...], case: Case
) -> Iterator[Violation]:
    target, kind = case.library.get(path), kind_of(path)
    wanted = "或".join(getattr(one, "KIND", "栏目里有页面的文件") for one in kinds)
    fix = f"写{wanted}的位置，从栏目文件夹写起，例如 policies/2024/job-subsidy.md。"
    if kind is not None and not issubclass(kind, kinds):
        yield document.violation(place, f"“{path}”是{kind.KIND}，这里应为{wanted}", fix=fix)
    elif target is None:
        if path not in case.library.unread:
            yield document.violation(place, f"所指的“{path}”不存在", fix=fix)
    elif (
        isinstance(document, Interpretation)
        and isinstance(target, Docket)
        and target.has("consultation")
        and target.consultation is None
    ):
        message = f"“{path}”没有公开征求意见（consultation），没有可以解读的草案"
        yield document.violation(
            place, message, fix="改为解读政策文件，或者在该决策档案中补写 consultation。"
        )


RULE = Rule(
    code="GK005",
    name="reference-broken",
    title="所指的文件不存在",
    says="解读对象、废止或修改的文件、决策结果、完成依据等所指的文件不存在或种类不对，或者附件文件不存在。",
    basis=law.SAME_SOURCE,
    fix="改正所写的位置。",
    check=check,
    waivable=False,
    subjects=(Document,),
    drafts=True,
)
