// 我能领多少 on a policy's page: one question after the other, then the result.
import { answer, askedDay, asking, close, fields, filledIn, givenList, idOf, linked, made, on, onChange, part, recall, root, tellWrong, told, usualDay, valuesFor, within } from "./form.js";
import { dayWords, reckoned } from "./reckoning.js";

const { says, windows } = told, more = part("lists");
/** When one can apply, on the day asked about and the next time; null where never again. Not before the first month paid for is over, nor when a note says no. */
function applying(day, { notes, after }) {
  const [first, second] = windows.filter(([from, until]) => until >= day && !(from < after) && !notes.some(({ opens, closes }) => opens > from || closes < until));
  const now = first && first[0] <= day, coming = now ? second : first;
  if (!first) return windows[0] ? null : [];
  return [{ words: (now ? says.in + first[2] + says.open : "") + (coming ? `${says.next}${coming[2]}。` : "") }];
}
/** From when the same answers come to something else; of what changes while it is paid, the result tells. */
function changes(day, given, { amount, several }) {
  for (const { from } of told.rates) {
    if (several || from <= day || within(from) < from) continue;
    const later = reckoned(told, from, given);
    if (later.amount && later.amount !== amount) return [{ words: `${says.new}${dayWords(from)}${says.same}${later.result}。` }];
  }
  return [];
}
/** Shows a result: what a screen reader reads out at once is the sum or the refusal, with the first thing to know beside. */
function show(day, given) {
  if (within(day) !== day) return answer.append(within(day) > day ? told.early : told.late);
  const found = reckoned(told, day, given), { steps, amount, result, lasting, reason, helps, notes, nothing } = found;
  const entitled = amount !== null, paid = entitled && !nothing, periods = applying(day, found);
  const also = entitled ? [...notes, ...periods || [], ...changes(day, given, found)].map(linked) : [];
  const open = paid && periods, closed = open === null;
  root.classList.toggle("gk-calc--entitled", helps || open);
  answer.append(
    made("p", [
      closed ? says.closed : "", closed ? result : made("strong", nothing ? says.nil : result), reason ? `：${reason}` : paid ? lasting : "", "。",
      entitled && !closed && !told.amount.since ? says.by + dayWords(day) + says.of : "",
    ], { className: "gk-calc__result" }),
    made("ul", also.slice(0, 1)),
  );
  more.append(
    ...also[1] ? [made("h3", says.also), made("ul", also.slice(1))] : [],
    made("h3", says.how), made("ol", steps.map(linked)), givenList(),
  );
}
let tried = false;
/** Shows what the answers so far lead to, and the next question; what it is, if there is one. */
function ask() {
  const { given } = valuesFor(told.asks, filledIn()), day = askedDay();
  let asked;
  try {
    asked = reckoned(told, day === null ? usualDay() : within(day), given).asked;
  } catch (problem) {
    asked = problem.asked || fields.map(idOf); // what is no problem of the answers shows itself in `reckon`
  }
  for (const field of fields) field.hidden = !asked.includes(idOf(field));
  return asked.find((id) => !(id in given));
}
function reckon(pressed) {
  const day = askedDay();
  if (day === null && !pressed) return; // a year that is being typed
  const shownBefore = fields.filter((field) => !field.hidden).map(idOf), missing = ask();
  const { given, wrong } = valuesFor(told.asks, filledIn()), first = wrong.find(({ id }) => !asking(id).hidden);
  if (!pressed && !tried) return;
  tellWrong();
  answer.textContent = more.textContent = "";
  close(true);
  tried = false;
  if (first) tellWrong(first.id, first.message);
  else if (missing && pressed) tellWrong(missing, shownBefore.includes(missing) ? says.ask : "");
  if (first || missing) return;
  close(false);
  try {
    if (day === null) answer.append(says.day);
    else show(day, given);
  } catch (problem) {
    if (!problem.code) throw problem;
    answer.append(`${problem.message}。`);
  }
  tried = true;
  if (pressed) answer.scrollIntoView({ block: "nearest" });
}

on(part("go"), "click", () => reckon(true));
on(root, "keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT") reckon(true); });
on(root, "input", ask);
onChange(() => reckon(false));
tried = recall();
if (tried) {
  root.parentElement.open = true;
  root.focus();
}
ask();
reckon(false);
