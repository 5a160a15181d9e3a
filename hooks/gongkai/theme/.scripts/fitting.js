// Which policies may fit answers that need not be all: for 能享受哪些政策. No DOM in here.
import { course, each, isLeaf, unique } from "./reckoning.js";

/** Whether a calculator may fit: the condition that fails already (`failed`), or what may still be asked (`missing`); what is paid if the
    rest fits, as far as that is known (`paid`), and by which names it is reckoned (`used`). */
export function fitting(calculator, day, given) {
  const { asks, value } = course(calculator, day, given), { eligible, amount } = calculator;
  /** A tree without the `if`s that go one way whatever is still to be answered. */
  function settled(node) {
    if (isLeaf(node)) return node;
    const way = node[0] === "if" ? maybe(node[1]) : null;
    return way === null ? [node[0], ...node.slice(1).map(settled)] : settled(node[way ? 2 : 3]);
  }
  /** The condition, with what is not known yet: true, false or null. */
  function maybe(node) {
    const [name, first, second] = node, ends = name === "or";
    if (name === "not") { const found = maybe(first); return found === null ? null : !found; }
    if (name === "and" || ends) {
      const sides = [maybe(first), maybe(second)];
      return sides.includes(ends) ? ends : sides.includes(null) ? null : !ends;
    }
    try { return value(settled(node)); } catch { return null; }
  }
  /** What is not answered yet and may still be asked. */
  function open(node) {
    const [name, first, ...others] = node;
    if (name === "$") return first in asks && !(first in given) ? [first] : [];
    if (isLeaf(node) || ((name === "and" || name === "or") && maybe(first) === (name === "or") && !open(first).length)) return [];
    const way = name === "if" ? maybe(first) : null;
    return each(way === null ? [first, ...others] : [first, others[way ? 0 : 1]], open);
  }
  const all = [...eligible.map(({ when }) => when), amount.since, amount.times, amount.formula, amount.called, amount.elsewhere && amount.elsewhere.formula].filter(Boolean);
  const formula = settled(amount.formula), names = (node) => isLeaf(node) ? (node[0] === "$" ? [node[1]] : []) : each(node.slice(1), names);
  let paid = null;
  try { paid = value(formula); } catch (problem) { if (!problem.code) throw problem; }
  return { paid, used: names(formula), failed: eligible.find(({ when }) => maybe(when) === false), missing: unique(each(all, open)) };
}
