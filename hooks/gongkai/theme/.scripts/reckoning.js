// 算得清 in the browser: the same steps and amounts as calculator/reckoning.py, in exact fractions. No DOM in here.
// Safari before 14 has no BigInt, so whole numbers are lists of parts of seven digits, the lowest first: exact at any size.

const DIGITS = 7, PART = 1e7; // a part times a part, and more, is a whole number that JavaScript holds exactly
const MOST_PARTS = 5; // what needs more is too large, as in evaluation.py
const YES_NO = ["是", "否"];
let WORDS;
/** The words that steps are told in are those of Python (calculator/words.py); the page has them with its data. */
export function speak(words) { WORDS = words; }

/** Why there is no result: `code` is ask, rate, zero, large or answer; `id`, what is not answered. */
const problem = (code, message = WORDS.wrong[code], id, asked) => ({ code, message, id, asked });

function trim(a) {
  while (a.slice(-1)[0] === 0) a.pop();
  return a;
}
function whole(written) {
  const found = [];
  for (let end = written.length; end > 0; end -= DIGITS) found.push(+written.slice(Math.max(end - DIGITS, 0), end));
  return trim(found);
}
const tens = (places) => whole(`1${"0".repeat(places)}`);
const digitsOf = (a) => a.map((part) => `${part}`.padStart(DIGITS, "0")).reverse().join("").replace(/^0+/, "") || "0";
/** Less than, equal to or more than zero, as a is to b. */
function compared(a, b) {
  let i = a.length - 1;
  while (i >= 0 && a[i] === b[i]) i--;
  return a.length - b.length || (a[i] || 0) - (b[i] || 0);
}
/** a plus b times `by`; it must not be negative in the end. */
function sum(a, b, by = 1) {
  const found = [];
  for (let i = 0, carry = 0; i < a.length || i < b.length || carry; i++) {
    const part = (a[i] || 0) + (b[i] || 0) * by + carry;
    carry = Math.floor(part / PART);
    found.push(part - carry * PART);
  }
  return trim(found);
}
const product = (a, b) => b.reduceRight((found, part) => sum(trim([0, ...found]), a, part), []);
/** About how much it is, right to fifteen digits. */
const size = (a) => a.reduceRight((found, part) => found * PART + part, 0);
function divided(a, b) {
  let rest = [];
  const quotient = a.reduceRight((found, part) => {
    rest = trim([part, ...rest]);
    let by = Math.max(Math.floor(size(rest) / size(b)) - 1, 0); // one too few at the most, never too many
    for (rest = sum(rest, b, -by); compared(rest, b) >= 0; by++) rest = sum(rest, b, -1);
    return [by, ...found];
  }, []);
  return [trim(quotient), rest];
}
/** A fraction is a list: whether it is negative, what stands above, what below. */
function fraction(negative, above, below) {
  let a = above, b = below;
  while (b.length) [a, b] = [b, divided(a, b)[1]];
  return [negative && above.length > 0, divided(above, a)[0], divided(below, a)[0]];
}
const isNumber = Array.isArray;
const known = {};
/** 816, 0.5 or 1/3 as a fraction; what was read once is known. */
export const number = (written) => known[written] = known[written] || read(written);
function read(written) {
  const [above, below = "1"] = written.split("/");
  const [before, after = ""] = above.split(".");
  return fraction(false, whole(before + after), product(whole(below), tens(after.length)));
}
const ZERO = number("0");
const opposite = ([negative, above, below]) => fraction(!negative, above, below);
function added([less, above, below], [lessToo, aboveToo, belowToo]) {
  const one = product(above, belowToo), two = product(aboveToo, below), all = product(below, belowToo);
  if (less === lessToo) return fraction(less, sum(one, two), all);
  return compared(one, two) < 0 ? fraction(lessToo, sum(two, one, -1), all) : fraction(less, sum(one, two, -1), all);
}
const times = ([less, above, below], [lessToo, aboveToo, belowToo]) => fraction(less !== lessToo, product(above, aboveToo), product(below, belowToo));
function order(one, two) {
  const [less, above] = added(one, opposite(two));
  return less ? -1 : above.length;
}
/** To so many places, a half away from zero (四舍五入). */
function rounded([negative, above, below], places) {
  const scale = tens(places);
  return fraction(negative, divided(sum(product(product(above, scale), [2]), below), sum(below, below))[0], scale);
}

