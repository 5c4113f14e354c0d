/* The search page: what was asked → what is found, announced, filtered, ten at a time. */
import { openIndex } from "./finding.js";

const ROOT = new URL("../../", import.meta.url);
const STEP = 10;
const ALL = "全部";

const form = document.querySelector("[data-search]");
const part = (name) => document.querySelector(`[data-${name}]`);
const [filters, found, changed, hits, further] = ["filters", "found", "changed", "hits", "further"].map(part);
const selects = [...filters.querySelectorAll("select")];
const live = document.body.hasAttribute("data-live");
const year = live ? new Date(Date.now() + 8 * 3600 * 1000).getUTCFullYear() : Number(form.dataset.year);

/* The entrance of the index is looked at afresh: behind it every file has a name of its own. */
async function load(path, as) {
  const answer = await fetch(new URL(path, ROOT), { cache: path === "search/index.json" ? "no-cache" : "default" });
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return as === "json" ? answer.json() : as === "text" ? answer.text() : new Uint8Array(await answer.arrayBuffer());
}

let index = null;
async function answered(question, wanted) {
  const fresh = !index;
  try {
    index = index || await openIndex(load, year);
    const answer = await index.ask(question, wanted);
    answer.first = await answer.show(0, STEP);
    return answer;
  } catch (error) {
    index = null;
    if (fresh) throw error;
    return answered(question, wanted);   // the site may have been published anew in the meantime
  }
}

const made = (name, className, ...content) => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
};

/* A text with what was asked for marked in it. */
function marked(text, tokens) {
  const low = text.toLowerCase();
  if (low.length !== text.length) return [text];
  const on = new Array(text.length).fill(false);
  for (const token of tokens) {
    for (let at = low.indexOf(token); at >= 0; at = low.indexOf(token, at + 1)) on.fill(true, at, at + token.length);
  }
  const pieces = [];
  for (let from = 0, to = 0; from < text.length; from = to) {
    while (to < text.length && on[to] === on[from]) to++;
    const piece = text.slice(from, to);
    pieces.push(on[from] ? made("mark", "", piece) : piece);
  }
  return pieces;
}

function day(text) {
  const time = made("time", "", text);
  time.dateTime = text;
  return time;
}

function hit({ address, title, number, day: date, said, told, kind, validity, office }, tokens) {
  const link = made("a", "hits__title", ...marked(title, tokens));
  link.href = new URL(address, ROOT).href;
  const facts = made("span", "hits__facts", ...(office ? [made("span", "", office)] : []), made("span", "", kind));
  if (validity) facts.append(made("strong", `state${validity === "有效" ? " state--on" : " state--off"}`, validity));
  else if (told) facts.append(made("strong", "state state--off", "依据已变"));
  if (number) facts.append(made("span", "", ...marked(number, tokens)));
  if (date) facts.append(day(date));
  return made("li", "", link, facts, ...(told ? [made("p", "hits__told", told)] : []), ...(said ? [made("p", "", ...marked(said, tokens))] : []));
}

/* What the reader must know of how the question was understood. */
function told(notes) {
  const said = [];
  const put = notes.filter((note) => note.changed).pop();
  if (put) said.push(`按“${put.changed}”查找。`);
  if (notes.some((note) => note.unquoted)) said.push("没有和引号里完全一样的原文，下面是含有这些词语的。");
  if (notes.some((note) => note.near)) said.push("没有完全对得上的，下面是最接近的。");
  return said.join("");
}

function choices(counts, wanted) {
  for (const select of selects) {
    const values = [...counts[select.name]].sort(([a, x], [b, y]) => (select.name === "year" ? b - a : y - x || (a < b ? -1 : 1)));
    const first = new Option(ALL, ""), chosen = wanted[select.name] || "";
    if (chosen && !counts[select.name].has(chosen)) values.push([chosen, 0]);
    select.replaceChildren(first, ...values.map(([value, count]) => new Option(`${value}（${count}）`, value)));
    select.value = chosen;
    select.parentElement.hidden = values.length < 2 && !chosen;
  }
  filters.hidden = selects.every((one) => one.parentElement.hidden);
  filters.open = filters.open || selects.some((one) => one.value);
}

let asked = 0;
/* Show what is found for the words and filters in the form; `arrived` says that the reader comes to read it now. */
async function search(wanted, arrived) {
  const turn = ++asked;
  const question = wanted.q.trim();
  hits.replaceChildren();
  further.hidden = changed.hidden = true;
  if (!question) { filters.hidden = true; found.textContent = ""; return; }
  found.textContent = "正在查找……";
  let answer;
  try {
    answer = await answered(question, wanted);
  } catch {
    if (turn === asked) found.textContent = "搜索暂时不能使用，请稍后再试，或者用下面的办法查找。";
    return;
  }
  if (turn !== asked) return;
  const words = told(answer.notes);
  changed.textContent = words;
  changed.hidden = !words;
  found.textContent = answer.found ? `找到 ${answer.found} 件。`
    : `没有找到“${question.slice(0, 30)}”。请换一个说法，或者只写最要紧的两三个词。`;
  choices(answer.counts, wanted);
  hits.append(...answer.first.map((one) => hit(one, answer.tokens)));
  further.hidden = answer.found <= STEP;
  further.firstElementChild.onclick = async () => {
    const shown = hits.children.length;
    const more = (await answer.show(shown, shown + STEP)).map((one) => hit(one, answer.tokens));
    hits.append(...more);
    further.hidden = hits.children.length >= answer.found;
    more[0].querySelector("a").focus();
  };
  if (arrived) found.focus();
}

const inForm = () => Object.fromEntries(new FormData(form));

/* The address says what is shown, so that it can be kept, sent and gone back to. */
function show(wanted, arrived) {
  const kept = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  history.pushState(null, "", `?${kept}`);
  search(wanted, arrived);
}

function fromAddress() {
  const wanted = { q: "", ...Object.fromEntries(new URLSearchParams(location.search)) };
  form.elements.q.value = wanted.q;
  search(wanted, true);
}

form.addEventListener("submit", (event) => { event.preventDefault(); show({ q: inForm().q }, true); });
filters.addEventListener("change", () => show({ ...inForm(), q: new URLSearchParams(location.search).get("q") || inForm().q }, false));
window.addEventListener("popstate", fromAddress);
fromAddress();
if (!form.elements.q.value) form.elements.q.focus();
