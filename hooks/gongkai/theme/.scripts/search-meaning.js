// What a query means: the same as hooks/gongkai/search/{letters,query,ranking,meaning}.py, step by step and number
// by number (tests/search/ holds both to one order). No DOM in here, and nothing that Chrome 70 or Safari 12 lack.

import { columnOf, varints } from "./search-files.js";

const LAYOUT = 6;
const RUN = /[\u3400-\u9fff]+|[a-z]+|[0-9]+/g, STRETCH = /[^ ]+/g;

export function squashed(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\+/g, "加").replace(/[^\u3400-\u9fffa-z0-9]+/g, " ").replace(/^ | $/g, "");
}

/** A query in simplified characters. */
export function simplified(head, typed) {
  return squashed(typed).replace(/[\u3400-\u9fff]/g, (one) => head.traditional.get(one) || one);
}

export const isChinese = (character) => character > "\u33ff";

export function runsOf(text, what = RUN) {
  const runs = [];
  let match;
  what.lastIndex = 0;
  while ((match = what.exec(text))) runs.push([match.index, match[0]]);
  return runs;
}

// ---- fetching ------------------------------------------------------------------------------------------------

/** What a bucket knows of the keys that begin with a pair: { rarity, says, phrase, units, levels }. Other keys are passed over. */
function entriesIn(bytes, pair) {
  const found = new Map(), reader = varints(bytes), [first, second] = [pair.charCodeAt(0), pair.charCodeAt(1)];
  while (reader.place < bytes.length) {
    const start = reader.place + 1, length = bytes[reader.place] & 127, phrase = bytes[reader.place] > 127, weights = start + 2 * length;
    const codeAt = (i) => bytes[start + 2 * i] | bytes[start + 2 * i + 1] << 8;
    reader.place = weights + 2;
    const size = reader.next(), end = reader.place + size;
    if (codeAt(0) === first && codeAt(1) === second) {
      let key = pair;
      for (let i = 2; i < length; i++) key += String.fromCharCode(codeAt(i));
      found.set(key, Object.assign({ rarity: bytes[weights], says: bytes[weights + 1], phrase }, unitsIn(reader, end, phrase)));
    }
    reader.place = end;
  }
  return found;
}

function unitsIn(reader, end, phrase) {
  const units = [], levels = [];
  for (let unit = 0; reader.place < end;) {
    const value = reader.next();
    unit += value >> (phrase ? 4 : 2);
    units.push(unit);
    levels.push(phrase ? value & 15 : TITLE - 3 * (value & 3));
  }
  return { units, levels };
}

const mixed = (first, second) => Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);

/** The bucket of a pair: that of its character that is not common, of two such of the one with the lower code, else that of both. */
function bucketOf(pair, { common, buckets }) {
  const [first, second] = [pair.charCodeAt(0), pair.charCodeAt(1)];
  const own = pair.split("").filter((one) => isChinese(one) && !common.includes(one)).sort()[0];
  const hash = own ? mixed(own.charCodeAt(0), 0) : mixed(first, second);
  return Math.floor((hash >>> 0) * buckets / 0x100000000);
}

/** Whether any bucket may have something of a pair: pairs_told.py. */
function toldOf(pair, { told }) {
  const bit = mixed(mixed(pair.charCodeAt(0), pair.charCodeAt(1)), 0) >>> 17;
  return !told.length || told[Math.floor(bit / 6)] >> bit % 6 & 1;
}

/** The section's files; `get(path)` gives a promise of one: bytes, or what they say where the name ends in `.z`. */
export function openMeaning(get) {
  const made = new Map();
  const once = (path, make) => {
    if (!made.has(path)) {
      const promise = get(path).then(make);
      promise.catch(() => made.delete(path));
      made.set(path, promise);
    }
    return made.get(path);
  };
  const files = {
    head: () => once("head.z", prepareHead),
    /** How strange writing is put right → a query as it is meant. */
    spelling() {
      const script = import("./search-spelling.js");
      return once("spelling.z", (told) => script.then(({ openSpelling }) => openSpelling(told)));
    },
    matters() {
      const script = import("./search-matters.js");
      return once("matters.z", (told) => script.then(({ openMatters }) => openMatters(told)));
    },
    /** What every bucket that a text needs says → what is known of a pair. */
    async look(text) {
      const head = await files.head(), pairs = new Set(), known = new Map();
      for (const [, run] of runsOf(text, STRETCH)) for (const start of pairsIn(run, head)) pairs.add(run.substr(start, 2));
      await Promise.all(Array.from(pairs, async (pair) => {
        if (!toldOf(pair, head)) return known.set(pair, new Map());
        const bytes = await once(String(bucketOf(pair, head)), (buffer) => new Uint8Array(buffer));
        known.set(pair, entriesIn(bytes, pair));
      }));
      return (pair) => known.get(pair);
    },
  };
  return files;
}