const plain = (value) => isNumber(value) ? `${value[0] ? "-" : ""}${digitsOf(value[1])}/${digitsOf(value[2])}` : value;
/** 1234.5 as 1,234.5; at most four places. */
function amountWords(value) {
  const [negative, above, below] = rounded(value, 4);
  const digits = digitsOf(divided(product(above, tens(4)), below)[0]).padStart(5, "0");
  const places = digits.slice(-4).replace(/0+$/, "");
  return (negative ? "-" : "") + digits.slice(0, -4).replace(/\B(?=(\d{3})+$)/g, ",") + (places && ".") + places;
}
export const paidWords = (value, { unit, per }) => per + amountWords(value) + unit;
/** 2024-05-08 as a number of days, and the other way; null where there is no such day. */
export const isoDay = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
export function dayOf(written) {
  const day = new Date(`${written}T00:00Z`) / 864e5;
  return !isNaN(day) && written > "0001" && isoDay(day) === written ? day : null;
}
const calendar = (day) => isoDay(day).split("-").map(Number);
function monthWords(day) {
  const [year, month] = calendar(day);
  return `${year}年${month}月`;
}
export const dayWords = (day) => `${monthWords(day)}${calendar(day)[2]}日`;
/** The months until a day, one that has begun among them. */
function monthsUntil(day) {
  const [year, month, date] = calendar(day);
  return year * 12 + month + (date > 1);
}
function answerWords(ask, value) {
  if (typeof value === "boolean") return YES_NO[value ? 0 : 1];
  if (typeof value === "number") return dayWords(value);
  return isNumber(value) ? amountWords(value) + (ask.unit || "") : value;
}

/** What was filled in, as a value; throws what does not fit. */
export function valueOf(ask, written) {
  const { id, type, choices } = ask;
  let found = null;
  if (type === "number" && /^\d{1,12}(\.\d{1,6})?$/.test(written)) found = number(written);
  if (type === "date") found = dayOf(written);
  if (type === "yes-no" && YES_NO.includes(written)) found = written === YES_NO[0];
  if (choices && choices.includes(written)) found = written;
  if (found === null) throw problem("answer", WORDS.wrong[type], id);
  for (const [limit, sign] of [["min", 1], ["max", -1]]) {
    if (ask[limit] && order(found, number(ask[limit])) * sign < 0) throw problem("answer", WORDS.wrong[limit] + amountWords(number(ask[limit])), id);
  }
  return found;
}

function wantsBrackets(node, place, part) {
  const own = WORDS.binds[part[0]] || 10, around = WORDS.binds[node[0]];
  return own < around || (own === around && place > 0);
}
export const isLeaf = (node) => "#'$".includes(node[0]);
export const unique = (all) => [...new Set(all)];
export const each = (all, make) => [].concat(...all.map(make));

