// What a question is about, and which documents are: the same as hooks/gongkai/search/{matters,by_matter}.py, number by number.
// No DOM in here.

import { columnOf } from "./search-files.js";
import { inOrder, SURE, WHOLE } from "./search-meaning.js";

const CERTAIN = 1000, LEVELS = 15, COUNTS_TENTHS = 12, ELSEWHERE = 500, GAP = 4096;

/** What `matters.z` tells, ready to be asked. */
export function openMatters(told) {
  const said = new Map(), counts = columnOf(told.counts), gaps = columnOf(told.gaps), weights = columnOf(told.weights);
  const near = told.near.map(columnOf), add = (sums, key, more) => sums.set(key, (sums.get(key) || 0) + more);
  for (let i = 0, at = 0; i < counts.length; i++) {
    const units = [], levels = weights.subarray(at, at + counts[i]);
    for (let matter = 0; units.length < counts[i]; at++) units.push(matter += gaps[at]);
    said.set(told.characters[i], { units, levels });
  }

  /** For each matter that characters, and what pairs say, speak for, how likely it is. */
  function likely(characters, pairs) {
    const points = new Map(), entries = Array.from(characters, (one) => said.get(one)).concat(Array.from(pairs.values()));
    for (const entry of entries) if (entry) entry.units.forEach((matter, i) => add(points, matter, entry.levels[i]));
    if (!points.size) return points;
    const most = Math.max(...points.values()), curve = (behind) => told.curve[behind] || 0;
    let whole = (told.matters - points.size) * curve(most);
    points.forEach((own) => { whole += curve(most - own); });
    points.forEach((own, matter) => points.set(matter, Math.floor(CERTAIN * curve(most - own) / whole)));
    return points;
  }

  return {
    /** Results that may be no answer → the same, and what is about the matter that the question speaks of. */
    withMatters(results, characters, pairs, head) {
      const points = new Map(), serving = new Map(), found = new Map(results.map((one) => [one.unit, one]));
      let elsewhere = 0;
      likely(characters, pairs).forEach((share, matter) => {
        if (matter >= told.own) return elsewhere += share;
        add(serving, matter, share);
        for (let i = 0; i < near[matter].length; i += 2) add(serving, near[matter][i], Math.floor(share * near[matter][i + 1] / told.strongest));
      });
      serving.forEach((share, matter) => about(told.units[matter], (unit, level) => add(points, unit, share * level)));
      points.forEach((_, unit) => { if (!found.has(unit)) found.set(unit, { unit, score: 0, sure: 0 }); });
      return inOrder(Array.from(found.values(), ({ unit, score, sure }) => {
        const more = Math.floor((points.get(unit) || 0) * COUNTS_TENTHS * WHOLE / (10 * CERTAIN * LEVELS)), [, perCent] = head.standings[head.standing[unit]];
        return { unit, score: score + Math.floor(more * perCent / 100), sure: Math.min(sure, elsewhere >= ELSEWHERE ? SURE - 1 : WHOLE) };
      }), head);
    },
  };
}

/** The units that are about a matter, and how surely. */
function about(column, told) {
  const numbers = columnOf(column);
  for (let at = 0, first = 0; at < numbers.length; at += 4) {
    first += GAP * numbers[at] + numbers[at + 1];
    for (let unit = first; unit < first + numbers[at + 2]; unit++) told(unit, numbers[at + 3]);
  }
}