function prepareHead(told) {
  if (told.layout !== LAYOUT) throw new Error(`layout ${told.layout}`);
  for (const name of ["asked", "standing", "titles", "explains", "told"]) told[name] = columnOf(told[name]);
  const pairs = told.traditional;
  told.traditional = new Map();
  for (const name of ["begins", "letters"]) told[name] = new Set(told[name].match(/../g));
  told.looked = new Map(); // a run of characters with what pairsIn found
  told.unsaid = told.asks.concat([told.idle]).map(byFirst);
  for (let i = 0; i < pairs.length; i += 2) told.traditional.set(pairs[i], pairs[i + 1]);
  return told;
}

// ---- query.py ------------------------------------------------------------------------------------------------

const SHARED = 120, UNKNOWN = 8 * SHARED, UNKNOWN_SAYS = 4 * SHARED, IDLE_ONE = SHARED, FULL = 10, WITHIN = 7, TITLE = 15;

function understood(text, head, look) {
  const keys = [], idle = new Uint8Array(text.length);
  for (const [first, run] of runsOf(text, STRETCH)) {
    const found = keysIn(run, first, head, look);
    markIdle(run, first, head, found, idle);
    for (const key of found) {
      let free = true;
      for (let i = key.start; i < key.start + key.length; i++) if (idle[i]) free = false;
      if (free) keys.push(key);
    }
  }
  let asks = 0;
  head.asks.forEach((words, bit) => { if (words.some((word) => text.includes(word))) asks |= 1 << bit; });
  return Object.assign(weighed(text, asks, keys, idle, head.single), { elsewhere: elsewhereIn(text, head.elsewhere) });
}

function elsewhereIn(text, words) {
  const found = new Set();
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      for (let i = at; i < at + word.length; i++) found.add(i);
    }
  }
  return Array.from(found);
}

/** Where the pairs begin that are looked up: those that touch words that only ask or say nothing tell nothing, and a word in Latin
    letters is looked up as a whole, by its beginning, unless what is in its middle stands somewhere by itself. */
function pairsIn(run, head) {
  if (head.looked.has(run)) return head.looked.get(run);
  const idle = new Uint8Array(run.length), found = [];
  for (const [start, end] of idleWords(run, head)) idle.fill(1, start, end);
  for (let i = 0; i + 1 < run.length; i++) {
    const pair = run.substr(i, 2), within = i > 0 && /^[a-z]{3}$/.test(run.substr(i - 1, 3));
    if ((!(idle[i] || idle[i + 1]) || head.begins.has(pair)) && (!within || head.letters.has(pair))) found.push(i);
  }
  head.looked.set(run, found);
  return found;
}

/** What the pairs of a text that are looked up say of matters. */
function addSaid(said, text, head, look) {
  for (const [, run] of runsOf(text, STRETCH)) {
    for (const start of pairsIn(run, head)) {
      const pair = run.substr(start, 2), entry = look(pair).get(`${pair}\0`);
      if (entry) said.set(pair, entry);
    }
  }
}

/** Words, longest first, by their first character. */
function byFirst(words) {
  const found = new Map();
  for (const word of words) found.set(word[0], (found.get(word[0]) || []).concat(word));
  return found;
}

function idleWords(run, { unsaid }) {
  const found = [];
  for (const words of unsaid) {
    for (let start = 0; start < run.length;) {
      const word = (words.get(run[start]) || []).find((one) => run.startsWith(one, start)) || "";
      if (word) found.push([start, start + word.length]);
      start += word.length || 1;
    }
  }
  return found;
}

function keysIn(run, first, head, look) {
  const keys = [];
  for (const start of pairsIn(run, head)) {
    const known = look(run.substr(start, 2));
    for (let length = 2; length <= Math.min(head.longest, run.length - start); length++) {
      const entry = known.get(run.substr(start, length));
      if (entry) keys.push({ start: first + start, length, entry });
    }
  }
  return keys;
}

function markIdle(run, first, head, keys, idle) {
  const phrases = keys.filter(({ entry }) => entry.phrase);
  for (const [start, end] of idleWords(run, head)) {
    const covered = (key) => key.start <= first + start && first + end <= key.start + key.length && key.length > end - start;
    if (!phrases.some(covered)) idle.fill(1, first + start, first + end);
  }
}

