// 能享受哪些政策: what is answered is held against every calculator of the section. Nothing leaves the page, as in form.js.
import { fitting } from "./fitting.js";
import { answer, askedDay, close, fields, filledIn, givenList, idOf, inAddress, linked, made, on, onChange, part, recall, root, tellWrong, told, valuesFor, written } from "./form.js";
import { dayWords, each, isoDay, paidWords, reckoned } from "./reckoning.js";

const list = part("lists");
const GROUPS = { fits: "符合", helps: "另有帮助", maybe: "可能符合", not: "不符合", later: "还没有施行" };

/** What was filled in, by the names that one policy asks by; a choice that it does not know is none of its own. */
function own({ answeredBy, asks }, filled) {
  const found = {};
  for (const { id, choices } of asks) {
    const said = filled[answeredBy[id]];
    if (said) found[id] = choices && !choices.includes(said) ? told.neither : said;
  }
  return found;
}
/** The rates of the day that an amount may still be reckoned by, as the policy's page tells them. */
function rates(policy, day, used) {
  const held = {};
  for (const rate of policy.rates) if (used.includes(rate.name) && rate.from <= day) held[rate.name] = `${rate.says} ${rate.said}`;
  const [first, second] = Object.keys(held); // of several, nobody knows yet which are for them
  return first && !second && held[first];
}
/** How one policy stands: `group`, `note`, and what is still to be answered. */
function standing(policy, day, filled) {
  const stands = (group, note, missing = []) => ({ group, note, missing });
  if (day < policy.from) return stands("later", `${dayWords(policy.from)}起施行。`);
  if (policy.until && day > policy.until) return stands("not", `执行到${dayWords(policy.until)}。`);
  const { given } = valuesFor(policy.asks, filled), { failed, missing, paid, used } = fitting(policy, day, given);
  if (failed) return stands(failed.helps ? "helps" : "not", linked({ words: `${failed.otherwise}。`, basis: failed.basis }).childNodes);
  try {
    const { nothing, result, lasting } = reckoned(policy, day, given);
    if (nothing) return stands("not", "条件符合，但是算下来没有可以领的金额。");
    return stands("fits", [made("strong", result), `${lasting}。`]);
  } catch (problem) {
    if (problem.code !== "ask") { if (problem.code) return stands("not", `${problem.message}。`); throw problem; }
    const first = policy.asks.find((ask) => ask.id === problem.id);
    const still = `还有 ${missing.length || 1} 问没有答，${policy.answeredBy[first.id] ? `先看“${first.name}”` : "点开标题接着答"}。`, held = rates(policy, day, used);
    const known = paid && paid[1].length ? ["条件都符合的，可以领", made("strong", paidWords(paid, policy.amount)), "。"] : [held ? `标准：${held}。` : ""];
    return stands("maybe", [...known, still], missing);
  }
}
/** What changes a policy stands with it, where both come to the same, and does not count beside it. */
const isOf = ({ policy, group }, one) => policy.amends === one.policy.url && group === one.group;
const alone = (found) => found.filter((one) => !found.some((other) => isOf(one, other)));
function item(one, found) {
  const { policy, note, filled, day } = one, link = made("a", policy.title, { href: policy.url + inAddress(Object.assign({}, filled, { on: isoDay(day) })) });
  return [link, policy.mark ? ` （${policy.mark}）` : "", made("p", [...(typeof note === "string" ? [note] : note)]), ...each(found.filter((other) => isOf(other, one)), (other) => item(other, []))];
}
function group(name, found) {
  const ones = alone(found).filter((one) => one.group === name);
  return ones.length ? [made("h2", `${GROUPS[name]}（${ones.length} 项）`), made("ul", ones.map((one) => made("li", item(one, found))), { className: "gk-calc__fits" })] : [];
}
/** Questions that no policy still needs step aside; before the first answer, all but the first. */
function ask(found, filled) {
  const needed = new Set([].concat(...found.map(({ policy, missing }) => missing.map((id) => policy.answeredBy[id]))));
  const begun = Object.keys(filled).length > 0;
  fields.forEach((field, place) => { field.hidden = !(written(field) || (begun ? needed.has(idOf(field)) : place === 0)); });
}
let before = null;
/** What the last answer changed: which policies moved where; the first time, how many stand where. */
function changed(found) {
  const counted = Object.keys(GROUPS).map((name) => [GROUPS[name], alone(found).filter((one) => one.group === name).length]).filter(([, count]) => count);
  const whole = counted.map(([name, count]) => `${name} ${count} 项`).join("，");
  const moved = before ? alone(found).filter((one) => one.group !== before[found.indexOf(one)]) : [];
  const named = moved.slice(0, 3).map(({ policy, group: now }) => `“${policy.title}”${now === "later" ? "" : "现在"}${GROUPS[now]}`).join("；");
  const more = moved.length > 3 ? `；另有 ${moved.length - 3} 项也变了` : "";
  return `${before ? `${named ? named + more : "各项政策符不符合没有变"}。` : ""}按您的回答：${whole}。`;
}
let last = "";
/** `settled`: the answer is whole, so what changed is told; else it is still being typed. */
function reckon(settled) {
  const filled = filledIn(), day = askedDay(), { wrong } = valuesFor(told.asks, filled);
  if (day === null) return; // a year that is being typed
  if (wrong.length) { if (settled) tellWrong(wrong[0].id, wrong[0].message); return; }
  const found = told.policies.map((policy) => {
    const answers = own(policy, filled);
    return Object.assign({ policy, filled: answers, day }, standing(policy, day, answers));
  });
  const now = JSON.stringify([filled, day]), begun = Object.keys(filled).length > 0;
  if (now !== last) { // what has the focus must not be taken away for nothing
    last = now;
    tellWrong();
    ask(found, filled);
    list.textContent = "";
    if (begun) list.append(givenList(), ...[].concat(...Object.keys(GROUPS).map((name) => group(name, found))));
    close(!begun);
  }
  if (!settled) return;
  answer.textContent = begun ? changed(found) : "答了第一问，就会列出可能符合的政策。";
  before = begun ? found.map((one) => one.group) : null;
}
recall();
on(root, "input", () => reckon(false));
onChange(() => reckon(true));
reckon(true);
