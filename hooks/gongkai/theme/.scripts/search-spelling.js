// What was typed wrongly or in pinyin, put right: the same as hooks/gongkai/search/spelling.py, step by step. No DOM in here; fetched
// only where something of a query is strange.

import { isChinese, runsOf, SHORT } from "./search-meaning.js";

const KEPT = 6, STRANGE = 12, LONGEST_SYLLABLE = 6, SAME = 8, ALIKE = 6, RHYME = 3, BOTH_SIDES = 9, LIKE_ENOUGH = 4, FEW_LETTERS = 6;

let usual;

/** The characters of GB 2312's first level, in its order. What a browser needs to read them takes it a while, so it is asked for early. */
export function usualCharacters() {
  if (usual) return usual;
  const codes = new Uint8Array(40 * 94 * 2);
  for (let i = 0; i < codes.length; i += 2) codes.set([0xb0 + Math.floor(i / 188), 0xa1 + i / 2 % 94], i);
  usual = new TextDecoder("gbk").decode(codes).replace(/[^\u4e00-\u9fff]/g, "");
  return usual;
}

/** What `spelling.z` tells → what makes of a query what was meant. */
export function openSpelling(told) {
  const spelling = prepareSpelling(told);
  return (query) => respelled(query, spelling);
}

/** What is told of sounds and pairs, looked up when it is asked for: tables of all characters and pairs take a cheap phone a tenth of a second. */
function prepareSpelling({ usual: lengths, sounds: unusual, alike, readings, pairs }) {
  const bySound = new Map(), all = ` ${pairs.join(" ")} `, groups = all.slice(1, -1).split(" ");
  const characters = usualCharacters(), names = lengths.match(/[a-z]+/g), ends = lengths.match(/[0-9]+/g).map(Number), soundOfUnusual = new Map();
  for (let run = 1; run < ends.length; run++) ends[run] += ends[run - 1];
  for (const sound of Object.keys(unusual)) for (const one of unusual[sound]) soundOfUnusual.set(one, sound);
  const soundOf = (one) => {
    const place = one ? characters.indexOf(one) : -1;
    if (place < 0) return soundOfUnusual.get(one);
    let low = 0, high = ends.length - 1;
    while (low < high) {
      const middle = low + high >> 1;
      if (ends[middle] > place) high = middle; else low = middle + 1;
    }
    return names[low];
  };
  const isSyllable = (letters) => Object.prototype.hasOwnProperty.call(unusual, letters);
  const charactersSounding = (sound) => {
    if (!isSyllable(sound)) return "";
    return names.map((name, run) => (name === sound ? characters.slice(ends[run - 1] || 0, ends[run]) : "")).join("") + unusual[sound];
  };
  const pairsSounding = (sound, other) => {
    const both = `${sound} ${other}`, firsts = charactersSounding(sound), seconds = charactersSounding(other), found = [];
    const readOtherwise = Object.keys(readings).filter((pair) => readings[pair] === both);
    for (const group of groups) {
      const fits = firsts.includes(group[0]);
      if (!fits && !readOtherwise.some((pair) => pair[0] === group[0])) continue;
      for (let i = 1; i < group.length && found.length < KEPT; i++) {
        if ((fits && seconds.includes(group[i])) || readOtherwise.includes(group[0] + group[i])) found.push(group[0] + group[i]);
      }
    }
    return found;
  };
  /** Where a character stands, as the first of its group or as a second one. */
  const placesOf = (one, asFirst) => {
    const places = [];
    for (let at = isChinese(one) ? all.indexOf(one) : -1; at > 0; at = all.indexOf(one, at + 1)) {
      if ((all[at - 1] === " ") === asFirst) places.push(at);
    }
    return places;
  };
  return {
    isSyllable,
    alike,
    soundOf,
    /** The most frequent pairs that sound so. */
    pairsOf(sound, other) {
      const both = `${sound} ${other}`;
      if (!bySound.has(both)) bySound.set(both, pairsSounding(sound, other));
      return bySound.get(both);
    },
    /** A character of a syllable, one of a frequent pair if there is one. */
    firstOf(sound) {
      let first = all.length, found = charactersSounding(sound)[0];
      for (const one of charactersSounding(sound)) {
        const at = all.indexOf(one);
        if (at >= 0 && at < first) [first, found] = [at, one];
      }
      return found;
    },
    stands: (first, second) => placesOf(first, true).some((at) => all.slice(at + 1, all.indexOf(" ", at)).includes(second)),
    /** The characters between two others, in the order of the pairs: 1 makes a pair with the one before, 2 with the one after, 3 with both. */
    between(before, after) {
      const found = new Map(), add = (one, side) => found.set(one, found.get(one) | side), ends = placesOf(after, false);
      let next = 0;
      const addBefore = (place) => { while (ends[next] < place) add(all[all.lastIndexOf(" ", ends[next++]) + 1], 2); };
      for (const at of placesOf(before, true)) for (let i = at + 1; all[i] !== " "; i++) { addBefore(i); add(all[i], 1); }
      addBefore(Infinity);
      return found;
    },
  };
}

