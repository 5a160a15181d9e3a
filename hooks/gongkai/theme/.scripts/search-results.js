// A result as it is shown: its title, its words marked, its excerpt, what answers the same.

import { fold, foldWithPlaces, headOf, wholeOf } from "./search-index.js";
import { documentOf } from "./search-list.js";

export const ROOT = new URL("../", import.meta.url);
const ALSO = 2, SENTENCE = 110;

export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
};

export const fill = (parent, children) => { // replaceChildren is of 2020
  parent.textContent = "";
  parent.append(...children);
};

/** The stretches of `text` that are one of the words, merged and in order. */
function stretches(text, words) {
  const short = fold(text), held = words.filter((word) => short.includes(word));
  if (!held.length) return [];
  const { text: folded, places } = foldWithPlaces(text);
  const found = [];
  for (const word of held) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push([places[at], places[at + word.length - 1] + 1]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.reduce((merged, [start, end]) => {
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
    return merged;
  }, []);
}

/** Where each word stands first in a text: line by line, and over the ends of lines where it must be. */
function firstPlaces(text, words) {
  const missing = new Set(words), found = new Map();
  const look = (piece, start) => {
    const folded = fold(piece);
    for (const word of missing) {
      if (!folded.includes(word)) continue;
      const whole = foldWithPlaces(piece);
      found.set(word, start + whole.places[whole.text.indexOf(word)]);
      missing.delete(word);
    }
  };
  let at = 0;
  for (const line of text.split("\n")) {
    look(line, at);
    if (!missing.size) break;
    at += line.length + 1;
  }
  if (missing.size) look(text, 0);
  return words.filter((word) => found.has(word)).map((word) => found.get(word));
}

export function marked(text, words) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of stretches(text, words)) {
    pieces.push(text.slice(done, start), element("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}

/** The passages in which the words stand, two at most; the beginning where they do not. */
function excerpt(text, words) {
  const before = 24, long = 96;
  const starts = firstPlaces(text, words);
  const passages = [];
  for (const start of starts.length ? starts : [0]) {
    const from = Math.max(text.lastIndexOf("\n", start) + 1, start - before);
    const last = passages[passages.length - 1];
    if (passages.length === 2 || (last && from >= last - before && from <= last + long - before)) continue;
    passages.push(from);
  }
  return passages.flatMap((from) => [
    ...(from && text[from - 1] !== "\n" ? ["…"] : []),
    ...marked(text.slice(from, from + long).replace(/\n/g, " "), words),
    ...(from + long < text.length ? ["… "] : []),
  ]);
}

/** The first sentence of an answer: often it is enough. */
function firstSentence(text) {
  const [sentence] = text.replace(/\n/g, " ").match(/^.{8,}?[。！？；]|^.*/u);
  return sentence.length > SENTENCE ? `${sentence.slice(0, SENTENCE)}…` : sentence;
}

/** A result with all that is told of it, or with its head alone (`tell`), and the documents that answer the same. */
export async function withWords(index, { unit, documents = [] }, tell = wholeOf) {
  const also = Array.from(documents).filter((one) => one !== documentOf(index, unit)).slice(0, ALSO);
  return { unit, told: await tell(index, unit), also };
}

/** A result as it is shown; `told` may still lack its summary and text, which `complete` then fetches. What answers the same has
    its line, which `tellAlso` fills once the answer is there. */
export function shownResult(index, { unit, told, also = [] }, words, byMeaning = false) {
  const { kind, status, past, mark } = index.columns;
  const state = status[unit] ? index.statuses[status[unit] - 1] : undefined, standing = index.marks[mark[unit]];
  const badges = [];
  if (state && state[1] !== "valid") badges.push(" ", element("span", { class: `gk-badge gk-badge--${state[1]}` }, state[0]));
  if (standing && !(state && standing === state[0])) badges.push(" ", element("span", { class: `gk-badge gk-badge--${past[unit] ? "expired" : "amended"}` }, standing));
  const [year, month, day] = told.day.split("-").map(Number);
  const facts = [
    element("span", { class: "gk-hit__kind" }, index.kinds[kind[unit]][0]),
    element("time", { datetime: told.day }, `${year}年${month}月${day}日`),
    ...(told.number ? [element("span", {}, ...marked(told.number, words))] : []),
    ...(told.within ? [element("span", {}, `见${told.within}`)] : []),
  ];
  const text = element("p", { class: "gk-hit__text" });
  const link = element("a", { href: new URL(told.url, ROOT).href }, ...marked(told.title, words));
  const others = also.map((one) => element("p", { class: "gk-hit__also" }, `${index.kinds[kind[one]][0]}：`));
  const item = element("li", { class: "gk-hit", "data-gk-result": told.path, "data-gk-question": told.question },
    element("h3", { class: "gk-hit__title" }, link, ...badges), text, element("p", { class: "gk-hit__facts" }, ...facts), ...others);
  item.tellAlso = () => Promise.all(also.map(async (one, i) => {
    const { url, path, title } = await headOf(index, one).catch(() => ({})); // the result itself is there
    if (url) others[i].append(element("a", { href: new URL(url, ROOT).href, "data-gk-also": path }, title));
    else others[i].remove();
  }));
  const tell = ({ summary, text: all }) => {
    const enough = byMeaning || !words.length || past[unit] > 1 || words.every((word) => fold(summary).includes(word));
    fill(text, told.question && byMeaning ? marked(firstSentence(all), words) : enough ? marked(summary, words) : excerpt(all, words));
  };
  if (told.text !== undefined) tell(told);
  else item.complete = async () => { item.complete = undefined; tell(await wholeOf(index, unit)); };
  return item;
}

/** Several of them: `shownResult`, `withWords`. */
export const shownResults = (index, hits, words, byMeaning, tell) =>
  Promise.all(hits.map(async (hit) => shownResult(index, await withWords(index, hit, tell), words, byMeaning)));

/** Results below the first screen get their words when they come near. */
export function completeWhenNear(items) {
  const tell = (item) => { if (item.complete) item.complete().catch(() => {}); }; // the result itself is there
  if (typeof IntersectionObserver === "undefined") return items.forEach(tell);
  const soon = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      soon.unobserve(target);
      tell(target);
    }
  }, { rootMargin: "100% 0px" });
  for (const item of items) if (item.complete) soon.observe(item);
}
