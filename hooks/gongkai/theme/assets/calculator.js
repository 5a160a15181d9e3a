// 我能领多少: the form on a policy's page. What is filled in stays in this page: there is no form element that could send it,
// nothing is stored, and it gets into the address only when the reader asks for that, behind the # that no server sees.
import { dayOf, dayWords, number, paidWords, reckoned, valueOf } from "./reckoning.js";

const MARK = "#gk-reckon&";
export const root = document.querySelector(".gk-calc");
export const told = JSON.parse(root.querySelector(".gk-calc__data").textContent);
export const answer = root.querySelector(".gk-calc__answer");
const dayField = root.querySelector(".gk-calc__day input");
export const fields = [...root.querySelectorAll("[data-gk-ask]")];

/** An element with words or children. */
export function made(tag, inside, attributes = {}) {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
  element.append(...[].concat(inside));
  return element;
}
/** The page's day where its clock is stopped, else the reader's. */
function today() {
  const stopped = document.querySelector("[data-gk-day]"), now = new Date();
  if (stopped) return stopped.dataset.gkDay;
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
}
export const written = (field) => {
  const [first, ...others] = field.querySelectorAll("input");
  if (first.type === "radio") return ([first, ...others].find((one) => one.checked) || { value: "" }).value;
  return first.value.replace(/[０-９．]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 65248)).replace(/[\s,，]/g, "");
};
/** The day asked about: null where what was filled in is none. */
export const askedDay = () => dayOf(dayField.value.trim() || today());
/** What was filled in, by what is asked. */
export function filledIn() {
  const found = {};
  for (const field of fields) if (written(field)) found[field.dataset.gkAsk] = written(field);
  return found;
}
/** The same as values for one calculator; `wrong`: what does not fit. */
export function valuesFor(asks, filled) {
  const given = {}, wrong = [];
  for (const ask of asks) {
    if (!(ask.id in filled)) continue;
    try { given[ask.id] = valueOf(ask, filled[ask.id]); } catch (problem) { wrong.push(problem); }
  }
  return { given, wrong };
}
export const inAddress = (filled) => MARK + Object.keys(filled).map((id) => `${encodeURIComponent(id)}=${encodeURIComponent(filled[id])}`).join("&");

export function tellWrong(id, message) {
  for (const field of fields) {
    const place = field.querySelector(".gk-ask__wrong"), wrong = field.dataset.gkAsk === id;
    if (!id || wrong) place.textContent = wrong ? message : "";
    if (!id || wrong) for (const input of field.querySelectorAll("input")) input.setAttribute("aria-invalid", String(wrong));
  }
  const field = id && fields.find((one) => one.dataset.gkAsk === id);
  if (field) field.querySelector("input").focus();
}
/** Fills the form from the address; tells whether there was anything. */
export function recall() {
  if (!location.hash.startsWith(MARK)) return false;
  for (const pair of location.hash.slice(MARK.length).split("&")) {
    let id, value;
    try { [id, value = ""] = pair.split("=").map(decodeURIComponent); } catch { continue; }
    if (id === "on") dayField.value = value;
    const field = fields.find((one) => one.dataset.gkAsk === id);
    for (const input of field ? field.querySelectorAll("input") : []) {
      if (input.type === "radio") input.checked = input.value === value;
      else input.value = value;
    }
  }
  return true;
}
export function stepItem({ words, basis }) {
  const clause = told.clauses[basis];
  return made("li", clause ? [words, " ", made("a", `依据${clause[0]}`, { href: clause[1] })] : words);
}

const button = (words, act) => {
  const made_ = made("button", words, { type: "button", class: "gk-button gk-button--later" });
  made_.addEventListener("click", act);
  return made_;
};
export function tools() {
  const said = made("p", "", { role: "status" });
  const keep = button("把答案放进网址", () => {
    history.replaceState(null, "", inAddress({ ...filledIn(), on: dayField.value || today() }));
    said.textContent = "网址里已经带上您填的内容，可以收藏，也可以复制给别人。这些内容在网址的 # 后面，浏览器不会发给网站。";
  });
  const print = button("打印这次结果", () => {
    document.documentElement.classList.add("gk-print-answer");
    window.print();
    document.documentElement.classList.remove("gk-print-answer");
  });
  return [made("p", [keep, " ", print], { class: "gk-calc__tools" }), said];
}
/** What was filled in, for paper. */
export const givenList = () => made("dl", fields.filter(written).map((field) => made("div", [made("dt", field.dataset.gkLabel), made("dd", written(field))])), { class: "gk-calc__given" });
/** What to do next: the page's own buttons, of who is not entitled the telephone alone. */
function next(entitled) {
  const found = [...document.querySelectorAll(".gk-head .gk-actions a")].filter((one) => entitled || one.href.startsWith("tel:"));
  if (!found.length) return [];
  return [made("p", `${entitled ? "下一步" : "有疑问的，可以问"}：`), made("p", found.map((one) => one.cloneNode(true)), { class: "gk-actions" })];
}
/** From when the same answers come to something else. */
function changes(day, given, amount) {
  const days = [...new Set(told.rates.map((rate) => rate.from))].filter((from) => dayOf(from) > day && !(told.until && from > told.until));
  for (const from of days) {
    const later = reckoned(told, dayOf(from), given);
    if (later.amount && later.amount !== amount) return [made("p", `标准有变：${dayWords(dayOf(from))}起，同样的情况是${paidWords(number(later.amount), told.amount)}。`)];
  }
  return [];
}
function shown(day, given) {
  if (day < dayOf(told.from)) return [made("p", `这份文件${dayWords(dayOf(told.from))}起施行，您问的这一天还不能按它计算。`)];
  if (told.until && day > dayOf(told.until)) return [made("p", `这份文件执行到${dayWords(dayOf(told.until))}，您问的这一天已经不能按它计算。`)];
  const { steps, amount, reason } = reckoned(told, day, given);
  const entitled = amount !== null;
  const result = entitled ? paidWords(number(amount), told.amount) : "不符合";
  return [
    made("p", [entitled ? `按${dayWords(day)}的标准，算下来是 ` : "", made("strong", result), entitled ? "" : `：${reason}。`], { class: "gk-calc__result" }),
    made("h3", "怎样算的"), made("ol", steps.map(stepItem)),
    givenList(),
    ...(entitled ? changes(day, given, amount) : []), ...next(entitled && amount !== "0/1"),
    made("p", "仅供参考，以审核结果为准。", { class: "gk-reckon__caution" }), ...tools(),
  ];
}
let tried = false;
function reckon(pressed) {
  tellWrong("", "");
  answer.textContent = "";
  const day = askedDay(), { given, wrong } = valuesFor(told.asks, filledIn());
  if (wrong.length) { tellWrong(wrong[0].id, wrong[0].message); return; }
  let parts;
  try {
    parts = day === null ? [made("p", "日期没有看懂，请写成 2026-05-08 的样子。")] : shown(day, given);
    tried = true;
  } catch (problem) {
    if (!problem.code) throw problem;
    if (problem.code === "ask") { if (pressed) tellWrong(problem.id, "请回答这一问"); return; }
    parts = [made("p", `${problem.message}。`)];
  }
  answer.append(...parts);
  if (pressed) answer.scrollIntoView({ block: "nearest" });
}

dayField.value = today();
const recalled = recall();
if (told.amount) {
  root.querySelector(".gk-calc__go").addEventListener("click", () => reckon(true));
  root.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT") reckon(true); });
  root.addEventListener("change", () => { if (tried) reckon(false); });
  if (recalled) {
    root.parentElement.open = true;
    root.scrollIntoView();
    reckon(false);
  }
}
