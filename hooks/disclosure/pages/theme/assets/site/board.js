/* The office's own board: sends a question to it. Without this file the page says how else to ask. */
"use strict";

const form = document.querySelector("[data-board]");
if (form) {
  const words = form.querySelector("textarea");
  const about = form.querySelector("select");
  const said = form.querySelector("output");
  const button = form.querySelector("button");
  form.hidden = false;

  /* From the page of a policy: …#about-doc-2023-010 picks it. */
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (wanted instanceof HTMLOptionElement) {
    about.value = wanted.value;
    form.scrollIntoView();
    words.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = words.value.trim();
    if (text.length < 3) {
      said.textContent = "请先写下问题。";
      words.focus();
      return;
    }
    button.disabled = true;
    said.textContent = "正在发送……";
    const page = about.value ? `/documents/${about.value}.html` : "/questions.html";
    try {
      const answer = await fetch(`${form.dataset.board}/new?uri=${encodeURIComponent(page)}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        credentials: "omit",
        body: JSON.stringify({ text }),
      });
      said.textContent = answer.ok ? "收到了，审核以后登出。请记下今天的日期，超过期限没有答复的可以打电话。" : await answer.text();
      if (answer.ok) words.value = "";
    } catch {
      said.textContent = "没有发出去，请过一会儿再试，或者打电话。";
    }
    button.disabled = false;
  });
}
