/* Policies for me, more exactly: what a reader says of themselves is held against the criteria of the cards, here, in
   the page. Nothing is sent, stored or written into the address. The same as hooks/disclosure/matching does:
   true, false, or null where something was not said. Comes when the fold is opened (for-me.js). */

/* Asks in ``box`` what the listed cards depend on; rejects where the criteria cannot be had. */
export async function ask(box) {
  const form = box.querySelector("form");
  const answer = await fetch(box.dataset.criteria);
  if (!answer.ok) throw new Error(String(answer.status));
  const known = await answer.json();
  const now = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  const today = document.body.hasAttribute("data-live") ? now : known.day;
  const NONE = "none";
  const said = box.querySelector(".exact__said");
  const cards = [...document.querySelectorAll("[data-card]")].filter((card) => known.cards[card.dataset.card]);

  /* --- days and lengths -------------------------------------------------------------------------------------- */

  const parts = (day) => day.split("-").map(Number);
  const number = (day) => Date.parse(day) / 86400000;
  const written = (year, month, day) =>
    `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

  function later(day, length) {
    const [year, month, date] = parts(day);
    const months = year * 12 + month - 1 + length.months;
    const [y, m] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
    const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
    const clipped = written(y, m + 1, Math.min(date, last));
    return new Date((number(clipped) + length.days) * 86400000).toISOString().slice(0, 10);
  }

  function monthsBetween(start, end) {
    const [a, b] = [parts(start), parts(end)];
    const months = (b[0] - a[0]) * 12 + b[1] - a[1];
    return later(start, { months, days: 0 }) <= end ? months : months - 1;
  }

  function length(text, bare) {
    const found = /^(\d{1,4}) ?(周岁|岁|年|个月|月|天|日)?$/.exec(text);
    if (!found || (!found[2] && !bare)) return null;
    const count = Number(found[1]);
    if (/月/.test(found[2] || "")) return { months: count, days: 0 };
    return /[天日]/.test(found[2] || "") ? { months: 0, days: count } : { months: 12 * count, days: 0 };
  }

  /* --- what was said ------------------------------------------------------------------------------------------ */

  function valueOf(fact, text) {
    const plain = text.normalize("NFKC").trim();
    if (!plain) return undefined;
    if (fact.kind === "yes-no" || fact.kind === "words") return [plain];
    if (fact.kind === "choice") return (fact.options.find((option) => option[0] === plain) || [0, 0, []])[2];
    if (["none", "无", "没有"].includes(plain)) return NONE;
    if (fact.kind === "number" || fact.kind === "year") {
      const found = /^\d{1,9}/.exec(plain);
      return found ? Number(found[0]) : undefined;
    }
    if (/^\d{4}-\d{2}-\d{2}$/.test(plain) && !Number.isNaN(number(plain))) return { day: plain };
    const span = length(plain, fact.kind === "age");
    if (!span) return undefined;
    if (fact.kind === "age" && !span.days && span.months % 12 === 0) return span.months / 12;
    return { day: later(today, { months: -span.months, days: -span.days }) };
  }

  function told() {
    const found = {};
    for (const control of form.elements) {
      if (!control.dataset || !control.dataset.fact) continue;
      const group = control.dataset.group;
      const value = valueOf(known.groups[group].facts[control.dataset.fact], control.value);
      if (value !== undefined) (found[group] ||= {})[control.dataset.fact] = value;
    }
    return found;
  }

  /* --- criteria ----------------------------------------------------------------------------------------------- */

  const together = (states) => (states.includes(false) ? false : states.includes(null) ? null : true);
  const either = (states) => (states.includes(true) ? true : states.includes(null) ? null : false);
  const all = (way, group, facts) => together(way.map((condition) => holds(condition, group, facts)));

  function holds(condition, group, facts) {
    if (condition.any) return either(condition.any.map((way) => all(way, group, facts)));
    if (condition.none) {
      const found = either(condition.none.map((way) => all(way, group, facts)));
      return found === null ? null : !found;
    }
    if (condition.in === "member") {
      return either(["self", "spouse", "child"].map((one) => (facts[one] ? all(condition.all, one, facts) : false)));
    }
    if (condition.in) return all(condition.all, condition.in, facts);
    return test(condition, known.groups[group].facts[condition.fact], (facts[group] || {})[condition.fact]);
  }

  function test(condition, fact, value) {
    if (value === undefined) return null;
    if (value === NONE) return Boolean(condition.or_none);
    if (condition.values) return condition.values.some((one) => value.includes(one));
    if (fact.kind === "since" && value.day > today) return false;
    return condition.bounds.every(([name, limit]) => inside(name, limit, value, fact.kind));
  }

  function inside(name, limit, value, kind) {
    if (typeof limit === "string") return value.day ? (name === "from" ? value.day >= limit : value.day <= limit) : false;
    const [bound, amount] = comparable(limit, value, kind);
    return { min: amount >= bound, max: amount <= bound, over: amount > bound, under: amount < bound }[name];
  }

  function comparable(limit, value, kind) {
    if (typeof limit === "number") return [limit, value];
    if (!value.day) return [limit.months, 12 * value];
    if (limit.days) return [limit.days, number(today) - number(value.day)];
    if (kind === "since") return [0, number(today) - number(later(value.day, limit))];
    const months = monthsBetween(value.day, today);
    return limit.months % 12 ? [limit.months, months] : [limit.months / 12, Math.floor(months / 12)];
  }

  /* --- the page ----------------------------------------------------------------------------------------------- */

  function control(group, key, fact) {
    const row = document.createElement("div");
    const label = document.createElement("label");
    row.className = "exact__one";
    label.htmlFor = `${group}-${key}`;
    label.append(fact.title + (fact.unit && fact.unit !== fact.title ? `（${fact.unit}）` : ""));
    const choices = fact.kind === "yes-no" ? [["yes", "是"], ["no", "否"]] : fact.kind === "choice" ? fact.options : null;
    const made = document.createElement(choices ? "select" : "input");
    if (choices) {
      made.append(new Option("不说", ""), ...choices.map(([value, title]) => new Option(title, value)));
    } else {
      made.type = "text";
      made.autocomplete = "off";
      made.placeholder = { age: "周岁，或者出生日期", since: "从哪天起，或者几年", year: "年份" }[fact.kind] || "";
    }
    made.id = label.htmlFor;
    made.dataset.group = group;
    made.dataset.fact = key;
    row.append(label, made);
    return row;
  }

  for (const [group, { title, facts }] of Object.entries(known.groups)) {
    const set = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = title;
    set.append(legend, ...Object.entries(facts).map(([key, fact]) => control(group, key, fact)));
    form.append(set);
  }
  for (const card of cards) {
    const fit = document.createElement("p");
    fit.className = "give__fit";
    fit.hidden = true;
    card.querySelector("dl").before(fit);
  }

  /* Only what the cards ask that are listed is asked of the reader. */
  function asked(conditions, group, found) {
    for (const condition of conditions) {
      if (condition.fact) found.add(`${group} ${condition.fact}`);
      const inner = condition.in === "member" ? "self" : condition.in || group;
      for (const way of [condition.all, ...(condition.any || []), ...(condition.none || [])]) if (way) asked(way, inner, found);
    }
    return found;
  }

  function offer() {
    const found = new Set();
    for (const card of cards) if (!card.hidden) for (const way of known.cards[card.dataset.card]) asked(way, "self", found);
    for (const one of form.querySelectorAll("[data-fact]")) {
      one.parentElement.hidden = !found.has(`${one.dataset.group} ${one.dataset.fact}`);
    }
    for (const set of form.querySelectorAll("fieldset")) set.hidden = !set.querySelector(".exact__one:not([hidden])");
  }

  function show() {
    const facts = told();
    const counts = new Map([[true, 0], [null, 0], [false, 0]]);
    for (const card of cards) {
      const state = Object.keys(facts).length ? either(known.cards[card.dataset.card].map((way) => all(way, "self", facts))) : undefined;
      const fit = card.querySelector(".give__fit");
      fit.hidden = state === undefined;
      fit.textContent = state === undefined ? "" : { true: "符合您说的情况", false: "不符合您说的情况", null: "还要看别的条件" }[state];
      card.dataset.fit = state === undefined ? "" : String(state);
      if (!card.hidden && counts.has(state)) counts.set(state, counts.get(state) + 1);
    }
    said.textContent = Object.keys(facts).length
      ? `符合 ${counts.get(true)} 项，还要看别的条件 ${counts.get(null)} 项，不符合的 ${counts.get(false)} 项不列。`
      : "";
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("picked", () => {
    offer();
    show();
  });
  offer();
}