function weighed(text, asks, keys, idle, single) {
  const size = text.length, rarity = new Int32Array(size), says = new Int32Array(size);
  const covered = new Uint8Array(size), phrased = new Uint8Array(size), unknown = new Uint8Array(size);
  for (const { start, length, entry } of keys) {
    for (let i = start; i < start + length; i++) {
      covered[i] = 1;
      if (entry.phrase && entry.units.length) phrased[i] = 1;
    }
  }
  for (const { start, length, entry } of keys) {
    for (let i = start; i < start + length; i++) {
      if (!entry.phrase && phrased[i]) continue;
      rarity[i] = Math.max(rarity[i], Math.floor(entry.rarity * SHARED / length));
      says[i] = Math.max(says[i], Math.floor(entry.says * SHARED / length));
    }
  }
  for (let i = 0; i < size; i++) {
    if (covered[i] || idle[i] || text[i] === " ") continue;
    const little = single.includes(text[i]);
    unknown[i] = little ? 0 : 1;
    rarity[i] = little ? IDLE_ONE : UNKNOWN;
    says[i] = little ? IDLE_ONE : UNKNOWN_SAYS;
  }
  return { text, asks, keys, rarity, says, phrased, unknown };
}

function creditsOf(query) {
  const found = new Map(), size = query.text.length;
  for (const { start, length, entry } of query.keys) {
    const share = Math.floor(entry.rarity * SHARED / length), over = [], under = [];
    for (let i = start; i < start + length; i++) {
      const common = !entry.phrase && !query.phrased[i] && share < query.rarity[i];
      over.push(entry.phrase ? FULL : query.phrased[i] ? WITHIN : common ? FULL * share : FULL);
      under.push(common ? query.rarity[i] : 1);
    }
    for (let n = 0; n < entry.units.length; n++) {
      const unit = entry.units[n], level = entry.levels[n];
      let own = found.get(unit);
      if (!own) found.set(unit, own = new Uint8Array(size));
      for (let i = 0; i < length; i++) {
        const value = Math.floor(level * over[i] / under[i]);
        if (own[start + i] < value) own[start + i] = value;
      }
    }
  }
  return found;
}

function inTitles(query) {
  const pairs = new Map(), found = new Map();
  for (const { start, length, entry } of query.keys) if (length === 2) pairs.set(query.text.substr(start, 2), entry);
  pairs.forEach(({ units, levels }) => {
    units.forEach((unit, n) => { if (levels[n] === TITLE) found.set(unit, (found.get(unit) || 0) + 1); });
  });
  return found;
}

// ---- ranking.py ----------------------------------------------------------------------------------------------

const MOST = 150, RARITY_TENTHS = 8, SAME_ASK = 1000, OTHER_ASK = -500, AS_WELL = 85, ENOUGH = 4 * 16 * SHARED * MOST;
const LONG = 20, FEW = 6, HAS = 90, NEARLY = 9, HEADED = 90, SURE_BY = [55, 10, 13, 35, 42];

/** What each part of a score gives for a query of which everything is in a title. */
export const WHOLE = 10000;

/** The sureness from which a result is taken for an answer; below, it is only near. */
export const SURE = 8200;

function ranked(query, head, keyWords) {
  const total = (weights) => weights.reduce((sum, one) => sum + one, 0);
  const whole = Math.max(total(query.rarity), 1) * MOST, wholeSays = Math.max(total(query.says), 1) * MOST;
  const length = Math.floor(WHOLE * Math.min(query.text.length, LONG) / LONG), titles = inTitles(query), results = [];
  const words = keyWords && query.says.filter((one) => one > 0).length <= FEW && query.keys.some(({ start, entry }) => entry.phrase || !/[0-9]/.test(query.text[start]));
  creditsOf(query).forEach((having, unit) => {
    let rare = 0, says = 0, had = 0;
    for (let i = 0; i < having.length; i++) {
      rare += query.rarity[i] * having[i];
      says += query.says[i] * having[i];
      if (having[i] >= HAS) had += query.says[i];
    }
    const covered = Math.floor(WHOLE * says / wholeSays), rarity = Math.floor(WHOLE * rare / whole), asked = head.asked[unit];
    const asks = asked && query.asks ? (asked & query.asks ? SAME_ASK : OTHER_ASK) : 0;
    const [, perCent] = head.standings[head.standing[unit]];
    const score = Math.floor((Math.floor(rarity * RARITY_TENTHS / 10) + covered + asks) * perCent / 100);
    const enough = Math.floor(WHOLE * says / (says + ENOUGH));
    const title = Math.floor(WHOLE * (titles.get(unit) || 0) / Math.max(head.titles[unit], 1));
    const sure = [covered, rarity, enough, title, length].reduce((sum, part, i) => sum + SURE_BY[i] * part, 0);
    const few = words && had * 10 >= total(query.says) * NEARLY;
    const most = query.elsewhere.some((place) => having[place] < HEADED) ? SURE - 1 : Infinity;
    results.push({ unit, score, sure: Math.min(Math.max(Math.floor(sure / 100), few ? WHOLE : 0), most) });
  });
  return inOrder(results, head);
}

