/* Comfort only: every page can be read and every list browsed without this file. */
"use strict";

/* The printer's button appears only where it works. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* Paper says of which day it is. */
window.addEventListener("beforeprint", () => {
  const day = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  for (const line of document.querySelectorAll("[data-printed]")) {
    line.querySelector("span").textContent = day;
    line.hidden = false;
  }
});

/* A page built yesterday must not say today that a consultation is still open. */
if (document.body.hasAttribute("data-live")) {
  const today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  for (const state of document.querySelectorAll("[data-closes]:not([data-closed])")) {
    const left = Math.round((Date.parse(state.dataset.closes) - Date.parse(today)) / 86400000);
    const number = state.querySelector("[data-days]");
    if (left < 0) state.textContent = "已结束";
    else if (number && left === 0) state.textContent = "今天截止";
    else if (number) number.textContent = left;
  }
}

/* 政府网站发展指引: readers are told before they leave for a site that no government answers for. */
for (const link of document.querySelectorAll("a[data-leaves]")) {
  link.addEventListener("click", (event) => {
    if (!window.confirm(`您将离开本站，前往非政府网站 ${link.hostname}。是否继续？`)) event.preventDefault();
  });
}

/* The policy library's filter. */
const filter = document.querySelector("[data-filter]");
if (filter) {
  const LONGEST = 50;
  const body = document.querySelector("[data-policies]");
  const found = document.querySelector("[data-found]");
  const untouched = { rows: [...body.children], words: found.textContent };
  let index = null;

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]|第/gu, "");

  const cell = (name, label, content) => {
    const made = document.createElement(name);
    if (name === "th") made.scope = "row";
    made.dataset.label = label;
    made.append(content);
    return made;
  };

  const row = ([address, title, number, , theme, validity, date]) => {
    const link = document.createElement("a");
    link.href = filter.dataset.root + address;
    link.textContent = title;
    const made = document.createElement("tr");
    made.append(cell("th", "标题", link), cell("td", "发文字号", number || "无"), cell("td", "主题", theme),
      cell("td", "有效性", validity || "未标注"), cell("td", "发布日期", date));
    return made;
  };

  const show = async () => {
    const wanted = Object.fromEntries(new FormData(filter));
    const words = plain(wanted.words);
    if (!wanted.year && !wanted.theme && !wanted.validity && !words) {
      body.replaceChildren(...untouched.rows);
      found.textContent = untouched.words;
      return;
    }
    try {
      index = index || await (await fetch(filter.dataset.filter)).json();
    } catch {
      found.textContent = "筛选暂时不能使用，请用下面的分类浏览。";
      return;
    }
    const rows = index.filter(([, title, number, year, theme, validity]) =>
      (!wanted.year || year === wanted.year) && (!wanted.theme || theme === wanted.theme) &&
      (!wanted.validity || validity === wanted.validity) && (!words || plain(title + " " + number).includes(words)));
    body.replaceChildren(...rows.slice(0, LONGEST).map(row));
    found.textContent = rows.length > LONGEST
      ? `找到 ${rows.length} 件，这里显示最新的 ${LONGEST} 件。` : `找到 ${rows.length} 件。`;
  };

  filter.hidden = false;
  filter.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  filter.addEventListener("reset", () => setTimeout(show));
  const asked = new URLSearchParams(location.search);
  for (const [name, value] of asked) if (filter.elements[name]) filter.elements[name].value = value;
  if ([...asked].length) show();
}