function respelled(query, spelling) {
  const text = withPinyin(query, spelling);
  return text !== query.text || text.length > SHORT ? text : withWrongCharacters(query, spelling);
}

function withPinyin({ text, unknown }, spelling) {
  const parts = [];
  let end = 0;
  for (const [start, run] of runsOf(text)) {
    const strange = /[a-z]/.test(run) && unknown.subarray(start, start + run.length).includes(1);
    const last = parts[parts.length - 1];
    if (strange && last && last[0]) last[1] += ` ${run}`;
    else parts.push([false, text.slice(end, start)], [strange, run]);
    end = start + run.length;
  }
  return parts.map(([strange, words]) => (strange ? charactersOf(words, spelling) : words)).join("");
}

function charactersOf(words, spelling) {
  let syllables = [];
  for (const word of words.split(" ")) {
    const parsed = syllablesOf(word, spelling);
    if (!parsed) return words;
    syllables = syllables.concat(parsed);
  }
  return syllables.length > 1 ? likeliest(syllables, spelling) : words;
}

function syllablesOf(word, { isSyllable }) {
  const best = new Array(word.length).concat([[]]);
  for (let start = word.length - 1; start >= 0; start--) {
    for (let end = Math.min(start + LONGEST_SYLLABLE, word.length); end > start; end--) {
      const rest = best[end], own = best[start], syllable = word.slice(start, end);
      if (rest && isSyllable(syllable) && (!own || rest.length + 1 < own.length)) {
        best[start] = [syllable].concat(rest);
      }
    }
  }
  return best[0];
}

function likeliest(syllables, spelling) {
  const pairsAt = (at) => spelling.pairsOf(syllables[at], syllables[at + 1]);
  const starting = (at) => {
    const found = new Set();
    if (at + 1 < syllables.length) for (const pair of pairsAt(at)) found.add(pair[0]);
    if (at) for (const pair of pairsAt(at - 1)) found.add(pair[1]);
    return found.size ? Array.from(found) : [spelling.firstOf(syllables[at])];
  };
  let ways = new Map(starting(0).map((one) => [one, [0, one]]));
  for (let at = 1; at < syllables.length; at++) {
    const pairs = pairsAt(at - 1), next = new Map();
    for (const one of starting(at)) {
      ways.forEach(([cost, written], before) => {
        const place = pairs.indexOf(before + one), whole = cost + (place < 0 ? STRANGE : place + 1);
        if (!next.has(one) || whole < next.get(one)[0]) next.set(one, [whole, written + one]);
      });
    }
    ways = next;
  }
  let best;
  ways.forEach((way) => { if (!best || way[0] < best[0]) best = way; });
  return best[1];
}

function withWrongCharacters({ text, unknown }, spelling) {
  const letters = text.split("");
  for (let at = 0; at < letters.length; at++) {
    if (!unknown[at] || !isChinese(letters[at])) continue;
    const sound = spelling.soundOf(letters[at]) || "", other = spelling.soundOf(letters[at + 1]) || "";
    const pair = at + 1 < letters.length && unknown[at + 1] && spelling.pairsOf(sound, other)[0];
    if (pair) { letters[at] = pair[0]; letters[++at] = pair[1]; }
    else {
      const spots = [[at, LIKE_ENOUGH]], strange = (first) => !spelling.stands(letters[first], letters[first + 1]);
      if (at > 1 && strange(at - 2)) spots.push([at - 1, BOTH_SIDES + ALIKE]);
      if (at + 2 < letters.length && strange(at + 1)) spots.push([at + 1, BOTH_SIDES + ALIKE]);
      let best = { most: 0 };
      for (const [spot, least] of spots) {
        const fit = fitting(letters, spot, spelling, least);
        if (fit.most > best.most) best = fit;
      }
      if (best.most) letters[best.place] = best.one;
    }
  }
  return letters.join("");
}

function fitting(letters, place, spelling, least) {
  const own = spelling.soundOf(letters[place]), found = spelling.between(letters[place - 1], letters[place + 1]);
  let most = least - 1, best = { most: 0 };
  found.forEach((sides, one) => {
    const like = likeness(own, spelling.soundOf(one), spelling.alike);
    const points = like + (sides === 3 && (like || letters.length <= FEW_LETTERS) ? BOTH_SIDES : 0);
    if (points > most && one !== letters[place]) best = { most: most = points, place, one };
  });
  return best;
}

function likeness(sound, other, alike) {
  if (!sound || !other) return 0;
  if (sound === other) return SAME;
  return alike[sound][0] === alike[other][0] ? ALIKE : alike[sound][1] === alike[other][1] ? RHYME : 0;
}
