// The search page, and suggestions in every search box of the page it is loaded on. Nothing else needs it.

import { unpacked } from "./search-files.js";
import { find, headOf, open, wordsOf, yearOf } from "./search-index.js";
import { byCharacters, byDocument, listed, together } from "./search-list.js";
import { answer, openMeaning, SURE } from "./search-meaning.js";
import { completeWhenNear, element, fill, marked, ROOT, shownResult, shownResults, withWords } from "./search-results.js";

const PAGE = 20, SCREEN = 3, SOON = 400, LATE = 10000, NEAR = 5, SUGGESTED = 8, TRIED = 5;
const GROUPS = { kind: "类别", topic: "主题", audience: "面向对象", year: "年份", status: "状态" };

// ---- the address is all the state there is -------------------------------------------------------------------

function asked() {
  const given = new URLSearchParams(location.search);
  const filters = {};
  for (const name of Object.keys(GROUPS)) if (given.get(name)) filters[name] = given.get(name);
  return { query: (given.get("q") || "").trim(), filters, page: Math.max(Number.parseInt(given.get("page"), 10) || 1, 1) };
}

function address(query, filters, page = 1) {
  const given = new URLSearchParams({ ...(query ? { q: query } : {}), ...filters, ...(page > 1 ? { page } : {}) });
  return `?${given}`;
}

// ---- filters -------------------------------------------------------------------------------------------------

/** For each group its values, [label, name in addresses], and the values of a unit. */
function groupsOf(index) {
  const { kind, status, topic, audience } = index.columns;
  const years = [...new Set(index.parts.map((part) => part.year))];
  return {
    kind: [index.kinds, (unit) => [kind[unit]]],
    topic: [index.topics, (unit) => index.topicSets[topic[unit]]],
    audience: [index.audiences, (unit) => index.audienceSets[audience[unit]]],
    year: [years.map((year) => [`${year} 年`, String(year)]), (unit) => [years.indexOf(yearOf(index, unit))]],
    status: [index.statuses, (unit) => (status[unit] ? [status[unit] - 1] : [])],
  };
}

/** The results that pass the filters, and for each group how many there would be under each of its values. */
function filtered(results, groups, filters) {
  const chosen = Object.entries(filters).map(([name, value]) =>
    [name, groups[name][0].findIndex(([label, slug]) => slug === value || label === value)]);
  const counts = {}, names = Object.keys(groups);
  for (const name of names) counts[name] = groups[name][0].map(() => 0);
  const passing = results.filter(({ unit }) => {
    const failed = chosen.filter(([name, value]) => !groups[name][1](unit).includes(value));
    for (const name of names) {
      if (failed.length > 1 || (failed.length === 1 && failed[0][0] !== name)) continue;
      for (const value of groups[name][1](unit)) counts[name][value]++;
    }
    return !failed.length;
  });
  return [passing, counts];
}

function filterLists(groups, counts, { query, filters }) {
  return Object.entries(groups).flatMap(([name, [values]]) => {
    const links = values.flatMap(([label, slug], i) => {
      const chosen = filters[name] === slug || filters[name] === label;
      if (!counts[name][i] && !chosen) return [];
      const { [name]: _, ...others } = filters;
      const href = address(query, chosen ? others : { ...filters, [name]: slug });
      const count = element("span", { class: "gk-count" }, String(counts[name][i]));
      return [element("li", {}, element("a", { href, "aria-current": chosen && "true", "data-gk-filter": `${name}=${slug}` },
        label, " ", count, ...(chosen ? [element("span", { class: "gk-unseen" }, "，已选，点击取消")] : [])))];
    });
    if (!links.length) return [];
    const id = `gk-filter-${name}`;
    return [element("section", { "aria-labelledby": id }, element("h3", { id }, GROUPS[name]), element("ul", {}, ...links))];
  });
}

function pageLinks(total, { query, filters, page }) {
  const last = Math.ceil(total / PAGE);
  if (last < 2) return [];
  const link = (number, label, more = {}) => element("li", {}, element("a", { href: address(query, filters, number), ...more }, label));
  const near_ = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])].filter((n) => n >= 1 && n <= last);
  const links = near_.sort((a, b) => a - b).flatMap((number, i) => [
    ...(i && number > near_[i - 1] + 1 ? [element("li", { "aria-hidden": "true" }, "…")] : []),
    link(number, String(number), { "aria-label": `第 ${number} 页`, "aria-current": number === page && "page" }),
  ]);
  if (page > 1) links.unshift(link(page - 1, "上一页", { rel: "prev" }));
  if (page < last) links.push(link(page + 1, "下一页", { rel: "next" }));
  return [element("ul", {}, ...links)];
}

