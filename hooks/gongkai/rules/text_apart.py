"""GK113: the text says of the document what its fields do not (a warning)."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.law import in_words
from gongkai.model import Document, Elsewhere, Interpretation, Policy, Response
from gongkai.model.document import label
from gongkai.model.title_marks import in_marks
from gongkai.rules.rule import Case, Rule
from gongkai.text.layout_patterns import number_in
from gongkai.text.own_statements import OlderNamed, OwnStatements, is_empty, own_statements, same_document

_EMPTY = "把正文补上；正文只在附件里的，把文字转到这里（用 import 导入原文件），群众才读得到、搜得到。"
_DATE = "对照原件改正其中一处：signed 写成文日期（落款的日期）。"
_NUMBER = "对照原件改正其中一处，字段和正文的发文字号要一致。"


def check(document: Policy | Interpretation | Response, case: Case) -> Iterator[Violation]:
    """Another number, sign-off day or issuer in the text than in the fields; an older document that the text repeals
    or amends and no field names; annexes that are nowhere; no text at all.

    Why: status, banners and back links come from the fields, readers go by the text: one of the two misleads.
    """
    if document.has("withdrawn") and document.withdrawn_on(case.today):
        return
    if is_empty(document.source.body):
        if not _is_elsewhere(document):
            yield document.violation(None, "没有正文", fix=_EMPTY)
    elif isinstance(document, Policy):
        title = document.title if document.has("title") else ""
        said = own_statements(title, document.source.body)
        yield from _of_number(document, said)
        yield from _of_sign_off(document, said)
        yield from _of_older(document, case, said)
        yield from _of_annexes(document, said)


def _is_elsewhere(document: Document) -> bool:
    """Whether no text is due: it is to be read at the organ that made it, or GK106 misses its questions."""
    if isinstance(document, Interpretation):
        return document.form == "qa"
    return isinstance(document, Policy) and bool(
        document.republished or (document.lead is not None and document.lead.url)
    )


def _of_number(policy: Policy, said: OwnStatements) -> Iterator[Violation]:
    if said.number is None or not policy.has("number"):
        return
    line, number = said.number
    if number != (number_in(policy.number) or policy.number):
        message = f"正文里的发文字号是“{number}”，{label(Policy, 'number')}写的是“{policy.number}”"
        yield policy.body_violation(line, message, fix=_NUMBER)


def _of_sign_off(policy: Policy, said: OwnStatements) -> Iterator[Violation]:
    signed = said.sign_off
    if signed is None:
        return
    if policy.has("signed") and signed.day != policy.signed:
        message = (
            f"落款的日期是{in_words(signed.day)}，{label(Policy, 'signed')}写的是{in_words(policy.signed)}"
        )
        yield policy.body_violation(signed.line, message, fix=_DATE)
    if not policy.has("issuer"):
        return
    more = [organ for organ in signed.organs if not _is_among(organ, policy.issuer)]
    fewer = [organ for organ in policy.issuer if not _is_among(organ, signed.organs)]
    if more or fewer:
        told, written = "、".join(signed.organs), "、".join(policy.issuer)
        message = f"落款的机关是“{told}”，{label(Policy, 'issuer')}写的是“{written}”"
        fix = "对照原件改正其中一处；联合发文的，issuer 列出全部机关，牵头的写在最前。"
        yield policy.body_violation(signed.organ_line, message, fix=fix)


def _is_among(organ: str, organs: tuple[str, ...]) -> bool:
    """Whether an organ is one of these, with or without the name of the city before it."""
    bare = [one.replace(" ", "") for one in (organ, *organs)]
    return any(one.endswith(bare[0]) or bare[0].endswith(one) for one in bare[1:])


def _of_older(policy: Policy, case: Case, said: OwnStatements) -> Iterator[Violation]:
    for verb, field, named in (("废止", "repeals", said.repeals), ("修改", "amends", said.amends)):
        fields = ("repeals",) if field == "repeals" else ("amends", "repeals")
        if not named or not all(policy.has(one) for one in fields):
            continue
        known = [known for one in fields for known in _known(getattr(policy, one), case)]
        if None in known:
            continue  # GK005 tells; what it was to be is open
        told: set[tuple[str, str]] = set()
        for older in named:
            if (older.title, older.number) in told or any(_is_same(older, one) for one in known if one):
                continue
            told.add((older.title, older.number))
            where = "正文" if older.line else "标题"
            name = in_marks(older.title) if older.title else ""
            name += (f"（{older.number}）" if name else older.number) if older.number else ""
            message = f"{where}说{verb}{name}，{label(Policy, field)}里没有写"
            fix = _older_fix(field, older)
            if older.line:
                yield policy.body_violation(older.line, message, fix=fix)
            else:
                yield policy.violation("title", message, fix=fix)


def _older_fix(field: str, older: OlderNamed) -> str:
    number, title = older.number or "发文字号", older.title or "标题"
    return (
        f"在 {field} 里加上这份文件：本栏目有的，写它的路径（policies/年份/文件名.md）；"
        f"没有的，写 {{number: {number}, title: {title}}}。原文件的页面会自动标注状态。"
    )


def _known(olders: tuple[str | Elsewhere, ...], case: Case) -> Iterator[tuple[str, str] | None]:
    """Title and number of each document that a field names; None for one that nobody can read."""
    for one in olders:
        if isinstance(one, Elsewhere):
            yield one.title, one.number
            continue
        policy = case.library.get(one)
        if isinstance(policy, Policy) and policy.has("title") and policy.has("number"):
            yield policy.title, policy.own_number
        else:
            yield None


def _is_same(older: OlderNamed, known: tuple[str, str]) -> bool:
    title, number = known
    number = number_in(number) or ""
    if older.number and number:
        return older.number.endswith(number) or number.endswith(older.number)
    return same_document(older.title, title)


def _of_annexes(policy: Policy, said: OwnStatements) -> Iterator[Violation]:
    if not said.annex_line or not policy.has("attachments"):
        return
    there = len(policy.attachments) + len(said.enclosed)
    if there and (there >= len(said.annexes) or any("附件" in one.title for one in policy.attachments)):
        return
    titles = [one.title for one in policy.attachments]
    names = [one for one in said.annexes if not any(same_document(one, title) for title in titles)]
    what = f"“{'”“'.join(names)}”" if names else ""
    message = f"正文提到附件{what}，{label(Policy, 'attachments')}里没有，正文里也没有"
    fix = "把附件放进同年的 files 文件夹，写进 attachments；附件没有公开的，删去或者说明在哪里取。"
    yield policy.body_violation(said.annex_line, message, fix=fix)


RULE = Rule(
    code="GK113",
    name="text-apart",
    title="正文和字段说的不一样",
    says="正文里的发文字号、落款日期、落款机关和字段不同，说了废止、修改哪份文件而字段里没有，提到附件而没有附件，或者没有正文。",
    basis=law.TEXT_SAME,
    fix="对照原件，改正正文或者字段。",
    check=check,
    is_duty=True,
    subjects=(Policy, Interpretation, Response),
    severity="warning",
)
