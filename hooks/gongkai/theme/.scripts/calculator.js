// 我能领多少 on a policy's page: one question after the other, then the result.
import { answer, askedDay, asking, close, fields, filledIn, givenList, idOf, linked, made, on, onChange, part, recall, root, tellWrong, told, usualDay, valuesFor, within } from "./form.js";
import { dayWords, reckoned } from "./reckoning.js";

const { says, windows } = told;
/** When one can apply, on the day asked about and the next time; not before the first month paid for is over, nor when a note says no. */
function applying(day, { notes, after }) {
  const left = windows.filter(([from, until]) => until >= day && !(from < after) && !notes.some(({ opens, closes }) => opens > from || closes < until));
  const [first, second] = left, now = first && first[0] <= day, coming = now ? second : first;
  if (!first) return windows.length ? [{ words: says.closed }] : [];
  return [{ words: (now ? says.period + first[2] + says.open : "") + (coming ? `${says.next}${coming[2]}。` : "") }];
}
/** From when the same answers come to something else; of what changes while it is paid, the result tells. */
function changes(day, given, { amount, several }) {
  for (const { from } of told.rates) {
    if (several || from <= day || (told.until && from > told.until)) continue;
    const later = reckoned(told, from, given);
    if (later.amount && later.amount !== amount) return [{ words: `${says.change}${dayWords(from)}${says.same}${later.result}。` }];
  }
  return [];
}
function shown(day, given) {
  if (within(day) !== day) return [made("p", within(day) > day ? told.early : told.late)];
  const found = reckoned(told, day, given), { steps, amount, result, lasting, reason, helps, notes, nothing } = found, entitled = amount !== null;
  root.classList.toggle("gk-calc--entitled", helps || (entitled && !nothing));
  const also = entitled ? [...notes, ...applying(day, found), ...changes(day, given, found)] : [];
  return [
    made("p", [
      entitled && !told.amount.since ? says.by + dayWords(day) + says.standard : "", made("strong", result), entitled ? lasting : `：${reason}`, "。",
    ], { className: "gk-calc__result" }),
    ...also.length ? [made("h3", says.also), made("ul", also.map(linked))] : [],
    made("h3", says.how), made("ol", steps.map(linked)), givenList(),
  ];
}
let tried = false;
/** Shows what the answers so far lead to, and the next question; what it is, if there is one. */
function ask() {
  const { given } = valuesFor(told.asks, filledIn()), day = askedDay();
  let asked;
  try {
    asked = reckoned(told, day === null ? usualDay() : within(day), given).asked;
  } catch (problem) {
    if (!problem.code) throw problem;
    asked = problem.asked || fields.map(idOf);
  }
  for (const field of fields) field.hidden = !asked.includes(idOf(field));
  return asked.find((id) => !(id in given));
}
function reckon(pressed) {
  const day = askedDay();
  if (day === null && !pressed) return; // a year that is being typed
  const shownBefore = fields.filter((field) => !field.hidden), missing = ask();
  const { given, wrong } = valuesFor(told.asks, filledIn()), first = wrong.find(({ id }) => !asking(id).hidden);
  if (!pressed && !tried) return;
  tellWrong();
  answer.textContent = "";
  close(true);
  tried = false;
  if (first) tellWrong(first.id, first.message);
  else if (missing && pressed) tellWrong(missing, shownBefore.includes(asking(missing)) ? says.answer : "");
  if (first || missing) return;
  let parts;
  close(false);
  try {
    parts = day === null ? [made("p", says.day)] : shown(day, given);
  } catch (problem) {
    if (!problem.code) throw problem;
    parts = [made("p", `${problem.message}。`)];
  }
  tried = true;
  answer.append(...parts);
  if (pressed) answer.scrollIntoView({ block: "nearest" });
}

on(part("go"), "click", () => reckon(true));
on(root, "keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT") reckon(true); });
on(root, "input", ask);
onChange(() => reckon(false));
tried = recall();
if (tried) {
  root.parentElement.open = true;
  root.scrollIntoView();
}
ask();
reckon(false);