// ---- the page ------------------------------------------------------------------------------------------------

const keeps = (name) => { try { return Boolean(localStorage.getItem(name)); } catch { return false; } };

const page = {};
for (const name of ["status", "filters", "groups", "results", "pages", "none", "column", "pieces", "near", "near-title", "start", "chosen", "vain"]) {
  page[name] = document.getElementById(`gk-search-${name}`);
}
let running = 0, waiting = [];

/** To paint a page twice takes a cheap phone a sixth of what an answer takes: that a search is under way is told only if it takes longer. */
function tellSearching() {
  page.start.hidden = true;
  page.status.textContent = "正在搜索……";
}

async function show() {
  const run = ++running, current = () => run === running;
  const state = asked(), words = wordsOf(state.query);
  const idle = !words.length && !Object.keys(state.filters).length;
  for (const input of document.querySelectorAll("[data-gk-query]")) input.value = state.query;
  document.title = document.title.replace(/^(?:“.*” - )?/u, state.query ? `“${state.query}” - ` : "");
  page.vain.hidden = true;
  waiting.forEach(clearTimeout);
  page.results.dataset.gkState = idle ? "idle" : "working";
  delete page.results.dataset.gkAnswered;
  if (idle) {
    page.filters.hidden = true;
    meant().then(() => (window.requestIdleCallback || setTimeout)(warmUp)).catch(() => {}); // while the words are being typed
    if (keeps("gk-asked-in-vain")) import("./search-vain.js").then(({ showVain }) => showVain()).catch(() => {});
    return tell([], { hits: [] }, state, "");
  }
  waiting = [setTimeout(tellSearching, SOON), setTimeout(() => { page.results.dataset.gkState = "late"; }, LATE)];
  try {
    await showAnswer(await answerTo(state, words), state, current);
  } catch (problem) {
    console.error(problem);
    if (current()) tellBroken(state);
  }
}

/** All that a search finds, before any of it is fetched to be shown: `hits`, and what comes `nearest` to the words; `marks` are marked in them. */
async function answerTo(state, words) {
  const index = await open(), groups = groupsOf(index);
  const [exact, meaning] = await Promise.all([find(index, words), words.length ? meant(state.query) : NOTHING]);
  const found = listed(index, exact, meaning), byMeaning = found.by === "meaning";
  const [passing, counts] = filtered(found.results, groups, state.filters), [close] = filtered(found.near, groups, state.filters);
  const [hits, near] = together(index, passing, close, found.by, meaning);
  const nearest = await nearestOf(index, found.by, near, meaning.head, state), title = titleOfNear(found.by, near, nearest);
  return { index, groups, counts, meaning, found, byMeaning, marks: byMeaning ? meaning.pieces : words, hits, nearest, title };
}

/** Shows the first screen of it, which is the answer and is painted before more is asked for; then the rest, while it is `current`. */
async function showAnswer(answer, state, current) {
  const { index, groups, counts, meaning, found, byMeaning, marks, hits, nearest, title } = answer;
  const from = (state.page - 1) * PAGE, wanted = hits.slice(from, from + PAGE), few = Object.keys(state.filters).length;
  const items = await shownResults(index, wanted.slice(0, SCREEN), marks, byMeaning);
  const nearby = hits.length ? [] : await shownResults(index, nearest.slice(0, SCREEN), meaning.pieces, true);
  if (!current()) return;
  const tellFilters = () => fill(page.groups, filterLists(groups, counts, state));
  page.filters.hidden = !hits.length && !few;
  page.chosen.textContent = few ? `（已选 ${few} 项）` : "";
  tell(items, { hits, by: found.by }, state, saidOf(found, meaning, hits, state) + (state.page > 1 && hits.length ? `，第 ${state.page} 页` : ""));
  if (page.filters.open) tellFilters();
  tellNear(nearby, title, hits);
  page.results.dataset.gkAnswered = "true";
  await new Promise((resolve) => { setTimeout(resolve); });
  if (!current()) return;
  if (!page.filters.open) tellFilters();
  const below = await shownResults(index, wanted.slice(SCREEN), marks, byMeaning, headOf);
  if (!current()) return;
  page.results.append(...below);
  fill(page.pages, pageLinks(hits.length, state)); // not before: they would move away from under a finger
  const more = from + PAGE >= hits.length ? await shownResults(index, nearest.slice(nearby.length, NEAR), meaning.pieces, true) : [];
  if (!current()) return;
  tellNear(more, title, hits);
  if (!hits.length) tellOthers(index, nearest, meaning, state); // it stands below what comes near, and would move too
  await Promise.all([...items, ...below, ...nearby, ...more].map((item) => item.tellAlso()));
  if (!current()) return;
  if (found.by === "near" && state.query && !few) import("./search-vain.js").then(({ askedInVain }) => askedInVain(state.query)).catch(() => {});
  page.results.dataset.gkState = "done";
  completeWhenNear(below);
}

