// 能享受哪些政策: what is answered is held against every calculator of the section. Nothing leaves the page, as in calculator.js.
import { answer, askedDay, fields, filledIn, givenList, inAddress, made, recall, root, stepItem, tellWrong, told, tools, valuesFor, written } from "./calculator.js";
import { dayOf, dayWords, fitting, number, paidWords, rateWords, reckoned, shareWords } from "./reckoning.js";

const list = root.insertBefore(made("div", [], { class: "gk-calc__lists" }), answer.nextSibling);

/** What was filled in, by the names that one policy asks by. */
function own({ answeredBy }, filled) {
  const found = {};
  for (const id of Object.keys(answeredBy)) if (answeredBy[id] in filled) found[id] = filled[answeredBy[id]];
  return found;
}
/** The rates of the day that an amount is reckoned by, as the policy's page tells them. */
function rates(policy, day) {
  const held = {};
  for (const rate of policy.rates) if (dayOf(rate.from) <= day) held[rate.name] = `${rateWords(rate.name)} ${shareWords(number(rate.value))}`;
  return Object.keys(held).map((name) => held[name]).join("，");
}
/** How one policy stands: `group`, `note`, and what is still to be answered. */
function standing(policy, day, filled) {
  if (day < dayOf(policy.from)) return { group: "later", note: `${dayWords(dayOf(policy.from))}起施行。`, missing: [] };
  if (policy.until && day > dayOf(policy.until)) return { group: "not", note: `执行到${dayWords(dayOf(policy.until))}。`, missing: [] };
  const { given } = valuesFor(policy.asks, filled), { failed, missing } = fitting(policy, day, given);
  if (failed) return { group: "not", note: stepItem({ words: `${failed.otherwise}。`, basis: failed.basis }).childNodes, missing: [] };
  if (missing.length) return { group: "maybe", note: `再答 ${missing.length} 问，就能算出金额。标准：${rates(policy, day)}。`, missing };
  try {
    const { amount } = reckoned(policy, day, given);
    if (amount === "0/1") return { group: "not", note: "条件符合，但是算下来没有可以领的金额。", missing };
    return { group: "fits", note: ["算下来是 ", made("strong", paidWords(number(amount), policy.amount)), "。"], missing };
  } catch (problem) {
    if (!problem.code) throw problem;
    return { group: "not", note: `${problem.message}。`, missing };
  }
}
function item({ policy, note, filled, day }) {
  const on = new Date(day * 864e5).toISOString().slice(0, 10);
  const link = made("a", policy.title, { href: policy.url + inAddress(Object.assign({}, filled, { on })) });
  return made("li", [link, policy.mark ? ` （${policy.mark}）` : "", made("p", [...(typeof note === "string" ? [note] : note)])]);
}
function group(heading, found) {
  return found.length ? [made("h2", `${heading}（${found.length} 项）`), made("ul", found.map(item), { class: "gk-calc__fits" })] : [];
}
/** Questions that no policy still needs step aside; before the first answer, all but the first. */
function ask(found, filled) {
  const needed = new Set([].concat(...found.map(({ policy, missing }) => missing.map((id) => policy.answeredBy[id]))));
  const begun = Object.keys(filled).length > 0;
  fields.forEach((field, place) => { field.hidden = !(written(field) || (begun ? needed.has(field.dataset.gkAsk) : place === 0)); });
}
function reckon() {
  tellWrong("", "");
  const filled = filledIn(), day = askedDay(), { wrong } = valuesFor(told.asks, filled);
  list.textContent = "";
  if (day === null) { answer.textContent = "日期没有看懂，请写成 2026-05-08 的样子。"; return; }
  if (wrong.length) { answer.textContent = ""; tellWrong(wrong[0].id, wrong[0].message); return; }
  const found = told.policies.map((policy) => {
    const answers = own(policy, filled);
    return Object.assign({ policy, filled: answers, day }, standing(policy, day, answers));
  });
  ask(found, filled);
  if (!Object.keys(filled).length) { answer.textContent = "答了第一问，就会列出可能符合的政策。"; return; }
  const of = (name) => found.filter((one) => one.group === name), fits = of("fits"), maybe = of("maybe"), not = of("not"), later = of("later");
  const counted = [["符合", fits], ["可能符合", maybe], ["不符合", not], ...(later.length ? [["还没有施行", later]] : [])];
  answer.textContent = "按您的回答：" + counted.map(([name, ones]) => `${name} ${ones.length} 项`).join("，") + "。";
  list.append(
    givenList(), ...group("符合", fits), ...group("可能符合", maybe), ...group("不符合", not), ...group("还没有施行", later),
    made("p", "仅供参考，以审核结果为准。", { class: "gk-reckon__caution" }), ...tools(),
  );
}
recall();
root.addEventListener("change", reckon);
reckon();
