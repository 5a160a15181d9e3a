// 算得清 in the browser: the same steps and amounts as calculator/reckoning.py, in exact fractions. No DOM in here.
// Safari before 14 has no BigInt, so whole numbers are lists of digits, the lowest first: exact at any size.

const LARGEST = whole(`1${"0".repeat(30)}`); // as in evaluation.py
const BINDS = { "+": 1, "-": 1, "*": 2, "/": 2, negative: 3 };
const SIGNS = { "*": "×", "/": "÷", "-": "－", "+": "＋" }, CHOOSES = { min: "少", max: "多" };
/** How a comparison is told where it holds and where not, of numbers, then of days; and its mirror image. */
const TOLD = {
  ">=": "达到 没有达到 不早于 早于 <=", ">": "超过 没有超过 晚于 不晚于 <", "<": "不到 达到 早于 不早于 >",
  "<=": "没有超过 超过 不晚于 晚于 >=", "==": "正好是 不是 就是 不是 ==", "!=": "不是 正好是 不是 就是 !=",
};
const YES = ["yes", "true", "是"], NO = ["no", "false", "否"];

/** Why there is no result: `code` is ask, rate, zero, large or answer; `id`, what is not answered. */
const problem = (code, message, id, asked) => ({ code, message, id, asked });

function trim(a) {
  while (a.length && !a[a.length - 1]) a.pop();
  return a;
}
function whole(written) { return trim([...written].reverse().map(Number)); }
const digitsOf = (a) => [...a].reverse().join("") || "0";
/** Less than, equal to or more than zero, as a is to b. */
function compared(a, b) {
  const one = digitsOf(a), two = digitsOf(b);
  return a.length - b.length || (one > two) - (one < two);
}
/** a plus b times `by`; it must not be negative in the end. */
function sum(a, b, by = 1) {
  const found = [];
  for (let i = 0, carry = 0; i < a.length || i < b.length || carry; i++) {
    const digit = (a[i] || 0) + (b[i] || 0) * by + carry;
    carry = Math.floor(digit / 10);
    found.push(digit - carry * 10);
  }
  return trim(found);
}
const product = (a, b) => b.reduceRight((found, digit) => sum(trim([0, ...found]), a, digit), []);
function divided(a, b) {
  let rest = [];
  const quotient = a.reduceRight((found, digit) => {
    let by = 0;
    for (rest = trim([digit, ...rest]); compared(rest, b) >= 0; by++) rest = sum(rest, b, -1);
    return [by, ...found];
  }, []);
  return [trim(quotient), rest];
}
/** A fraction is a list: whether it is negative, the digits above, those below. */
function fraction(negative, above, below) {
  let a = above, b = below;
  while (b.length) [a, b] = [b, divided(a, b)[1]];
  const one = a.length === 1 && a[0] === 1;
  return [negative && above.length > 0, one ? above : divided(above, a)[0], one ? below : divided(below, a)[0]];
}
const isNumber = Array.isArray;
/** 816, 0.5 or 1/3 as a fraction. */
export function number(written) {
  const [above, below = "1"] = written.split("/");
  const [before, after = ""] = above.split(".");
  return fraction(false, whole(before + after), product(whole(below), whole(`1${"0".repeat(after.length)}`)));
}
const HUNDRED = number("100");
const opposite = ([negative, above, below]) => fraction(!negative, above, below);
function added([less, above, below], [lessToo, aboveToo, belowToo]) {
  const one = product(above, belowToo), two = product(aboveToo, below), all = product(below, belowToo);
  if (less === lessToo) return fraction(less, sum(one, two), all);
  return compared(one, two) < 0 ? fraction(lessToo, sum(two, one, -1), all) : fraction(less, sum(one, two, -1), all);
}
const times = ([less, above, below], [lessToo, aboveToo, belowToo]) => fraction(less !== lessToo, product(above, aboveToo), product(below, belowToo));
function order([less, above, below], [lessToo, aboveToo, belowToo]) {
  if (less !== lessToo) return less ? -1 : 1;
  return compared(product(above, belowToo), product(aboveToo, below)) * (less ? -1 : 1);
}
/** To so many places, a half away from zero (四舍五入). */
function rounded([negative, above, below], places) {
  const scale = whole(`1${"0".repeat(places)}`);
  return fraction(negative, divided(sum(product(product(above, scale), [2]), below), sum(below, below))[0], scale);
}

