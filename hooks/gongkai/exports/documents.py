"""A public document for other platforms: a row of `api/v1/documents.json`."""

from collections.abc import Mapping
from datetime import date
from functools import singledispatch
from typing import Any

from gongkai.exports.json_output import attachment_address, digest, last_change, root_of
from gongkai.model import (
    Catalogue,
    Clarification,
    Consultation,
    Docket,
    Document,
    Interpretation,
    Item,
    Library,
    Policy,
    Reply,
    Response,
)
from gongkai.model.consultation import Channel
from gongkai.model.fields import Elsewhere
from gongkai.model.policy import Apply
from gongkai.model.progress import ending_of, items_listed, rounds_of, stage_of, stage_of_item
from gongkai.model.successors import WITHDRAWN, standing_of
from gongkai.settings import Settings
from gongkai.text import Text, Texts, shown_html, shown_questions

Row = dict[str, Any]


def document_row(
    document: Document, library: Library, texts: Texts, settings: Settings, days: Mapping[str, str]
) -> Row:
    """One document: what all kinds have, then what its kind has. Of a withdrawn one only the notice is told. `days`
    as in `last_change`."""
    today, root, text = settings.today, root_of(settings), texts[document.path]
    row = document_fields(document, library, text, today)
    row["updated"] = last_change(document.path, document, days, today)
    told = digest([row, shown_html(document, text, today)])
    row["attachments"] = [one | {"url": f"{root}{one['url']}"} for one in row.get("attachments", ())]
    return row | {"url": f"{root}{document.url}", "hash": told}


def document_fields(document: Document, library: Library, text: Text, today: date) -> Row:
    """The fields of a row that rest on the section and the day alone; addresses are relative to the site's first
    page."""
    withdrawn = document.withdrawn if document.withdrawn_on(today) else None
    row: Row = {
        "path": document.path,
        "kind": document.KIND,
        "title": document.title,
        "status": WITHDRAWN if withdrawn else _status(document, library, today),
        "published": document.published.isoformat(),
        "topics": list(library.topics_of(document, today)),
        "audiences": list(library.audiences_of(document, today)),
        "withdrawn": {"on": withdrawn.on.isoformat(), "reason": withdrawn.reason} if withdrawn else None,
        "corrected": [{"on": c.on.isoformat(), "what": c.what} for c in document.corrected if c.on <= today],
    }
    if not withdrawn:
        row["summary"] = getattr(document, "summary", None)
        row["attachments"] = [
            {"title": one.title, "url": attachment_address(document, one.file)}
            for one in document.attachments
        ]
        row["questions"] = [q.id for q in shown_questions(document, text, today)]
    return row | _own(document, library, today) | {"url": document.url}


def _status(document: Document, library: Library, today: date) -> str | None:
    if isinstance(document, Policy):
        return str(library.status(document, today))
    if isinstance(document, Interpretation | Response):
        return standing_of(document, library, today).mark or None
    return str(stage_of(document, library, today)) if isinstance(document, Docket) else None


@singledispatch
def _own(_document: Document, _library: Library, _today: date) -> Row:
    """What only this kind has; nothing for kinds that others have no use for."""
    return {}


@_own.register
def _policy(policy: Policy, library: Library, today: date) -> Row:
    end = library.expires_on(policy, today)
    row: Row = {
        "number": policy.own_number or None,
        "index_number": policy.index_number,
        "issuer": list(policy.issuer),
        "signed": policy.signed.isoformat(),
        "effective": policy.in_force_from.isoformat(),
        "expires": _iso(end),
        "repeals": _olders(policy.repeals, library, today),
        "amends": _olders(policy.amends, library, today),
        "repealed_by": [one.path for one in library.repealed_by(policy) if one.public_on(today)],
        "amended_by": [one.path for one in library.amended_by(policy) if one.public_on(today)],
        "interpretations": [one.path for one in library.interpretations_of(policy) if one.public_on(today)],
    }
    if policy.extends:
        row["extends"] = [one["path"] for one in _olders(policy.extends, library, today)]
    if prolonged := [one.path for one in library.extended_by(policy) if one.public_on(today)]:
        row["extended_by"] = prolonged
    if policy.normative:
        review = policy.normative.review
        row["normative"] = {"registered": policy.normative.registered, "review": _iso(review)}
    if policy.repealed and policy.repealed.on <= today:
        row["repealed"] = {"on": policy.repealed.on.isoformat(), "by": policy.repealed.by}
    if policy.lead:
        row["lead"] = {"issuer": policy.lead.issuer, "url": policy.lead.url}
    if policy.republished:
        row["republished"] = {"from": policy.republished.from_, "url": policy.republished.url}
    if policy.withdrawn_on(today):
        return row
    if policy.apply:
        row["apply"] = _application(policy.apply)
    return row | _office(policy)


