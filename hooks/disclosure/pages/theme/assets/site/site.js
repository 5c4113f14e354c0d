/* Comfort only: every page can be read and every list browsed without this file. */
"use strict";

/* On a wide screen the menu stands open; where the sheet alone cannot do that, it is opened here. */
if (matchMedia("(min-width: 48rem)").matches && !CSS.supports("selector(::details-content)")) {
  for (const menu of document.querySelectorAll(".menu")) menu.open = true;
}

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
  for (const way of document.querySelectorAll("[data-until]")) way.hidden = today > way.dataset.until;
}

/* 政府网站发展指引: readers are told before they leave for a site that no government answers for. */
for (const link of document.querySelectorAll("a[data-leaves]")) {
  link.addEventListener("click", (event) => {
    if (!window.confirm(`您将离开本站，前往非政府网站 ${link.hostname}。是否继续？`)) event.preventDefault();
  });
}