const plain = (value) => isNumber(value) ? `${value[0] ? "-" : ""}${digitsOf(value[1])}/${digitsOf(value[2])}` : value;
/** 1234.5 as 1,234.5; at most four places. */
function amountWords(value) {
  const [negative, above, below] = rounded(value, 4);
  const digits = digitsOf(divided(product(above, whole("10000")), below)[0]).padStart(5, "0");
  const places = digits.slice(-4).replace(/0+$/, "");
  return (negative ? "-" : "") + digits.slice(0, -4).replace(/\B(?=(\d{3})+$)/g, ",") + (places && ".") + places;
}
export const shareWords = (value) =>
  !value[0] && value[1].length && compared(value[1], value[2]) < 0 ? `${amountWords(times(value, HUNDRED))}%` : amountWords(value);
const paidWords = (value, { unit, per }) => (per && !"每最".includes(per[0]) ? "每" : "") + per + amountWords(value) + unit;
const timesWords = (value, { per }) => amountWords(value) + ({ 月: "个月", 年: "年", 天: "天" }[per.slice(-1)] || "次");
export function dayWords(day) {
  const date = new Date(day * 864e5);
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}
/** 2024-05-08 as a number of days; null where there is no such day. */
export function dayOf(written) {
  const day = new Date(`${written}T00:00Z`), fits = /^\d{4}-\d\d-\d\d$/.test(written) && written > "0001" && !isNaN(day);
  return fits && day.toISOString().slice(0, 10) === written ? day / 864e5 : null;
}
export const askedWords = (ask) => ask.label.replace(/[？?：:]+$/, "");
export const rateWords = (name) => /^[\x00-\x7f]*$/.test(name) ? "标准" : name;
function answerWords(ask, value) {
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return dayWords(value);
  return isNumber(value) ? amountWords(value) + (ask.unit || "") : value;
}

/** What was filled in, as a value; throws what does not fit. */
export function valueOf(ask, written) {
  const wrong = (message) => problem("answer", message, ask.id);
  const { type, min, max, choices } = ask, low = written.toLowerCase();
  if (type === "number") {
    if (!/^\d{1,12}(\.\d{1,6})?$/.test(written)) throw wrong("请填数字，例如 12 或者 12.5");
    const value = number(written);
    for (const [limit, sign, says] of [[min, 1, "小"], [max, -1, "大"]]) {
      if (limit && order(value, number(limit)) * sign < 0) throw wrong(`不能${says}于 ${amountWords(number(limit))}`);
    }
    return value;
  }
  const chosen = choices && choices.includes(written) ? written : null;
  const found = type === "date" ? dayOf(written) : type !== "yes-no" ? chosen : YES.includes(low) || (NO.includes(low) ? false : null);
  if (found === null) throw wrong(type === "date" ? "请填日期，例如 2024-05-08" : "请选一项");
  return found;
}

function wantsBrackets(node, place, part) {
  const own = BINDS[part[0]] || 10, around = BINDS[node[0]];
  return own < around || (own === around && place > 0);
}
export const isLeaf = (node) => "#'$".includes(node[0]);
export const unique = (all) => [...new Set(all)];
export const each = (all, make) => [].concat(...all.map(make));

