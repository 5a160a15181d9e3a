// Asks the search index that hooks/gongkai/search makes: words in, results in their order out. No DOM in here.

import { columnOf, unpacked, varints } from "./search-files.js";

// ---- folding: the same as hooks/gongkai/search/folding.py, held to it by tests/search/folding.json ----------

const folded = new Map();

const isDigit = (character) => character >= "0" && character <= "9";

/** A comma between digits is left out, a bracket beside one too. */
function signBetween(sign, at, text) {
  const before = isDigit(text[at - 1]), after = isDigit(text[at + 1]);
  return (sign === "," ? before && after : before || after) ? "" : sign;
}

function foldCharacter(character) {
  if (character === "\n") return " ";
  let result = "";
  for (const one of character.normalize("NFKC").toLowerCase()) {
    if (/[\p{L}\p{N},]/u.test(one)) result += one;
    else if (/[()[\]{}〔〕【】〖〗]/u.test(one)) result += "(";
    else if (!/[\s\p{Cc}\p{Cf}]/u.test(one)) result += " ";
  }
  return result;
}

function foldOnce(character) {
  let one = folded.get(character);
  if (one === undefined) folded.set(character, one = foldCharacter(character));
  return one;
}

/** A text's folded form. Han characters, most of every text, stay what they are. */
export function fold(text) {
  return text.replace(/[^\u4e00-\u9fa5a-z0-9]/gu, foldOnce).replace(/[,(]/g, signBetween).replace(/[ ,(]+/g, " ").trim();
}

/** The folded text, and for each place in it the place in `text` it comes from. */
export function foldWithPlaces(text) {
  let result = "", places = [], at = 0;
  for (const character of text) {
    const one = foldOnce(character);
    result += one;
    for (let i = 0; i < one.length; i++) places.push(at);
    at += character.length;
  }
  [result, places] = replaced(result, places, /[,(]/g, signBetween);
  [result, places] = replaced(result, places, /[ ,(]+/g, () => " ");
  const start = result.startsWith(" ") ? 1 : 0, end = result.endsWith(" ") ? -1 : undefined;
  return { text: result.slice(start, end), places: places.slice(start, end) };
}

function replaced(text, places, what, by) {
  const kept = [];
  let done = 0;
  const result = text.replace(what, (found, at) => {
    const instead = by(found, at, text);
    for (let i = done; i < at + instead.length; i++) kept.push(places[i]);
    done = at + found.length;
    return instead;
  });
  return [result, kept.concat(places.slice(done))];
}

/** The words of a query: what white space parts, folded; all of them must be found. */
export function wordsOf(query) {
  return [...new Set(query.normalize().split(/\s+/u).map(fold).filter(Boolean))];
}

// ---- fetching ------------------------------------------------------------------------------------------------

let opening;

/** The index's head: filters, columns, parts. */
export function open() {
  if (!opening) opening = unpacked("index.z", "no-cache").then(prepare);
  return opening.catch((problem) => { opening = undefined; throw problem; });
}

function prepare(index) {
  for (const name of Object.keys(index.columns)) index.columns[name] = columnOf(index.columns[name]);
  const { blocks } = index.columns;
  index.units = blocks.length;
  index.starts = new Int32Array(blocks.length + 1); // in blocks
  for (let unit = 0; unit < index.units; unit++) index.starts[unit + 1] = index.starts[unit] + blocks[unit];
  index.unitOfBlock = new Int32Array(index.starts[index.units]);
  for (let unit = 0, block = 0; unit < index.units; unit++) {
    while (block < index.starts[unit + 1]) index.unitOfBlock[block++] = unit;
  }
  let first = 0;
  for (const part of index.parts) {
    part.first = first;
    part.place = index.starts[first] * index.layout.block;
    first += part.units;
  }
  return index;
}

function locate(index, unit) {
  const part = index.parts.find(({ first, units }) => unit < first + units);
  return [part, unit - part.first];
}

export const yearOf = (index, unit) => locate(index, unit)[0].year;

/** What is shown of a unit in a list: one file tells it of several units. */
export async function headOf(index, unit) {
  const [part, number] = locate(index, unit);
  const heads = await unpacked(`${part.name}/h/${Math.floor(number / index.heads)}.z`);
  return heads[number % index.heads];
}

/** The same with its summary and its text: one file tells it of a document and its questions. */
export async function wholeOf(index, unit) {
  const [part, number] = locate(index, unit);
  const after = index.columns.asked[unit];
  return (await unpacked(`${part.name}/t/${number - after}.z`))[after];
}

const FACTOR = [0x7f4b, 0x79b9, 0x9e37]; // as in inverted_index.py: 48 bits, the lowest 16 first

/** A gram's key: its three lots of 16 bits, the lowest first. */
function keyOf(gram) {
  const parts = [0, 0, 0], key = [0, 0, 0];
  for (let i = 0; i < gram.length; i++) parts[gram.length - 1 - i] = gram.charCodeAt(i);
  for (let place = 0, sum = 0; place < 3; place++) {
    for (let i = 0; i <= place; i++) sum += parts[i] * FACTOR[place - i];
    key[place] = sum % 0x10000;
    sum = Math.floor(sum / 0x10000);
  }
  return key;
}

/** A gram's entries: for each part that has some, the part and its numbers. `which` is "s" or "p". */
async function entriesOf(index, which, gram) {
  const [low, middle, high] = keyOf(gram), tail = (high & 255) * 2 ** 32 + middle * 0x10000 + low;
  const bucket = high >> (16 - index.bits[which]);
  const buffer = await unpacked(`${index.index}/${which}/${bucket}`);
  const bytes = new Uint8Array(buffer), view = new DataView(buffer), reader = varints(bytes);
  const grams = reader.next(), keys = reader.place;
  let wanted = -1, before = 0, all = 0, long = 0;
  for (let i = 0; i < grams && wanted < 0; i++) {
    if (bytes[keys + 5 * i] * 2 ** 32 + view.getUint32(keys + 5 * i + 1) === tail) wanted = i;
  }
  if (wanted < 0) return [];
  reader.place = keys + 5 * grams;
  for (let i = 0; i < grams; i++) {
    const size = reader.next();
    if (i === wanted) [before, long] = [all, size];
    all += size;
  }
  reader.place += before;
  const found = [];
  for (const end = reader.place + long; reader.place < end;) {
    const part = index.parts[reader.next()], values = [], size = reader.next();
    for (const stop = reader.place + size; reader.place < stop;) values.push(reader.next());
    found.push([part, values]);
  }
  return found;
}

// ---- finding -------------------------------------------------------------------------------------------------

const TITLE = 0, NUMBER = 1, HEADING = 2, BODY = 3;

/** The units that hold one or two characters, each with the best place it has them in. */
export async function unitsOf(index, gram) {
  const found = new Map();
  for (const [part, values] of await entriesOf(index, "s", gram)) {
    let unit = part.first;
    for (const value of values) { unit += value >> 2; found.set(unit, value & 3); }
  }
  return found;
}

const SENTENCE = 11; // characters

/** Every place of a word of three or more characters: where its triples stand one after the other. Of a long one some are asked
    first, of a sentence its end, then its beginning: most that citizens type stand nowhere as they are. */
async function placesOf(index, word) {
  const offsets = [word.length - 3];
  for (let at = 0; at < word.length - 3; at += 3) offsets.push(at);
  let places;
  for (const few of word.length < SENTENCE ? [2, word.length] : [1, 1, word.length]) {
    const some = offsets.splice(0, few), found = some.length ? await triplesAt(index, word, some) : places;
    places = places ? common([places, found]) : found;
    if (!places.length) break;
  }
  return places;
}

async function triplesAt(index, word, offsets) {
  return common(await Promise.all(offsets.map(async (offset) => {
    const starts = [];
    for (const [part, gaps] of await entriesOf(index, "p", word.slice(offset, offset + 3))) {
      let place = part.place - offset;
      for (const gap of gaps) { place += gap; starts.push(place); }
    }
    return starts;
  })));
}

/** The numbers that all of these ascending lists have. */
function common(lists) {
  lists.sort((a, b) => a.length - b.length);
  return lists.reduce((held, list) => {
    let at = 0;
    return held.filter((place) => {
      while (list[at] < place) at++;
      return list[at] === place;
    });
  });
}

/** Where a place is: its unit, how far into the unit, and in which field. */
function spot(index, place) {
  const { number, headings, zone, block } = index.layout;
  const unit = index.unitOfBlock[Math.floor(place / block)];
  const offset = place - index.starts[unit] * block;
  const inHeadings = offset < headings + index.columns.zones[unit] * zone;
  return [unit, offset, offset < number ? NUMBER : offset < headings ? TITLE : inHeadings ? HEADING : BODY];
}

/** The units that hold a word, each with the best place it has it in; -1: the word is its title or number. */
async function unitsWith(index, word) {
  const { length } = word;
  if (length < 3) return unitsOf(index, word);
  const found = new Map();
  for (const place of await placesOf(index, word)) {
    const [unit, offset, field] = spot(index, place);
    const { number, title } = index.columns;
    const whole = (offset === 0 && length === number[unit]) ||
      (offset === index.layout.number && length === title[unit]);
    found.set(unit, Math.min(whole ? -1 : field, found.has(unit) ? found.get(unit) : BODY));
  }
  return found;
}

/** The units whose 发文字号 a query names, however it is typed: 2024 11号, 示人社(2024)11, 2024年第3号. */
async function unitsNumbered(index, words) {
  const typed = words.join("").replace(/ /g, "");
  const match = typed.match(/^([^0-9]*?)((?:19|20)[0-9]{2})年?第?0*([0-9]{1,4})号?$/u);
  if (!match) return [];
  const number = `${match[2]}${match[3]}号`;
  const issuer = match[1] && await unitsWith(index, match[1]);
  return (await placesOf(index, number)).flatMap((place) => {
    const [unit, offset, field] = spot(index, place);
    const ends = field === NUMBER && offset + number.length === index.columns.number[unit];
    return ends && (!issuer || issuer.has(unit)) ? [unit] : [];
  });
}

// A result's score: for each word the weight of the best field that has it (title 8, number 6, heading 4,
// body 1; a question's own words count as 6), and up to 4 more for the share of the title that the word is;
// then up to 1 for being new, and 1 for being a policy, half for explaining one: a decision's docket and the year's
// catalogue often have a policy's words, and are seldom what is looked for. Before all scores goes its rank: its title or number is what was asked for;
// then what is in force, what is past, what was withdrawn.
const WEIGHT = [8, 6, 4, 1];
const SOUGHT = { policies: 1, interpretations: 0.5, questions: 0.5, about: 0.5 };

const sortOf = (index, unit) => index.kinds[index.columns.kind[unit]][1];

function scoreOf(index, unit, words, fields) {
  const { title } = index.columns;
  const sort = sortOf(index, unit), asked = sort === "questions";
  return words.reduce((score, word, i) => {
    if (fields[i] > TITLE) return score + WEIGHT[fields[i]];
    return score + (asked ? 6 : 8) + 4 * Math.min(word.length / title[unit], 1);
  }, 1 - unit / index.units + (SOUGHT[sort] || 0));
}

/** All results for these words, best first, each with its rank and the worst field of its words; without
    words every unit, newest first. */
export async function find(index, words) {
  const [numbered, ...maps] = await Promise.all(
    [unitsNumbered(index, words), ...words.map((word) => unitsWith(index, word))]);
  const exact = new Set(numbered);
  const fewest = maps.reduce((a, b) => (b.size < a.size ? b : a), maps[0] || { keys: () => index.columns.kind.keys() });
  const results = [];
  for (const unit of new Set([...exact, ...fewest.keys()])) {
    const fields = maps.map((map) => map.get(unit));
    if (!exact.has(unit) && fields.includes(undefined)) continue;
    const named = exact.has(unit) || (fields.length === 1 && fields[0] === -1);
    const score = exact.has(unit) ? 100 : scoreOf(index, unit, words, fields);
    results.push({ unit, score, field: Math.max(...fields, -1), rank: named ? -1 : index.columns.past[unit] });
  }
  return results.sort((a, b) => a.rank - b.rank || b.score - a.score || a.unit - b.unit);
}
