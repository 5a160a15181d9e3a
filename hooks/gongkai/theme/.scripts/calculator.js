// 我能领多少 on a policy's page: one question after the other, then the result.
import { answer, askedDay, asking, close, fields, filledIn, givenList, linked, made, part, recall, root, tellWrong, told, usualDay, valuesFor } from "./form.js";
import { dayOf, dayWords, reckoned } from "./reckoning.js";

/** When one can apply, on the day asked about and the next time. */
function applying(day) {
  const left = told.windows.filter(([, until]) => dayOf(until) >= day), [first, second] = left;
  if (!first) return told.windows.length ? ["规定的申请期都已经过去。"] : [];
  const now = dayOf(first[0]) <= day, coming = now ? second : first;
  return [(now ? `申请期：${first[2]}，这一天正在受理。` : "") + (coming ? `下一次申请期：${coming[2]}。` : "")];
}
/** From when the same answers come to something else. */
function changes(day, given, amount) {
  for (const { from } of told.rates) {
    if (dayOf(from) <= day || (told.until && from > told.until)) continue;
    const later = reckoned(told, dayOf(from), given);
    if (later.amount && later.amount !== amount) return [`标准有变：${dayWords(dayOf(from))}起，同样的情况是${later.result}。`];
  }
  return [];
}
function shown(day, given) {
  if (day < dayOf(told.from)) return [made("p", told.early)];
  if (told.until && day > dayOf(told.until)) return [made("p", told.late)];
  const { steps, amount, result, lasting, reason, notes } = reckoned(told, day, given), entitled = amount !== null;
  root.classList.toggle("gk-calc--entitled", entitled && amount !== "0/1");
  const also = entitled ? [...notes.map(({ says, basis }) => linked({ words: `${says}。`, basis })), ...[...applying(day), ...changes(day, given, amount)].map((words) => made("li", words))] : [];
  return [
    made("p", [
      entitled ? `按${dayWords(day)}的标准，算下来是 ` : "", made("strong", result), `${entitled ? lasting : `：${reason}`}。`,
    ], { className: "gk-calc__result" }),
    ...also.length ? [made("h3", "还要知道"), made("ul", also)] : [],
    made("h3", "怎样算的"), made("ol", steps.map(linked)), givenList(),
  ];
}
let tried = false;
/** Shows what the answers so far lead to, and the next question; what it is, if there is one. */
function ask() {
  const { given } = valuesFor(told.asks, filledIn()), day = askedDay();
  let asked;
  try {
    const at = day === null ? dayOf(usualDay()) : Math.max(day, dayOf(told.from));
    asked = reckoned(told, told.until ? Math.min(at, dayOf(told.until)) : at, given).asked;
  } catch (problem) {
    if (!problem.code) throw problem;
    asked = problem.asked || fields.map((field) => field.dataset.gkAsk);
  }
  for (const field of fields) field.hidden = !asked.includes(field.dataset.gkAsk);
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
  if (first) { tellWrong(first.id, first.message); return; }
  if (missing) { if (pressed) tellWrong(missing, shownBefore.includes(asking(missing)) ? "请回答这一问" : ""); return; }
  let parts;
  close(false);
  try {
    parts = day === null ? [made("p", "日期没有看懂，请写成 2026-05-08 的样子。")] : shown(day, given);
  } catch (problem) {
    if (!problem.code) throw problem;
    parts = [made("p", `${problem.message}。`)];
  }
  tried = true;
  answer.append(...parts);
  if (pressed) answer.scrollIntoView({ block: "nearest" });
}

part("go").addEventListener("click", () => reckon(true));
root.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.tagName === "INPUT") reckon(true); });
root.addEventListener("input", ask);
root.addEventListener("change", () => reckon(false));
tried = recall();
if (tried) {
  root.parentElement.open = true;
  root.scrollIntoView();
}
ask();
reckon(false);
