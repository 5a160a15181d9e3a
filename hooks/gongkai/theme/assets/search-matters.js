// What a question is about, and which documents are: the same as hooks/gongkai/search/{matters,by_matter}.py, number by number.
// Fetched only where nothing is surely an answer. No DOM in here.

import { columnOf } from "./search-files.js";
import { inOrder, SURE, WHOLE } from "./search-meaning.js";

const CERTAIN = 1000, LEVELS = 15, COUNTS_TENTHS = 12, ELSEWHERE = 500, GAP = 4096;

/** What `matters.z` tells, ready to be asked. */
export function openMatters(told) {
  const places = new Map(), counts = columnOf(told.counts), gaps = columnOf(told.gaps), weights = columnOf(told.weights);
  let piece = 0, end = 0;
  for (const group of told.pieces.split(" ")) {
    for (let i = 1; i < group.length; i++) places.set(group[i] === "!" ? group[0] : group[0] + group[i], [end, end += counts[piece++]]);
  }

  /** For each matter that a text speaks for, how likely it is. */
  function likely(text) {
    const points = new Map();
    piecesOf(text).forEach((one) => {
      const [start, stop] = places.get(one) || [0, 0];
      for (let i = start, matter = 0; i < stop; i++) {
        matter += gaps[i];
        points.set(matter, (points.get(matter) || 0) + weights[i]);
      }
    });
    if (!points.size) return points;
    const most = Math.max(...points.values()), curve = (behind) => told.curve[behind] || 0;
    let whole = (told.matters - points.size) * curve(most);
    points.forEach((own) => { whole += curve(most - own); });
    points.forEach((own, matter) => points.set(matter, Math.floor(CERTAIN * curve(most - own) / whole)));
    return points;
  }

  return {
    /** Results that may be no answer → the same, and what is about the matter that the question speaks of. */
    withMatters(results, text, head) {
      const points = new Map(), found = new Map(results.map((one) => [one.unit, one]));
      let elsewhere = 0;
      likely(text).forEach((share, matter) => {
        if (matter >= told.own) elsewhere += share;
        else about(told.units[matter], (unit, level) => points.set(unit, (points.get(unit) || 0) + share * level));
      });
      points.forEach((_, unit) => { if (!found.has(unit)) found.set(unit, { unit, score: 0, sure: 0 }); });
      return inOrder(Array.from(found.values(), ({ unit, score, sure }) => {
        const more = Math.floor((points.get(unit) || 0) * COUNTS_TENTHS * WHOLE / (10 * CERTAIN * LEVELS)), [, perCent] = head.standings[head.standing[unit]];
        return { unit, score: score + Math.floor(more * perCent / 100), sure: Math.min(sure, elsewhere >= ELSEWHERE ? SURE - 1 : WHOLE) };
      }), head);
    },
  };
}

function piecesOf(text) {
  const found = new Set();
  for (let i = 0; i < text.length; i++) {
    if (text[i] === " ") continue;
    found.add(text[i]);
    if (i + 1 < text.length && text[i + 1] !== " ") found.add(text.substr(i, 2));
  }
  return found;
}

/** The units that are about a matter, and how surely. */
function about(column, told) {
  const numbers = columnOf(column);
  for (let at = 0, first = 0; at < numbers.length; at += 4) {
    first += GAP * numbers[at] + numbers[at + 1];
    for (let unit = first; unit < first + numbers[at + 2]; unit++) told(unit, numbers[at + 3]);
  }
}