/** A search that did not come to its end; what is there already stays. */
function tellBroken(state) {
  const { gkAnswered } = page.results.dataset;
  if (!gkAnswered) tell([], { hits: [] }, state, "");
  page.results.dataset.gkState = gkAnswered ? "done" : "failed";
  fill(page.status, [`${gkAnswered ? "后面的结果没有载入" : "搜索没有完成"}，可能是网络中断，或者网站刚刚更新。`,
    element("a", { href: location.href, "data-gk-reload": true }, "重新载入")]);
}

/** The first search of a page takes a cheap phone a third longer than the next one, for its scripts are made ready then. So one is made
    in silence, for the end of a topic, whose few files many a query needs: 会保险 has a third of the bytes of 社会保. */
async function warmUp() {
  const index = await open(), [topic] = index.topics.find(([label]) => label.length > 2) || index.topics[0] || [];
  if (!topic || running > 1) return;
  const query = topic.slice(-3), words = wordsOf(query), groups = groupsOf(index);
  try {
    const [exact, meaning] = await Promise.all([find(index, words), meant(query)]);
    const [hits, counts] = filtered(listed(index, exact, meaning).results, groups, {});
    filterLists(groups, counts, { query, filters: {} });
    import("./search-spelling.js").then(({ usualCharacters }) => usualCharacters()).catch(() => {});
    if (running < 2) for (const hit of hits.slice(0, 1)) shownResult(index, await withWords(index, hit), words);
  } catch {} // it is asked for again where it matters
}

const NOTHING = { results: [], pieces: [], words: [], readAs: "", asks: 0, contact: -1 };
let meaningFiles;

/** What a query means; without one, only what every query needs is fetched. */
async function meant(query) {
  const { meaning } = await open();
  if (!meaningFiles) meaningFiles = openMeaning((path) => unpacked(`${meaning}/m/${path}`));
  return query ? answer(meaningFiles, query) : meaningFiles.head();
}

function saidOf({ by }, { readAs }, hits, { query, filters }) {
  const whose = readAs ? `“${readAs}”的` : "";
  if (hits.length) return by === "meaning" ? `按${whose}意思查找，找到 ${hits.length} 条结果` : `找到 ${hits.length} 条结果`;
  return query && !(by !== "near" && Object.keys(filters).length) ? `没有找到直接回答“${query}”的内容` : "没有符合条件的内容";
}

function tell(items, { hits, by }, state, said) {
  waiting.forEach(clearTimeout);
  page.start.hidden = page.results.dataset.gkState !== "idle";
  page.results.start = (state.page - 1) * PAGE + 1;
  page.results.dataset.gkTotal = hits.length;
  page.results.dataset.gkFound = hits.length ? by : "nothing";
  fill(page.results, items);
  fill(page.near, []);
  fill(page.pages, []);
  page.none.hidden = true;
  for (const part of [page.near, page.pieces, page.column]) part.parentElement.hidden = true;
  page.status.textContent = said;
}

/** After exact hits, what answers the words otherwise put; without any answer, what comes near, or else has most of the characters. */
async function nearestOf(index, by, near, head, state) {
  if (!head || by !== "near" || near.length) return near;
  return filtered(await byCharacters(index, head, state.query), groupsOf(index), state.filters)[0];
}