/** The best first; of those that come as near, what holds today first. */
export const inOrder = (results, head) => [].concat(...bands(results, head, ({ score }) => score).map((band) => byStanding(band, head)));

/** The results, best first, in bands: each has what meets the query as well as its best. */
export function bands(results, { standing }, scoreOf) {
  const found = [];
  results.sort((a, b) => scoreOf(b) - scoreOf(a) || standing[a.unit] - standing[b.unit] || a.unit - b.unit);
  for (let start = 0, end; start < results.length; start = end) {
    end = start + 1;
    while (end < results.length && scoreOf(results[end]) * 100 >= scoreOf(results[start]) * AS_WELL) end++;
    found.push(results.slice(start, end));
  }
  return found;
}

/** A band's results, what holds today first; what stands as well stays in its order. */
export function byStanding(band, { standings, standing }) {
  const placed = band.map((one, place) => ({ one, place, order: standings[standing[one.unit]][0] })); // sort is stable since Chrome 70 only
  return placed.sort((a, b) => a.order - b.order || a.place - b.place).map(({ one }) => one);
}

// ---- spelling.py: whether it is needed ------------------------------------------------------------------------

/** Of a query of so many characters Chinese ones may be put right as well. */
export const SHORT = 10;

function mayBeRespelled({ text, unknown }) {
  for (let i = 0; i < text.length; i++) if (unknown[i] && (!isChinese(text[i]) || text.length <= SHORT)) return true;
  return false;
}

/** Whether it shows before any bucket is there that something may have to be put right, so that what is needed for it comes with them. */
function seemsStrange(text, head) {
  const unknown = new Uint8Array(text.length);
  for (const [first, run] of runsOf(text, STRETCH)) {
    for (let i = 0; i < run.length; i++) unknown[first + i] = head.single.includes(run[i]) ? 0 : 1;
    for (const start of pairsIn(run, head)) if (toldOf(run.substr(start, 2), head)) unknown.fill(0, first + start, first + start + 2);
    for (const [start, end] of idleWords(run, head)) unknown.fill(0, first + start, first + end);
  }
  return mayBeRespelled({ text, unknown });
}

// ---- meaning.py ----------------------------------------------------------------------------------------------

/** The units that come nearest to what was typed, the best first; `readAs`: how it was understood, if otherwise; `asks`: what
    it asks for, a bit for each kind; `contact`: the page that tells whom to turn to, if that is asked, else -1; `pieces`: what of it stands anywhere; `words`: whole words of it that do. */
export async function answer(files, typed) {
  const matters = files.matters(), head = await files.head();
  matters.catch(() => {}); // it is waited for below
  const said = new Map(), read = async (text) => {
    const look = await files.look(text);
    addSaid(said, text, head, look); // as it was written too, for it may be put right wrongly
    return understood(text, head, look);
  };
  const text = squashed(typed), plain = simplified(head, typed);
  if (seemsStrange(plain, head)) files.spelling().catch(() => {}); // asked for again where it is needed
  let query = await read(plain);
  let keyWords = true;
  if (mayBeRespelled(query)) {
    const before = query.text;
    query = await read((await files.spelling())(query));
    keyWords = query.text === before || query.text.length <= FEW;
  }
  let results = ranked(query, head, keyWords);
  results = (await matters).withMatters(results, new Set(plain + query.text), said, head);
  const standing = query.keys.filter(({ entry }) => entry.units.length);
  const written = (keys) => Array.from(new Set(keys.map(({ start, length }) => query.text.substr(start, length))));
  return {
    head,
    results,
    readAs: query.text === text ? "" : query.text,
    asks: query.asks,
    contact: head.whom.some((word) => query.text.includes(word)) ? head.contact : -1,
    pieces: written(standing),
    words: written(standing.filter(({ entry }) => entry.phrase)).sort((a, b) => b.length - a.length),
  };
}