/** A reckoning on one day, which asks no further than it must. */
export function course(calculator, day, given) {
  const asks = {}, rates = {}, asked = [], told = new Set(), steps = [];
  let touched = [], ways = [];
  const { eligible, amount: payment, notes = [] } = calculator;
  for (const ask of calculator.asks) asks[ask.id] = ask;
  for (const rate of calculator.rates) if (dayOf(rate.from) <= day) rates[rate.name] = [number(rate.value), rate.basis];

  function named(name) {
    touched.push(name);
    if (name in asks && !asked.includes(name)) asked.push(name);
    if (name in given) return given[name];
    if (name in rates) return rates[name][0];
    if (name in asks) throw problem("ask", "", name, asked);
    if (calculator.rates.some((rate) => rate.name === name)) throw problem("rate", `${dayWords(day)}还没有“${rateWords(name)}”的标准`, name);
    return YES.includes(name) ? true : NO.includes(name) ? false : name;
  }
  function value(node) {
    const [name, ...parts] = node, [first, second] = parts;
    if (name === "#") return number(first);
    if (name === "'") return second ? dayOf(first) : first;
    if (name === "$") return named(first);
    if (name === "and" || name === "or") return value(first) === (name === "or") ? name === "or" : value(second);
    if (name === "if") {
      ways.push(first);
      return value(parts[value(first) ? 1 : 2]);
    }
    const found = applied(name, parts.map(value));
    if (isNumber(found) && (compared(found[1], LARGEST) > 0 || compared(found[2], LARGEST) > 0)) throw problem("large", "数太大，算不出来");
    return found;
  }
  function applied(name, parts) {
    const [left, right] = parts, days = typeof left === "number", by = days ? (a, b) => a - b : order;
    if (name === "not") return !left;
    if (name === "==" || name === "!=") return (plain(left) === plain(right)) === (name === "==");
    if (name === "min" || name === "max") return parts.reduce((a, b) => by(b, a) * (name === "min" ? 1 : -1) < 0 ? b : a);
    if (name === "<" || name === ">=") return by(left, right) < 0 === (name === "<");
    if (name === ">" || name === "<=") return by(left, right) > 0 === (name === ">");
    if (days) return fraction(left < right, whole(String(Math.abs(left - right))), [1]);
    if (name === "round") return rounded(left, right ? +digitsOf(right[1]) : 0);
    if (name === "negative") return opposite(left);
    if (name === "+" || name === "-") return added(left, name === "+" ? right : opposite(right));
    if (name === "*") return times(left, right);
    if (!right[1].length) throw problem("zero", "除数是零，算不出来");
    return times(left, fraction(right[0], right[2], right[1]));
  }
  const taken = (node) => node[0] === "if" ? taken(node[value(node[1]) ? 2 : 3]) : node;
  function figure(node) {
    const found = value(node);
    return typeof found === "number" ? dayWords(found) : isNumber(found) ? amountWords(found) : "";
  }
  function words(node, figures) {
    const [name, first, share] = node;
    if (name === "#") return share ? shareWords(number(first)) : amountWords(number(first));
    if (name === "'") return first;
    if (name === "$") {
      if (first in asks && !figures) return askedWords(asks[first]);
      if (first in asks) return isNumber(given[first]) ? amountWords(given[first]) : answerWords(asks[first], given[first]);
      return !(first in rates) ? first : figures ? shareWords(rates[first][0]) : rateWords(first);
    }
    if (name === "if") return words(taken(node), figures);
    if (name in CHOOSES || name === "round") return figure(node);
    const parts = node.slice(1).map((part, place) => wantsBrackets(node, place, taken(part)) ? `（${words(part, figures)}）` : words(part, figures));
    return parts.length > 1 ? `${parts[0]} ${SIGNS[name]} ${parts[1]}` : `－${parts[0]}`;
  }
  function both(node) {
    const name = words(node, false), figures = words(node, true);
    return name === figures ? name : `${name}（${figures}）`;
  }
  /** What `min`, `max` and `round` come to, the inner ones first. */
  function choices(written) {
    const node = taken(written), [name, ...parts] = node;
    if (isLeaf(node)) return [];
    const inner = each(parts, choices);
    if (name in CHOOSES) inner.push(`${parts.map(both).join("、")}，按其中${CHOOSES[name]}的算：${figure(node)}`);
    if (name === "round") {
      const places = parts[1] ? words(parts[1], true) : "0";
      inner.push(`${both(parts[0])}，四舍五入${places === "0" ? "取整" : `保留${places}位小数`}：${figure(node)}`);
    }
    return inner;
  }
  // The facts that decided, as in facts.py: each is what it is about, and how that compares.
  const isAsked = (node) => node[0] === "$" && node[1] in asks;
  const answerTo = (id) => answerWords(asks[id], given[id]), answered = (id) => `${askedWords(asks[id])}：${answerTo(id)}`;
  function measure(node, unit = "") {
    const [name, first] = node;
    if (name === "'") return figure(node);
    if (isAsked(node)) return `${askedWords(asks[first])}（${answerTo(first)}）`;
    const found = both(node);
    return /\d$/.test(found) ? found + unit : found;
  }
  function turns(node) {
    if (isLeaf(node)) return [];
    return node[0] === "if" ? [...facts(node[1]), ...turns(taken(node))] : each(node.slice(1), turns);
  }
  function facts(node) {
    const [name, first, second] = node;
    if (isLeaf(node)) return isAsked(node) ? [[answered(first), ""]] : [];
    if (name === "and" || name === "or") {
      const alone = [first, second].find((part) => value(part) === (name === "or"));
      return alone ? facts(alone) : [...facts(first), ...facts(second)];
    }
    if (name === "not") return facts(first);
    if (name === "if") return [...facts(first), ...facts(taken(node))];
    const found = value(first), sides = [first, second].map(taken);
    if (typeof found === "boolean") return each([first, second], facts);
    const before = each([first, second], turns);
    if (typeof found === "string") return [...before, ...each(sides, facts)];
    const turned = isAsked(sides[1]) && !isAsked(sides[0]), [about, other] = turned ? sides.reverse() : sides;
    const told = (sign) => TOLD[sign].split(" "), place = (typeof found === "number" ? 2 : 0) + (value(node) ? 0 : 1);
    const compares = told(turned ? told(name)[4] : name)[place];
    return [...before, [isAsked(about) ? answered(about[1]) : measure(about), compares + measure(other, isAsked(about) ? asks[about[1]].unit : "")]];
  }
  const key = (fact) => fact.join("|");
  function joined(all) {
    const about = new Map(all.map(([subject]) => [subject, new Set([subject])]));
    for (const [subject, compares] of all) if (compares) about.get(subject).add(compares);
    return [...about.values()].map((one) => [...one].join("，")).join("；");
  }

  const step = (said, basis = "") => steps.push({ words: said, basis });
  function condition({ when, basis }) {
    const holds = value(when), found = facts(when), fresh = found.filter((fact) => !told.has(key(fact)));
    if (!holds || !found.length || fresh.length) {
      step(`${found.length ? `${joined(fresh.length ? fresh : found)}，` : ""}${holds ? "" : "不"}符合`, basis);
    }
    for (const fact of found) told.add(key(fact));
    return holds;
  }
  /** What a formula comes to, with the steps that lead there. */
  function amountOf(formula) {
    touched = [];
    ways = [];
    const found = value(formula), names = unique(touched);
    const fresh = each(unique(ways), facts).filter((fact) => !told.has(key(fact)));
    for (const about of unique(fresh.map((fact) => fact[0]))) step(joined(fresh.filter((fact) => fact[0] === about)));
    for (const fact of fresh) told.add(key(fact));
    for (const name of names) if (name in rates) step(`${rateWords(name)}：${shareWords(rates[name][0])}`, rates[name][1]);
    choices(formula).forEach((said) => step(said));
    return found;
  }
  function summed(formula, result, before = "") {
    const name = words(formula, false), figures = words(formula, true);
    step(before + (formula[0] === "#" ? result : `${name === figures ? "" : `${name} ＝ `}${figures} ＝ ${result}`));
  }
  function concerns({ when }) {
    try { return !when || value(when); } catch { return false; }
  }
  /** Who is entitled, and to how much. */
  function reckon() {
    const failed = eligible.find((one) => !condition(one));
    if (failed) return { steps, amount: null, result: "不符合", lasting: "", reason: failed.otherwise, asked, notes: [] };
    const amount = rounded(amountOf(payment.formula), 2);
    const result = paidWords(amount, payment);
    let often, lasting = "";
    summed(payment.formula, result);
    if (payment.times) {
      often = amountOf(payment.times);
      const long = timesWords(often, payment), whole = amountWords(times(amount, often)) + payment.unit;
      summed(payment.times, long, "可以领：");
      step(`一共：${amountWords(amount)} × ${amountWords(often)} ＝ ${whole}`);
      lasting = `，最多可以领${long}，一共${whole}`;
    }
    return { steps, amount: plain(amount), result, lasting, times: often && plain(often), reason: "", asked: [...asked], notes: notes.filter(concerns) };
  }
  return { asks, reckon, value };
}

/** Who is entitled, and to how much: `steps`, each with its clause, `amount` as a fraction or null, in words (`result`, `lasting`), `reason`, `asked`. */
export const reckoned = (calculator, day, given) => course(calculator, day, given).reckon();
