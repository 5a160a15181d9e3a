// The form of 我能领多少 and 能享受哪些政策. What is filled in stays in this page: there is no form element that could send it,
// nothing is stored, and it gets into the address only when the reader asks for that, behind the # that no server sees.
import { dayOf, valueOf } from "./reckoning.js";

const MARK = "#gk-reckon&";
export const root = document.querySelector(".gk-calc");
export const part = (name) => root.querySelector(`.gk-calc__${name}`);
export const told = JSON.parse(part("data").textContent), answer = part("answer");
const dayField = part("day input"), closing = part("closing"), kept = part("kept");
export const fields = [...root.querySelectorAll("[data-gk-ask]")];
export const asking = (id) => fields.find((one) => one.dataset.gkAsk === id);

/** An element with words or children. */
export function made(tag, inside, properties) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...[].concat(inside));
  return element;
}
/** The page's day where its clock is stopped, else the reader's; no day on which the policy does not hold. */
export function usualDay() {
  const stopped = document.querySelector("[data-gk-day]"), now = new Date(), { from = "", until } = told;
  const day = stopped ? stopped.dataset.gkDay : new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  return day < from ? from : until && day > until ? until : day;
}
export const written = (field) => {
  const [first, ...others] = field.querySelectorAll("input");
  if (first.type === "radio") return ([first, ...others].find((one) => one.checked) || { value: "" }).value;
  return first.value.replace(/[０-９．]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 65248)).replace(/[\s,，]/g, "");
};
/** The day asked about: null where what was filled in is none, or its year is still being typed. */
export function askedDay() {
  const day = dayField.value.trim() || usualDay();
  return day < "1900" ? null : dayOf(day);
}
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
export const inAddress = (filled) => MARK + new URLSearchParams(filled);

/** Tells what is wrong with one answer, and puts the focus there; without `id`, that nothing is. */
export function tellWrong(id, message) {
  for (const field of fields) {
    const wrong = field.dataset.gkAsk === id;
    field.querySelector(".gk-ask__wrong").textContent = wrong ? message : "";
    for (const input of field.querySelectorAll("input")) input.setAttribute("aria-invalid", String(wrong));
  }
  if (id && asking(id)) asking(id).querySelector("input").focus();
}
/** Fills the form from the address; tells whether there was anything. */
export function recall() {
  if (!location.hash.startsWith(MARK)) return false;
  for (const [id, value] of new URLSearchParams(location.hash.slice(MARK.length))) {
    if (id === "on") dayField.value = value;
    for (const input of asking(id) ? asking(id).querySelectorAll("input") : []) {
      if (input.type === "radio") input.checked = input.value === value;
      else input.value = value;
    }
  }
  return true;
}
export const linked = ({ words, basis }) => {
  const clause = told.clauses[basis];
  return made("li", clause ? [words, " ", made("a", `依据${clause[0]}`, { href: clause[1] })] : words);
};

/** What was filled in, for paper. */
export const givenList = () => made("dl", fields.filter((field) => !field.hidden && written(field)).map((field) => made("div", [made("dt", field.dataset.gkLabel), made("dd", written(field))])), { className: "gk-calc__given" });
/** Shows or hides what stands below a result. */
export function close(hidden) {
  closing.hidden = hidden;
  kept.textContent = "";
}
part("keep").addEventListener("click", () => {
  history.replaceState(null, "", inAddress({ ...filledIn(), on: dayField.value || usualDay() }));
  kept.textContent = kept.dataset.gkSays;
});
part("print").addEventListener("click", () => {
  const { classList } = document.documentElement;
  classList.add("gk-print-answer");
  window.print();
  classList.remove("gk-print-answer");
});
dayField.value = usualDay();
