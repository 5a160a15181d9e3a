// 算得清 in the browser: the same steps and amounts as calculator/reckoning.py, in exact fractions. No DOM in here.
// Safari before 14 has no BigInt, so whole numbers are lists of limbs, the lowest first: exact at any size.

const BASE = 1e7, LARGEST = [0, 0, 0, 0, 100]; // 10^30, as in evaluation.py
const BINDS = { or: 1, and: 2, not: 3, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, negative: 7 };
const SIGNS = {
  "*": "×", "/": "÷", "-": "－", "+": "＋", "==": "＝", "!=": "≠", "<=": "≤", ">=": "≥", "<": "＜", ">": "＞", and: "，并且", or: "，或者",
};
const CHOOSES = { min: "小", max: "大" };
const YES = ["yes", "true", "是"], NO = ["no", "false", "否"];

/** Why there is no result: `code` is ask, rate, zero, large or answer; `id`, what is not answered. */
const problem = (code, message, id) => Object.assign(new Error(message), { code, id });

const trim = (a) => { while (a.length && !a[a.length - 1]) a.pop(); return a; };
function whole(digits) {
  const limbs = [];
  for (let end = digits.length; end > 0; end -= 7) limbs.push(+digits.slice(Math.max(0, end - 7), end));
  return trim(limbs);
}
const digitsOf = (a) => a.map((limb, i) => i === a.length - 1 ? String(limb) : String(limb).padStart(7, "0")).reverse().join("") || "0";
function compared(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = a.length - 1; i >= 0; i--) if (a[i] !== b[i]) return a[i] - b[i];
  return 0;
}
/** a plus b times `times`, which is not negative in the end. */
function sum(a, b, times = 1) {
  const found = [];
  for (let i = 0, carry = 0; i < a.length || i < b.length || carry; i++) {
    const limb = (a[i] || 0) + (b[i] || 0) * times + carry;
    carry = Math.floor(limb / BASE);
    found.push(limb - carry * BASE);
  }
  return trim(found);
}
const product = (a, b) => b.reduceRight((found, limb) => sum(trim([0, ...found]), a, limb), []);
function divided(a, b) {
  const quotient = [], from = Math.max(0, b.length - 3);
  const size = (limbs) => limbs.slice(from).reduceRight((all, limb) => all * BASE + limb, 0);
  let rest = [];
  for (let i = a.length - 1; i >= 0; i--) {
    rest = trim([a[i], ...rest]);
    let times = Math.floor(size(rest) / size(b)); // one too many or too few at most
    if (compared(product(b, trim([times % BASE, Math.floor(times / BASE)])), rest) > 0) times--;
    rest = sum(rest, b, -times);
    if (compared(rest, b) >= 0) { rest = sum(rest, b, -1); times++; }
    quotient.unshift(times);
  }
  return [trim(quotient), rest];
}
function fraction(negative, above, below) {
  let a = above, b = below;
  while (b.length) [a, b] = [b, divided(a, b)[1]];
  const one = a.length === 1 && a[0] === 1;
  return { negative: negative && above.length > 0, above: one ? above : divided(above, a)[0], below: one ? below : divided(below, a)[0] };
}
/** 816, 0.5 or 1/3 as a fraction. */
export function number(written) {
  const [above, below = "1"] = written.split("/");
  const [before, after = ""] = above.split(".");
  return fraction(false, whole(before + after), product(whole(below), whole(`1${"0".repeat(after.length)}`)));
}
const ZERO = number("0"), ONE = number("1"), HUNDRED = number("100");
const opposite = (a) => fraction(!a.negative, a.above, a.below);
function added(a, b) {
  const one = product(a.above, b.below), two = product(b.above, a.below), below = product(a.below, b.below);
  if (a.negative === b.negative) return fraction(a.negative, sum(one, two), below);
  return compared(one, two) < 0 ? fraction(b.negative, sum(two, one, -1), below) : fraction(a.negative, sum(one, two, -1), below);
}
const times = (a, b) => fraction(a.negative !== b.negative, product(a.above, b.above), product(a.below, b.below));
function order(a, b) {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  return compared(product(a.above, b.below), product(b.above, a.below)) * (a.negative ? -1 : 1);
}
/** To so many places, a half away from zero (四舍五入). */
function rounded(a, places) {
  const scale = whole(`1${"0".repeat(places)}`);
  const doubled = sum(a.below, a.below);
  return fraction(a.negative, divided(sum(product(product(a.above, scale), [2]), a.below), doubled)[0], scale);
}