function titleOfNear(by, near, nearest) {
  if (by === "words") return "按意思查找";
  if (near.length) return "意思相近的内容，不一定是答案";
  return nearest.length && nearest[0].score ? "字面沾边的内容，不一定是答案" : "可以问这里";
}

/** Shows what comes near, or more of it. Beside results it carries another mark. */
function tellNear(items, title, hits) {
  for (const item of items) {
    item.dataset.gkNear = item.dataset.gkResult;
    if (hits.length) delete item.dataset.gkResult;
  }
  if (!items.length) return;
  page["near-title"].textContent = title;
  page.near.append(...items);
  page.near.parentElement.hidden = false;
  if (!hits.length) page.results.dataset.gkFound = "near";
}

/** Without any answer: whole words to try, the nearest column. */
function tellOthers(index, close, { words }, state) {
  page.none.hidden = false;
  const link = (href, label) => element("li", {}, element("a", { href }, label));
  const others = words.filter((word) => word !== state.query).slice(0, TRIED).map((word) => link(address(word, {}), word));
  if (Object.keys(state.filters).length && state.query) others.unshift(link(address(state.query, {}), `${state.query}（不限条件）`));
  fill(page.pieces, others);
  page.pieces.parentElement.hidden = !others.length;
  const topics = close.length ? index.topicSets[index.columns.topic[close[0].unit]].map((topic) => index.topics[topic]) : [];
  fill(page.column, topics.map(([label, slug]) => link(new URL(`topics/${slug}/`, ROOT).href, label)));
  page.column.parentElement.hidden = !topics.length;
}

// ---- suggestions: a combobox with a list (WAI-ARIA Authoring Practices, editable, list autocomplete) ----------

function suggest(form) {
  const input = form.querySelector("[data-gk-query]");
  const list = element("ul", { id: `${input.id}-list`, role: "listbox", class: "gk-suggest", "aria-label": "建议", hidden: true });
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, autocomplete: "off" })) input.setAttribute(name, value);
  let chosen = -1, timer, asked_ = 0;
  const hold = () => { asked_++; clearTimeout(timer); }; // no answer still under way may replace what is seen
  const close = () => {
    hold();
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  };
  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === number)));
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else { input.setAttribute("aria-activedescendant", list.children[number].id); list.children[number].scrollIntoView({ block: "nearest" }); }
  };
  const ask = async () => {
    const words = wordsOf(input.value), mine = ++asked_;
    if (!words.length) return close();
    const index = await open();
    let hits = (await find(index, words)).filter(({ field, rank }) => field < 1 || rank < 0);
    if (!hits.length) hits = byDocument(index, await meant(input.value)).filter(({ sure }) => sure >= SURE);
    hits = hits.slice(0, SUGGESTED);
    const heads = await Promise.all(hits.map(({ unit }) => headOf(index, unit)));
    if (mine !== asked_) return;
    fill(list, heads.map((head, i) => {
      const option = element("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false" },
        element("span", {}, ...marked(head.title, words)), " ",
        element("span", { class: "gk-count" }, [index.kinds[index.columns.kind[hits[i].unit]][0], index.marks[index.columns.mark[hits[i].unit]]].filter(Boolean).join("，")));
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => { location.href = new URL(head.url, ROOT).href; });
      return option;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !heads.length;
    input.setAttribute("aria-expanded", String(heads.length > 0));
  };
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(() => ask().catch(close), 150); // a suggestion is never worth an error
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const count = list.children.length;
    if (event.key.startsWith("Arrow")) hold();
    if (event.key === "ArrowDown") choose(chosen + 1 < count ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? count - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) list.children[chosen].click();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}

document.querySelectorAll("form[data-gk-search]").forEach(suggest);

if (page.results) {
  const go = (href) => { history.pushState(null, "", href); show(); };
  const here = (url) => url.origin === location.origin && url.pathname === location.pathname;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a[href^='?']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.getAttribute("href"));
    const pages = link.closest(".gk-pages");
    if (pages) { document.getElementById("gk-search-title").focus(); scrollTo(0, 0); }
    else page.status.focus({ preventScroll: true });
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-gk-search]") || !here(new URL(event.target.action))) return;
    event.preventDefault();
    go(address(event.target.querySelector("[data-gk-query]").value.trim(), {}));
  });
  addEventListener("popstate", show);
  if (matchMedia("(min-width: 60rem)").matches) page.filters.open = true;
  show();
}
