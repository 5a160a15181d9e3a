// What a reader asked in vain: kept in his own browser, words alone, until he hands them on or erases them. Nothing is ever sent from here.

const NAME = "gk-asked-in-vain", MOST = 50, LONGEST = 100, MAIL = 1800;
const PERSONAL = /(?:[0-9零〇一二三四五六七八九幺][ -]*){7,}|@/; // numbers of identity cards, telephones, banks; addresses

const part = (name) => document.getElementById(`gk-search-vain${name}`);
const counted = new Set();
let off = false;

/** What is kept: [question, how often] each, the latest last; nothing where the browser keeps nothing. */
function kept() {
  try {
    const held = JSON.parse(localStorage.getItem(NAME) || "[]");
    off = held === "off";
    return Array.isArray(held) ? held.filter((one) => Array.isArray(one) && typeof one[0] === "string" && one[1] > 0) : [];
  } catch { return []; }
}

function keep(held) {
  try {
    if (off || held.length) localStorage.setItem(NAME, JSON.stringify(off ? "off" : held.slice(-MOST)));
    else localStorage.removeItem(NAME);
    return true;
  } catch { return false; }
}

/** Keeps a question that had no answer, and shows what is kept. */
export function askedInVain(query) {
  const held = kept(), question = query.replace(/\s+/g, " ").trim();
  const may = !off && question.length > 1 && question.length <= LONGEST && !PERSONAL.test(question.normalize("NFKC"));
  if (may && !counted.has(question)) {
    const before = held.find(([one]) => one === question);
    keep(held.filter((one) => one !== before).concat([[question, before ? before[1] + 1 : 1]]));
    counted.add(question);
  }
  showVain(true);
}

/** Shows what is kept, if anything is; `asked`: beside a question without an answer. */
export function showVain(asked) {
  const held = kept();
  part("").hidden = !held.length && !(asked && off);
  part("-some").hidden = !held.length;
  part("-count").textContent = held.length;
  part("-said").textContent = "";
  part("-switch").textContent = off ? "重新开始记" : "以后不记";
  const list = part("-list");
  list.textContent = "";
  for (const [question] of held) list.append(row(question));
  const mail = part("-mail"), to = document.querySelector(".gk-report[href^='mailto:']");
  mail.hidden = !to;
  if (to) mail.href = `${to.getAttribute("href").split("?")[0]}?subject=${encodeURIComponent("没有找到答案的问题")}&body=${short(held)}`;
}

function row(question) {
  const item = document.createElement("li"), button = document.createElement("button");
  button.type = "button";
  button.textContent = "删除";
  button.setAttribute("aria-label", `删除：${question}`);
  button.addEventListener("click", () => {
    const next = item.nextSibling || item.previousSibling;
    if (next) next.querySelector("button").focus();
    item.remove();
    const held = kept().filter(([one]) => one !== question);
    keep(held);
    part("-count").textContent = held.length;
    if (!held.length) erased("已全部清除。");
  });
  item.append(question, " ", button);
  return item;
}

const cell = (text) => { // a table must not take a question for a formula
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};

/** The table that `gaps` reads. */
const tableOf = (held) => [["问题", "次数"]].concat(held).map(([question, often]) => `${cell(question)},${often}\r\n`).join("");

/** As much of the table as a letter's address bears, the latest first. */
function short(held) {
  let body = "";
  for (let most = held.length; most > 0; most--) {
    body = encodeURIComponent(tableOf(held.slice(-most)));
    if (body.length <= MAIL) break;
  }
  return body;
}

const said = (words) => { part("-said").textContent = words; };

function erased(words) {
  showVain(true);
  part("").hidden = false;
  said(words);
  part("-switch").focus();
}

function copied() {
  const area = document.createElement("textarea");
  area.value = tableOf(kept());
  area.setAttribute("readonly", "");
  part("").append(area);
  area.select();
  let done = false;
  try { done = document.execCommand("copy"); } catch { /* told below */ }
  if (done) area.remove();
  else area.setAttribute("aria-label", "没有找到答案的问题");
  said(done ? "已复制，可以粘贴到邮件、聊天或者表格里。" : "浏览器不允许自动复制，请在下面的框里自己复制。");
  part("-copy").focus();
}

function saved() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", tableOf(kept())], { type: "text/csv" }));
  link.download = "没有找到答案的问题.csv";
  part("").append(link);
  link.click();
  link.remove();
  said("已存成表格，可以用邮件发给我们，或者带到窗口。");
}

part("-copy").addEventListener("click", copied);
part("-save").addEventListener("click", saved);
part("-erase").addEventListener("click", () => { keep([]); erased("已全部清除。"); });
part("-switch").addEventListener("click", () => {
  off = !off;
  keep([]);
  erased(off ? "以后不记了，已经记下的也清除了。" : "以后没有找到答案的问题，会记在这里。");
});
