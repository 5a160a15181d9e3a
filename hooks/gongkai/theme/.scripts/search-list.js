// What is listed for a query, and in which order. No DOM in here.

import { unitsOf } from "./search-index.js";
import { bands, byStanding, simplified, SURE } from "./search-meaning.js";

const PAGE = 20, FEW = 3;
const WORTH = 3, WORTH_OF = 5; // after the first few, a result that has less than three fifths of the best one's score only makes the list longer

/** What is listed: exact hits, else what surely answers by its meaning; `near`: what comes after them. `by` tells which. */
export function listed(index, exact, meaning) {
  const held = new Set(exact.map(({ unit }) => documentOf(index, unit)));
  const documents = byDocument(index, meaning).filter(({ unit }) => !held.has(documentOf(index, unit)));
  const sure = documents.slice(0, FEW).some((one) => one.sure >= SURE);
  const most = Math.max(0, ...documents.map(({ score }) => score)), subjects = new Map();
  const { contact, head } = meaning, results = head ? ordered(index, exact, meaning) : exact;
  const worth = documents.filter(({ unit, score }) => {
    const subject = subjectOf(index, unit, head);
    if (!subjects.has(subject)) subjects.set(subject, subjects.size);
    return subjects.get(subject) < FEW || score * WORTH_OF >= most * WORTH;
  });
  if (contact >= 0 && held.has(contact)) withContact(index, results, contact);
  else if (contact >= 0 && documents.length) withContact(index, worth, contact);
  if (exact.length) return { by: "words", results, near: exact.length < FEW ? worth : worth.filter((one) => one.sure >= SURE) };
  return sure ? { by: "meaning", results: worth.slice(0, PAGE), near: [] } : { by: "near", results: [], near: worth };
}

/** Exact hits: what was asked for by its name, then band by band what the query means as well, within a band what holds today
    first; what is past with the last of them; what was withdrawn. */
function ordered(index, exact, meaning) {
  const { past } = index.columns, score = new Map(), rest = [], gone = [], over = [];
  for (const one of meaning.results) score.set(one.unit, one.score);
  const named = exact.filter(({ rank }) => rank < 0);
  for (const one of exact) if (one.rank >= 0) (past[one.unit] > 1 ? gone : past[one.unit] ? over : rest).push(one);
  const found = bands(rest, meaning.head, ({ unit }) => score.get(unit) || 0);
  found.push((found.pop() || []).concat(over));
  return named.concat(...found.map((band) => firstOfSubjects(index, byStanding(band, meaning.head), meaning.head)), gone);
}

/** What meets a query as well: one result of each subject before all the others. */
function firstOfSubjects(index, band, head) {
  const seen = new Set(), first = [], others = [];
  for (const one of band) {
    const subject = subjectOf(index, one.unit, head);
    (seen.has(subject) ? others : first).push(one);
    seen.add(subject);
  }
  return first.concat(others);
}

/** The document that a unit is, or is a question of. */
export const documentOf = (index, unit) => unit - index.columns.asked[unit];

/** The document that a unit's document explains, else that one itself. */
function subjectOf(index, unit, head) {
  const document = documentOf(index, unit), far = head ? head.explains[document] : 0;
  return document + (far % 2 ? -(far + 1) / 2 : far / 2);
}

/** A document and what explains it answer the same. Of what is found by its meaning they are one result, a question that asks the same
    if there is one, that is told of the other `documents`; what exact hits have is told with the first of them. */
export function together(index, hits, near, by, meaning) {
  const { head } = meaning;
  const told = new Map(), add = (one) => {
    const subject = subjectOf(index, one.unit, head), held = told.get(subject);
    if (!held) return told.set(subject, Object.assign({ documents: new Set([documentOf(index, one.unit)]) }, one));
    held.documents.add(documentOf(index, one.unit));
    if (asksSame(one, meaning) && isAsked(one, held, meaning)) told.set(subject, Object.assign({}, one, { documents: held.documents }));
  };
  if (by === "meaning") {
    hits.forEach(add);
    return [Array.from(told.values()), near];
  }
  near.forEach(add);
  for (const one of hits) {
    const subject = subjectOf(index, one.unit, head), { documents } = told.get(subject) || {};
    if (documents && told.delete(subject)) one.documents = documents;
  }
  return [hits, Array.from(told.values())];
}

/** Who asks whom to turn to is told so, third at the latest. */
function withContact(index, documents, contact) {
  const place = documents.findIndex(({ unit }) => documentOf(index, unit) === contact);
  if (place >= 0 && place < FEW) return;
  const [own] = place < 0 ? [{ unit: contact, sure: SURE }] : documents.splice(place, 1);
  documents.splice(FEW - 1, 0, own);
}

/** Whether a question that comes as near is what is asked for, rather than what is held: above all one that asks the same (how, how much …). */
function isAsked(one, held, meaning) {
  return meaning.asks && one.question && one.score * 5 >= held.score * 4 && (!held.question || (asksSame(one, meaning) && !asksSame(held, meaning)));
}

const asksSame = ({ unit, question }, { asks, head }) => question && (head.asked[unit] & asks) > 0;

/** The best result of each document; where something is asked, the question that comes as near as its document. */
export function byDocument(index, meaning) {
  const best = new Map();
  for (const result of meaning.results) {
    const first = documentOf(index, result.unit), held = best.get(first);
    const one = Object.assign({ order: held ? held.order : best.size, question: result.unit > first }, result);
    if (!held) best.set(first, one);
    else if (isAsked(one, held, meaning)) best.set(first, Object.assign(one, { sure: Math.max(held.sure, one.sure) }));
  }
  return Array.from(best.values()).sort((a, b) => a.order - b.order);
}

const CHARACTERS = 8, BY_FIELD = [8, 6, 4, 1];

/** Where neither words nor their meaning are found: the documents that have most of its characters, the rare ones counting for more;
    else the page that tells whom to ask. */
export async function byCharacters(index, head, query) {
  const asked = Array.from(new Set(simplified(head, query))).filter((one) => one > "\u33ff" && !head.single.includes(one));
  const points = new Map();
  for (const units of await Promise.all(asked.slice(0, CHARACTERS).map((one) => unitsOf(index, one)))) {
    const weight = Math.log(index.units / Math.max(units.size, 1));
    units.forEach((field, unit) => points.set(unit, (points.get(unit) || 0) + BY_FIELD[field] * weight));
  }
  const results = Array.from(points, ([unit, score]) => ({ unit, score })).sort((a, b) => b.score - a.score || a.unit - b.unit);
  return results.length || head.contact < 0 ? byDocument(index, { results }) : [{ unit: head.contact }];
}