const plain = (value) => value.below ? `${value.negative ? "-" : ""}${digitsOf(value.above)}/${digitsOf(value.below)}` : value;
/** 1234.5 as 1,234.5; at most four places. */
function amountWords(value) {
  const shown = rounded(value, 4);
  const digits = digitsOf(divided(product(shown.above, [10000]), shown.below)[0]).padStart(5, "0");
  const places = digits.slice(-4).replace(/0+$/, "");
  const grouped = digits.slice(0, -4).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${shown.negative ? "-" : ""}${grouped}${places && "."}${places}`;
}
export const shareWords = (value) =>
  order(value, ZERO) > 0 && order(value, ONE) < 0 ? `${amountWords(times(value, HUNDRED))}%` : amountWords(value);
export function paidWords(value, { unit, per }) {
  const each = per && !per.startsWith("每") ? "每" + per : per || "";
  return `${each}${amountWords(value)}${unit}`;
}
export function dayWords(day) {
  const date = new Date(day * 864e5);
  return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}
/** 2024-05-08 as a number of days; null where there is no such day. */
export function dayOf(written) {
  const time = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : NaN;
  return isNaN(time) || written < "0001" || new Date(time).toISOString().slice(0, 10) !== written ? null : time / 864e5;
}
export const askedWords = (ask) => ask.label.replace(/[？?：:]+$/, "");
export const rateWords = (name) => /^[\x00-\x7f]*$/.test(name) ? "标准" : name;
function answerWords(ask, value) {
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return dayWords(value);
  return value.below ? amountWords(value) + (ask.unit || "") : value;
}

/** What was filled in, as a value; throws what does not fit. */
export function valueOf(ask, written) {
  const wrong = (message) => problem("answer", message, ask.id);
  if (ask.type === "number") {
    if (!/^[0-9]{1,12}(\.[0-9]{1,6})?$/.test(written)) throw wrong("请填数字，例如 12 或者 12.5");
    const value = number(written);
    if (ask.min && order(value, number(ask.min)) < 0) throw wrong(`不能小于 ${amountWords(number(ask.min))}`);
    if (ask.max && order(value, number(ask.max)) > 0) throw wrong(`不能大于 ${amountWords(number(ask.max))}`);
    return value;
  }
  if (ask.type === "yes-no") {
    const yes = YES.includes(written.toLowerCase());
    if (!yes && !NO.includes(written.toLowerCase())) throw wrong("请选是或者否");
    return yes;
  }
  const day = ask.type === "date" ? dayOf(written) : written;
  if (day === null || (ask.type === "choice" && !ask.choices.includes(written))) throw wrong(ask.type === "date" ? "请填日期，例如 2024-05-08" : "请选一项");
  return day;
}

function wants(node, place, part) {
  const own = BINDS[part[0]] || 10, around = BINDS[node[0]] || 0;
  return own < around || (own === around && (place > 0 || around === 4));
}
const isLeaf = (node) => "#'$".includes(node[0]);
const names = (node) => node[0] === "$" ? [node[1]] : isLeaf(node) ? [] : [].concat(...node.slice(1).map(names));

class Reckoner {
  constructor(calculator, day, given) {
    this.asks = {};
    for (const ask of calculator.asks) this.asks[ask.id] = ask;
    this.rates = {};
    for (const rate of calculator.rates) if (dayOf(rate.from) <= day) this.rates[rate.name] = { value: number(rate.value), basis: rate.basis };
    this.known = new Set(calculator.rates.map((rate) => rate.name));
    this.day = day;
    this.given = given;
    this.ways = null;
  }

  named(name) {
    if (name in this.given) return this.given[name];
    if (name in this.rates) return this.rates[name].value;
    if (name in this.asks) throw problem("ask", `请回答：${this.asks[name].label}`, name);
    if (this.known.has(name)) throw problem("rate", `${dayWords(this.day)}还没有“${rateWords(name)}”的标准`, name);
    return YES.includes(name) ? true : NO.includes(name) ? false : name;
  }

  expectKnown(node) { names(node).forEach((name) => this.named(name)); }

  value(node) {
    const [name, ...parts] = node;
    if (name === "#") return number(parts[0]);
    if (name === "'") return parts[1] ? dayOf(parts[0]) : parts[0];
    if (name === "$") return this.named(parts[0]);
    if (name === "and" || name === "or") return this.value(parts[0]) === (name === "or") ? name === "or" : this.value(parts[1]);
    if (name === "if") {
      const way = this.value(parts[0]);
      if (this.ways) this.ways.set(JSON.stringify(parts[0]), [parts[0], way]);
      return this.value(parts[way ? 1 : 2]);
    }
    const value = this.applied(name, parts.map((part) => this.value(part)));
    if (value.below && (compared(value.above, LARGEST) > 0 || compared(value.below, LARGEST) > 0)) throw problem("large", "数太大，算不出来");
    return value;
  }

  applied(name, parts) {
    const [left, right] = parts;
    if (name === "not") return !left;
    if (name === "==" || name === "!=") return (plain(left) === plain(right)) === (name === "==");
    const days = typeof left === "number";
    const by = days ? (a, b) => a - b : order;
    if (name === "min" || name === "max") return parts.reduce((a, b) => by(b, a) * (name === "min" ? 1 : -1) < 0 ? b : a);
    if (name === "<" || name === ">=") return by(left, right) < 0 === (name === "<");
    if (name === ">" || name === "<=") return by(left, right) > 0 === (name === ">");
    if (days) return fraction(left < right, whole(String(Math.abs(left - right))), [1]);
    if (name === "round") return rounded(left, right ? +digitsOf(right.above) : 0);
    if (name === "negative") return opposite(left);
    if (name === "+" || name === "-") return added(left, name === "+" ? right : opposite(right));
    if (name === "*") return times(left, right);
    if (!right.above.length) throw problem("zero", "除数是零，算不出来");
    return times(left, fraction(right.negative, right.below, right.above));
  }

  /** The condition, with what is not known yet: true, false or null. */
  maybe(node) {
    if (node[0] === "not") { const found = this.maybe(node[1]); return found === null ? null : !found; }
    if (node[0] === "and" || node[0] === "or") {
      const sides = [this.maybe(node[1]), this.maybe(node[2])], ends = node[0] === "or";
      return sides.includes(ends) ? ends : sides.includes(null) ? null : !ends;
    }
    try { return this.value(node); } catch { return null; }
  }

  taken(node) { return node[0] === "if" ? this.taken(node[this.value(node[1]) ? 2 : 3]) : node; }

  figure(node) {
    const value = this.value(node);
    return typeof value === "number" ? dayWords(value) : value.below ? amountWords(value) : "";
  }

  parts(node, tell) {
    return node.slice(1).map((part, place) => wants(node, place, this.taken(part)) ? `（${tell(part)}）` : tell(part));
  }

  told(node, figures) {
    const [name, first, share] = node;
    if (name === "#") return share ? shareWords(number(first)) : amountWords(number(first));
    if (name === "'") return first;
    if (name === "$") return this.name(first, figures);
    if (name === "if") return this.told(this.taken(node), figures);
    if (name in CHOOSES || name === "round") return this.figure(node);
    return this.joined(name, this.parts(node, (part) => this.told(part, figures)));
  }

  name(name, figures) {
    if (name in this.asks) {
      if (!figures) return askedWords(this.asks[name]);
      const value = this.given[name];
      return value.below ? amountWords(value) : answerWords(this.asks[name], value);
    }
    if (!(name in this.rates)) return name;
    return figures ? shareWords(this.rates[name].value) : rateWords(name);
  }

  joined(name, parts) {
    if (name in CHOOSES) return `（${parts.join("、")}中较${CHOOSES[name]}的）`;
    if (name === "round") return `${parts[0]}（四舍五入）`;
    if (name === "negative") return `－${parts[0]}`;
    if (parts.length === 1) return parts[0];
    return name === "and" || name === "or" ? unique(parts).join(SIGNS[name]) : `${parts[0]} ${SIGNS[name]} ${parts[1]}`;
  }

  condition(node) {
    const [name, first] = node;
    const answer = (id) => answerWords(this.asks[id], this.given[id]);
    if (name === "$" && first in this.asks) {
      const words = askedWords(this.asks[first]);
      return typeof this.given[first] === "boolean" ? `${words}：${answer(first)}` : `${words}（${answer(first)}）`;
    }
    if (name === "$" && first in this.rates) return `${rateWords(first)}（${shareWords(this.rates[first].value)}）`;
    if (isLeaf(node)) return this.told(node, true);
    if (name === "not") return first[0] === "$" ? this.condition(first) : `不是（${this.condition(first)}）`;
    if ((name === "==" || name === "!=") && first[0] === "$" && first[1] in this.asks && ["string", "boolean"].includes(typeof this.given[first[1]])) {
      return `${askedWords(this.asks[first[1]])}：${answer(first[1])}`;
    }
    if (name === "if") return this.condition(this.taken(node));
    return this.joined(name, this.parts(node, (part) => this.condition(part)));
  }

  both(node) {
    const named = this.told(node, false), figured = this.told(node, true);
    return named === figured ? named : `${named}（${figured}）`;
  }

  /** What `min`, `max` and `round` come to, the inner ones first. */
  choices(written) {
    const node = this.taken(written);
    if (isLeaf(node)) return [];
    const [name, ...parts] = node, inner = [].concat(...parts.map((part) => this.choices(part)));
    if (name in CHOOSES) inner.push(`${parts.map((part) => this.both(part)).join("、")}，取较${CHOOSES[name]}的：${this.figure(node)}`);
    if (name === "round") {
      const places = parts.length > 1 ? this.told(parts[1], true) : "0";
      const how = places === "0" ? "取整" : `保留${places}位小数`;
      inner.push(`${this.both(parts[0])}，四舍五入${how}：${this.figure(node)}`);
    }
    return inner;
  }

  used(node) {
    if (node[0] === "$") return [node[1]];
    if (isLeaf(node)) return [];
    const way = node[0] === "if" && this.ways.get(JSON.stringify(node[1]));
    const parts = node[0] !== "if" ? node.slice(1) : way ? [node[1], node[way[1] ? 2 : 3]] : [node[1]];
    return [].concat(...parts.map((part) => this.used(part)));
  }
}

const unique = (all) => [...new Set(all)];

/** Who is entitled, and to how much: `steps`, each with its clause, `amount` as a fraction or null, `reason`. */
export function reckoned(calculator, day, given) {
  const one = new Reckoner(calculator, day, given), steps = [];
  for (const { when, otherwise, basis } of calculator.eligible) {
    one.expectKnown(when);
    const holds = one.value(when);
    steps.push({ words: `${one.condition(when)}，${holds ? "符合" : "不符合"}`, basis });
    if (!holds) return { steps, amount: null, reason: otherwise };
  }
  const { formula } = calculator.amount;
  one.expectKnown(formula);
  one.ways = new Map();
  const exact = one.value(formula), ways = [...one.ways.values()];
  for (const words of unique(ways.map(([node]) => one.condition(node)))) steps.push({ words, basis: "" });
  for (const name of unique(one.used(formula)).filter((used) => used in one.rates)) {
    steps.push({ words: `${rateWords(name)}：${shareWords(one.rates[name].value)}`, basis: one.rates[name].basis });
  }
  for (const words of one.choices(formula)) steps.push({ words, basis: "" });
  const amount = rounded(exact, 2), result = paidWords(amount, calculator.amount);
  const named = one.told(formula, false), figured = one.told(formula, true);
  const words = formula[0] === "#" ? result : (named === figured ? "" : named + " ＝ ") + `${figured} ＝ ${result}`;
  return { steps: [...steps, { words, basis: "" }], amount: plain(amount), reason: "" };
}

/** Whether a calculator may fit answers that need not be all: the condition that fails, or what is still to be asked. */
export function fitting(calculator, day, given) {
  const one = new Reckoner(calculator, day, given);
  const found = calculator.eligible.map((condition) => [condition, one.maybe(condition.when)]);
  const failed = found.find(([, holds]) => holds === false);
  const needed = found.filter(([, holds]) => holds === null).map(([{ when }]) => when);
  const missing = unique([].concat(...[...needed, calculator.amount.formula].map(names))).filter((name) => name in one.asks && !(name in given));
  return { failed: failed && failed[0], certain: !needed.length, missing };
}
