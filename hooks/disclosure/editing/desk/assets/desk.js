// What is more comfortable with a script: the draft is kept while somebody types, the preview follows, and nobody leaves
// unsaved words behind without being asked. Everything works without it.
"use strict";

const form = document.getElementById("record");
if (form) {
  const frame = document.querySelector("iframe[name=preview]");
  const saved = document.getElementById("saved");
  const KEEP = 1500; // milliseconds after the last key
  let dirty = false, timer = 0, running = false, leaving = false;

  const unsaved = document.getElementById("unsaved");
  const keep = async () => {
    if (running || !dirty || leaving) return;
    running = true;
    dirty = false;
    const data = new FormData(form);
    data.delete("desk:file");
    data.set("desk:do", "autosave");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      form.elements["desk:number"].value = told.number;
      unsaved.hidden = true;
      if (told.saved) { saved.hidden = false; saved.querySelector("span").textContent = told.saved; }
      await follow();
    } catch {
      dirty = true; // asked again after the next key, and every twenty seconds
      unsaved.hidden = false;
    }
    running = false;
  };

  // The main part of the page is put in the place of the old one, so that the place to which somebody has scrolled stays.
  let late = false; // whether something was saved while the frame was loading
  const follow = async () => {
    const inner = frame && frame.contentDocument;
    if (!inner) return;
    late = inner.readyState !== "complete" || !inner.URL.startsWith(location.origin);
    if (late) return;
    const answer = await fetch(inner.URL, { credentials: "same-origin" });
    if (!answer.ok) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = inner.querySelector("main") || inner.body, then = made.querySelector("main") || made.body;
    if (now && then) now.replaceWith(inner.adoptNode(then));
  };
  if (frame) frame.addEventListener("load", () => { if (late) follow(); });

  form.addEventListener("input", (event) => {
    if (event.target.name === "desk:file") return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, KEEP);
  });
  setInterval(keep, 20000);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    leaving = !(event.submitter && event.submitter.formTarget === "preview");
    if (!leaving) dirty = running; // what is under way may be older than what was sent now
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
  // What comes from Word keeps its headings, lists and tables; what cannot be taken so comes as plain text.
  const body = form.elements.body;
  const put = (text) => {
    body.setRangeText(text, body.selectionStart, body.selectionEnd, "end");
    body.dispatchEvent(new Event("input", { bubbles: true }));
  };
  if (body && body.tagName === "TEXTAREA") body.addEventListener("paste", async (event) => {
    const html = event.clipboardData.getData("text/html"), plain = event.clipboardData.getData("text/plain");
    if (!/<(?:table|p|h[1-6]|ul|ol|li)\b/i.test(html)) return;
    event.preventDefault();
    const data = new FormData();
    data.set("token", form.elements.token.value);
    data.set("html", html);
    try {
      const answer = await fetch("/paste", { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      put(told.text || plain);
      if (told.left.length) document.getElementById("pasted").textContent = told.left.join("");
    } catch {
      put(plain);
    }
  });

  const summary = document.getElementById("findings");
  if (summary) summary.focus();
}

// What has the words that are typed where a record is to be named is listed below them while they are typed.
for (const shown of document.querySelectorAll("form.record")) {
  const PAUSE = 300; // milliseconds after the last key
  let waiting = 0, last = null;
  const listFound = async (input) => {
    const asked = last = new URLSearchParams({ q: input.value, for: input.name });
    const answer = await fetch(`/found/${input.getAttribute("list")}?${asked}`, { credentials: "same-origin" });
    if (!answer.ok || asked !== last) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".field-found");
    const there = document.getElementById(`m-${input.name}`);
    if (there) there.remove();
    if (made) input.parentElement.append(document.adoptNode(made));
  };
  shown.addEventListener("input", (event) => {
    if (!event.target.matches("input[list]")) return;
    for (const chosen of event.target.parentElement.querySelectorAll(".field-found :checked")) chosen.checked = false;
    clearTimeout(waiting);
    waiting = setTimeout(() => listFound(event.target).catch(() => {}), PAUSE);
  });
  // Its button asks for the same, and whoever chooses sees the choice in the field.
  shown.addEventListener("click", (event) => {
    const button = event.target.closest('button[name=":find"]');
    if (!button) return;
    event.preventDefault();
    listFound(document.getElementById(`f-${button.value}`)).catch(() => shown.requestSubmit(button));
  });
  shown.addEventListener("change", (event) => {
    if (!event.target.matches(".field-found input")) return;
    const list = event.target.closest(".field-found"), input = list.parentElement.querySelector("input[list]");
    input.value = event.target.value;
    list.querySelector("legend").textContent = "已经选好";
  });
}
