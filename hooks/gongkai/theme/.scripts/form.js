// The form of 我能领多少 and 能享受哪些政策. What is filled in stays in this page: there is no form element that could send it,
// nothing is stored, and it gets into the address only when the reader asks for that, behind the # that no server sees.
import { dayOf, isoDay, speak, valueOf } from "./reckoning.js";

const MARK = "#gk-reckon&";
export const root = document.querySelector(".gk-calc");
export const part = (name) => root.querySelector(`.gk-calc__${name}`);
export const told = JSON.parse(part("data").textContent), answer = part("answer");
const dayField = part("day input"), closing = part("closing"), kept = part("kept");
const inputsOf = (field) => field ? [...field.querySelectorAll("input")] : [];
export const idOf = (field) => field.dataset.gkAsk;
export const fields = [...root.querySelectorAll("[data-gk-ask]")];
export const asking = (id) => fields.find((one) => idOf(one) === id);

/** An element with words or children. */
export function made(tag, inside, properties) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...[].concat(inside));
  return element;
}
speak(told.words);
/** A day, or the nearest on which the policy holds. */
export const within = (day) => Math.min(Math.max(day, told.from || 0), told.until || 1e6);
/** Does something when something happens. */
export const on = (element, event, act) => element.addEventListener(event, act);
/** The page's day where its clock is stopped, else the reader's; no day on which the policy does not hold. */
export function usualDay() {
  const stopped = document.querySelector("[data-gk-day]"), now = new Date();
  return within(stopped ? dayOf(stopped.dataset.gkDay) : Math.floor((now / 6e4 - now.getTimezoneOffset()) / 1440));
}
export const written = (field) => {
  const inputs = inputsOf(field);
  if (inputs.length > 1) return (inputs.find((one) => one.checked) || { value: "" }).value;
  return inputs[0].value.normalize("NFKC").replace(/[\s,]/g, "");
};
/** The day asked about: null where what was filled in is none, or its year is still being typed. */
export function askedDay() {
  const day = dayField.value;
  return !day ? usualDay() : day < "1900" ? null : dayOf(day);
}
/** What was filled in, by what is asked. */
export function filledIn() {
  const found = {};
  for (const field of fields) if (written(field)) found[idOf(field)] = written(field);
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
    const wrong = idOf(field) === id;
    field.querySelector(".gk-ask__wrong").textContent = wrong ? message : "";
    for (const input of inputsOf(field)) input.setAttribute("aria-invalid", wrong);
  }
  const [first] = inputsOf(asking(id));
  if (first) first.focus();
}
/** Fills the form from the address; tells whether there was anything. */
export function recall() {
  if (!location.hash.startsWith(MARK)) return false;
  for (const [id, value] of new URLSearchParams(location.hash.slice(MARK.length))) {
    if (id === "on") dayField.value = value;
    for (const input of inputsOf(asking(id))) {
      if (input.type === "radio") input.checked = input.value === value;
      else input.value = value;
    }
  }
  return true;
}
/** A step, and the clause it rests on; of several in a row that rest on the same, the last names it. */
export const linked = ({ words, basis }, place, all = []) => {
  const clause = told.clauses[basis], next = all[place + 1];
  return made("li", clause && !(next && next.basis === basis) ? [words, " ", made("a", clause[0], { href: clause[1] })] : words);
};

/** Does something once an answer has settled: the arrow keys pass through choices that nobody means. */
export function onChange(act) {
  let timer;
  on(root, "change", ({ target }) => {
    clearTimeout(timer);
    timer = setTimeout(act, target.type === "radio" ? 700 : 0);
  });
}
/** What was filled in, for paper. */
export const givenList = () => made("dl", fields.filter((field) => !field.hidden && written(field)).map((field) => made("div", [made("dt", field.dataset.gkLabel), made("dd", written(field))])), { className: "gk-calc__given" });
/** Shows or hides what stands below a result. */
export function close(hidden) {
  closing.hidden = hidden;
  kept.textContent = "";
}
on(part("keep"), "click", () => {
  history.replaceState(0, "", inAddress({ ...filledIn(), on: dayField.value }));
  kept.textContent = kept.dataset.gkSays;
});
on(part("print"), "click", () => {
  const turn = () => document.documentElement.classList.toggle("gk-print-answer");
  turn();
  window.print();
  turn();
});
dayField.value = isoDay(usualDay());