/** A reckoning on one day, which asks no further than it must. */
export function course(calculator, day, given) {
  const asks = {}, asked = [], told = new Set(), steps = [];
  let touched = [], ways = [], rates, at;
  const { eligible, amount: payment, notes } = calculator;
  for (const ask of calculator.asks) asks[ask.id] = ask;
  /** From here on it is reckoned by the rates of a day. */
  function goTo(other) {
    at = other;
    rates = {};
    for (const rate of calculator.rates) if (rate.from <= at) rates[rate.name] = rate;
  }
  goTo(day);
  function named(name) {
    touched.push(name);
    if (name in asks && !asked.includes(name)) asked.push(name);
    if (name in given) return given[name];
    if (name in rates) return number(rates[name].value);
    if (name in asks) throw problem("ask", "", name, asked);
    const unknown = calculator.rates.find((rate) => rate.name === name);
    if (unknown) throw problem("rate", dayWords(at) + WORDS.wrong.rate + unknown.says);
    return name;
  }
  function value(node) {
    const [name, ...parts] = node, [first, second] = parts;
    if (name === "#") return number(first);
    if (name === "'") return first;
    if (name === "$") return named(first);
    if (name === "and" || name === "or") return value(first) === (name === "or") ? name === "or" : value(second);
    if (name === "if") {
      ways.push(first);
      return value(parts[value(first) ? 1 : 2]);
    }
    const found = applied(name, parts.map(value));
    if (isNumber(found) && found.some(({ length }) => length > MOST_PARTS)) throw problem("large");
    return found;
  }
  function applied(name, parts) {
    const [left, right] = parts, days = typeof left === "number", by = days ? (a, b) => a - b : order;
    if (name === "not") return !left;
    if (name === "==" || name === "!=") return (plain(left) === plain(right)) === (name === "==");
    if (name === "min" || name === "max") return parts.reduce((a, b) => by(b, a) * (name === "min" ? 1 : -1) < 0 ? b : a);
    if (name === "<" || name === ">=") return by(left, right) < 0 === (name === "<");
    if (name === ">" || name === "<=") return by(left, right) > 0 === (name === ">");
    if (days) return fraction(left < right, whole(`${Math.abs(left - right)}`), [1]);
    if (name === "round") return rounded(left, right ? +digitsOf(right[1]) : 0);
    if (name === "negative") return opposite(left);
    if (name === "+" || name === "-") return added(left, name === "+" ? right : opposite(right));
    if (name === "*") return times(left, right);
    if (!right[1].length) throw problem("zero");
    return times(left, fraction(right[0], right[2], right[1]));
  }
  /** What is left of a tree: of an `if` the way it went, of what is taken once, or added to nothing, that alone. */
  function taken(node) {
    const [name, ...parts] = node;
    if (name === "if") return taken(parts[value(parts[0]) ? 1 : 2]);
    const idle = { "*": "1", "+": "0" }[name], left = idle ? parts.map(taken).filter(([kind, said]) => kind !== "#" || said !== idle) : [];
    return left.length === 1 ? left[0] : node;
  }
  const figure = (node) => answerWords({}, value(node));
  function words(node, figures) {
    const [name, first, said] = node;
    if (name === "#") return said;
    if (name === "'") return answerWords({}, first);
    if (name === "$") {
      if (first in asks) return figures ? answerWords({}, given[first]) : asks[first].name;
      return rates[first][figures ? "said" : "says"];
    }
    if (taken(node) !== node) return words(taken(node), figures);
    if (name in WORDS.less || name === "round") return figure(node);
    const parts = node.slice(1).map((part, place) => wantsBrackets(node, place, taken(part)) ? `（${words(part, figures)}）` : words(part, figures));
    return parts.length > 1 ? `${parts[0]} ${WORDS.signs[name]} ${parts[1]}` : `－${parts[0]}`;
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
    if (name in WORDS.less) inner.push(`${parts.map(both).join("、")}${WORDS.less[name]}${figure(node)}`);
    if (name === "round") {
      const places = parts[1] ? words(parts[1], true) : "0";
      inner.push(`${both(parts[0])}${WORDS.round[+places ? places : 0]}${figure(node)}`);
    }
    return inner;
  }
  // The facts that decided, as in facts.py: each is what it is about, and how that compares.
  const isAsked = (node) => node[0] === "$" && node[1] in asks;
  const answerTo = (id) => answerWords(asks[id], given[id]), answered = (id) => `${asks[id].name}：${answerTo(id)}`;
  function measure(node, unit = "") {
    const [name, first] = node;
    if (name === "'") return figure(node);
    if (isAsked(node)) return `${asks[first].name}（${answerTo(first)}）`;
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
    const compares = WORDS.told[turned ? WORDS.told[name][4] : name][(typeof found === "number" ? 2 : 0) + !value(node)];
    return [...before, [isAsked(about) ? answered(about[1]) : measure(about), other[1] === "0" ? "" : compares + measure(other, isAsked(about) ? asks[about[1]].unit : "")]];
  }
  const key = (fact) => fact.join("|");
  function joined(all) {
    const about = new Map(all.map(([subject]) => [subject, new Set([subject])]));
    for (const [subject, compares] of all) if (compares) about.get(subject).add(compares);
    return [...about.values()].map((one) => [...one].join("，")).join("；");
  }

  const step = (said, basis = "") => steps.push({ words: said, basis });
  function condition({ when, basis, result }) {
    const holds = value(when), found = facts(when), fresh = found.filter((fact) => !told.has(key(fact)));
    if (!holds || !found.length || fresh.length) {
      step(`${found.length ? `${joined(fresh.length ? fresh : found)}，` : ""}${holds ? WORDS.fits : result}`, basis);
    }
    for (const fact of found) told.add(key(fact));
    return holds;
  }
  /** The steps that lead to what a formula comes to, and its sum. */
  function summed(formula, result, before = "") {
    touched = [];
    ways = [];
    value(formula);
    const names = unique(touched), node = taken(formula), [kind, alone] = node;
    const fresh = each(unique(ways), facts).filter((fact) => !told.has(key(fact)));
    for (const about of unique(fresh.map((fact) => fact[0]))) step(joined(fresh.filter((fact) => fact[0] === about)));
    for (const fact of fresh) told.add(key(fact));
    for (const name of names) if (name in rates && !(kind === "$" && alone === name)) step(`${rates[name].says}：${rates[name].said}`, rates[name].basis);
    choices(node).forEach((said) => step(said));
    const name = words(node, false), figures = words(node, true);
    if (kind === "$") step((before || `${name}：`) + result, (rates[alone] || {}).basis);
    else step(before + (kind === "#" || kind in WORDS.less || kind === "round" ? "" : `${name === figures ? "" : `${name} ＝ `}${figures} ＝ `) + result);
  }
  function concerns({ when }) {
    try { return !when || value(when); } catch { return false; }
  }
  /** The times from a day on while the amount is the same, as in spans.py: when each begins, how many were before, the amount, how many. */
  function spansOf(start, often) {
    const found = [], later = often ? unique(calculator.rates.map((rate) => rate.from)).filter((one) => one > start) : [];
    for (const from of [start, ...later.sort((a, b) => a - b)]) {
      const before = number(`${payment.monthly ? monthsUntil(from) - monthsUntil(start) : 0}`);
      if (from > start && order(before, often) >= 0) break;
      goTo(from);
      const amount = rounded(value(payment.formula), 2), [last] = found.slice(-1);
      if (!last || plain(last.amount) !== plain(amount)) found.push({ from, before, amount });
    }
    found.forEach((one, place) => { one.times = added((found[place + 1] || { before: often || ZERO }).before, opposite(one.before)); });
    goTo(day);
    return found;
  }
  /** Who is entitled, and to how much. */
  function reckon() {
    const failed = eligible.find((one) => !condition(one)), { since, formula, elsewhere } = payment;
    if (failed) return { steps, amount: null, result: failed.result, lasting: "", reason: failed.otherwise, helps: failed.helps, asked, notes: [] };
    let start = day, often, total = ZERO;
    if (since) start = value(since) - calendar(value(since))[2] + 1;
    if (payment.times) often = value(payment.times);
    const spans = spansOf(start, often), several = spans.length > 1, money = (amount) => amountWords(amount) + payment.unit;
    const begun = ({ from }) => `${since ? monthWords(from) : dayWords(from)}起`, paid = ({ amount }) => paidWords(amount, payment);
    const long = often && amountWords(often) + payment.often, { once, whole, to, you, other } = WORDS.paid;
    if (often) summed(payment.times, long, once);
    for (const one of spans) {
      goTo(one.from);
      summed(formula, paid(one), several ? `${begun(one)}：` : elsewhere ? you : "");
      total = added(total, times(one.amount, one.times));
    }
    goTo(day);
    const { called, every = ["0"] } = payment, batch = number(every[0]), [first] = spans;
    let lasting = every[1] && !several && !(often && order(often, batch) < 0) ? every[1] + money(times(first.amount, batch)) + every[2] : "";
    let result = (called ? value(called) : "") + spans.map((one, place) => (place ? begun(one) : "") + paid(one)).join("，");
    if (often) lasting += `，${payment.most}${long}`;
    if (often && (since || !several)) {
      step(`${whole}：${spans.map((one) => `${amountWords(one.amount)} × ${amountWords(one.times)}`).join(" ＋ ")} ＝ ${money(total)}`);
      lasting += `，${whole}${money(total)}`;
    }
    const more = elsewhere ? rounded(value(elsewhere.formula), 2) : ZERO, none = !(often ? total : first.amount)[1].length, beside = more[1].length;
    if (beside) {
      const said = `${money(more)}${to}${elsewhere.to}`;
      summed(elsewhere.formula, money(more), `${to}${elsewhere.to}：`);
      lasting = none ? other[1] : `${lasting}${other[0]}${said}${other[1]}`;
      if (none) result = said;
    }
    return {
      steps, amount: plain(since ? total : first.amount), result, lasting, several, times: often && plain(often),
      nothing: none && !beside, asked: [...asked], notes: notes.filter(concerns), after: since && start + 28,
    };
  }
  return { asks, reckon, value };
}

/** Who is entitled, and to how much: `steps`, each with its clause, `amount` as a fraction or null, in words (`result`, `lasting`), `reason`, `asked`. */
export const reckoned = (calculator, day, given) => course(calculator, day, given).reckon();