def _application(apply: Apply) -> Row:
    """Where to apply, and from the first day until the last; between them, if only in windows, in which."""
    periods = apply.periods
    row: Row = {"url": apply.url, "from": _iso(periods[0][0]), "until": _iso(periods[-1][1])}
    if apply.windows:
        row["windows"] = [{"from": _iso(first), "until": _iso(last)} for first, last in periods]
    return row


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@_own.register
def _interpretation(interpretation: Interpretation, library: Library, today: date) -> Row:
    subjects = (one.path for one in library.subjects_of(interpretation) if one.public_on(today))
    row: Row = {
        "interprets": list(subjects),
        "form": interpretation.form,
        "followup": interpretation.followup,
        "covers": list(interpretation.covers),
    }
    return row if interpretation.withdrawn_on(today) else row | _office(interpretation)


@_own.register
def _response(response: Response, library: Library, today: date) -> Row:
    row: Row = {"based_on": [one.path for one in library.subjects_of(response) if one.public_on(today)]}
    if response.withdrawn_on(today):
        return row
    if isinstance(response, Clarification):
        row |= {"heard": response.heard, "verdict": response.verdict}
    if isinstance(response, Reply):
        row |= {"asked": response.asked, "channel": response.channel}
    return row | _office(response)


@_own.register
def _docket(docket: Docket, library: Library, today: date) -> Row:
    if docket.withdrawn_on(today):
        return {}
    row: Row = {"catalogue_item": docket.catalogue_item, "major": docket.major}
    row["stage"] = str(stage_of(docket, library, today))
    if rounds := [_round(one.consultation) for one in rounds_of(docket, library, today)]:
        row["consultation"] = rounds[-1]
        row["consultations"] = rounds
    if ending := ending_of(docket, library, today):
        row["ended"] = {"on": ending.on.isoformat(), "how": ending.how, "reason": ending.reason}
    if docket.decided and docket.decided <= today:
        row["decided"] = docket.decided.isoformat()
        result = library.get(docket.result) if isinstance(docket.result, str) else None
        row["result"] = result.path if result and result.public_on(today) else None
    return row | _office(docket)


def _round(asked: Consultation) -> Row:
    row: Row = {
        "opens": asked.opens.isoformat(),
        "closes": asked.closes.isoformat(),
        "channels": list(map(str, asked.channels)),
    }
    if ways := [one.model_dump() for one in asked.channels if isinstance(one, Channel)]:
        row["ways"] = ways
    if longer := asked.extended:
        row["extended"] = {
            "from": longer.from_.isoformat(),
            "on": longer.on.isoformat(),
            "reason": longer.reason,
        }
    return row


@_own.register
def _catalogue(catalogue: Catalogue, library: Library, today: date) -> Row:
    if catalogue.withdrawn_on(today):
        return {"year": catalogue.year}
    items = [_item(item, catalogue.folder_year, library, today) for item in items_listed(catalogue, today)]
    return {"year": catalogue.year, "items": items}


def _item(item: Item, year: int, library: Library, today: date) -> Row:
    """An item of the catalogue as far as it has come; its adjustment, once that has happened."""
    dockets = library.dockets_of_item(year, item.id)
    changed = item.changed if item.changed and item.changed <= today else None
    return {
        "id": item.id,
        "title": item.title,
        "department": item.department,
        "planned": item.planned,
        "stage": str(stage_of_item(item, dockets, library, today)),
        "status": item.status if changed else None,
        "changed": _iso(changed),
        "dockets": [one.path for one in dockets if one.public_on(today)],
    }


def _olders(olders: tuple[str | Elsewhere, ...], library: Library, today: date) -> list[Row]:
    """The older documents that are named: those of this section by their path, as far as they are out."""
    found: list[Row] = []
    for older in olders:
        if isinstance(older, Elsewhere):
            found.append({"path": None, "number": older.number, "title": older.title})
        elif isinstance(policy := library.get(older), Policy) and policy.public_on(today):
            number = policy.own_number or None
            found.append({"path": policy.path, "number": number, "title": policy.title})
    return found


def _office(document: Policy | Interpretation | Docket | Response) -> Row:
    return {"department": document.department, "contact": document.contact}
