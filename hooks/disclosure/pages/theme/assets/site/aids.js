/* Larger letters, stronger contrast, reading aloud: kept in this browser alone. Not deferred, so that a page is shown
   from the first moment as its reader wants it. Without it no button is shown and every page is as it is. */
"use strict";

(() => {
  const KEPT = "disclosure-aids";
  const SIZES = ["", "large", "larger"];
  const NAMES = { "": "大字版", large: "大字版：大", larger: "大字版：特大" };
  const LONGEST = 160; // characters that a voice is given at once: some fall silent in the middle of longer texts
  const root = document.documentElement;

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) || {};
    } catch {
      return {};
    }
  };
  const aids = kept();
  const size = () => (SIZES.includes(aids.size) ? aids.size : "");
  const keep = () => {
    try {
      localStorage.setItem(KEPT, JSON.stringify(aids));
    } catch {
      /* a browser that keeps nothing shows this one page so */
    }
  };

  const show = () => {
    for (const name of SIZES.slice(1)) root.classList.toggle(name, size() === name);
    root.classList.toggle("contrast", aids.contrast === true);
  };
  show();

  const tell = () => {
    for (const button of document.querySelectorAll("[data-aid=size]")) {
      button.textContent = NAMES[size()];
      button.setAttribute("aria-pressed", String(size() !== ""));
    }
    for (const button of document.querySelectorAll("[data-aid=contrast]")) {
      button.setAttribute("aria-pressed", String(aids.contrast === true));
    }
  };

  const press = {
    size() { aids.size = SIZES[(SIZES.indexOf(size()) + 1) % SIZES.length]; },
    contrast() { aids.contrast = aids.contrast !== true; },
  };

  /* Reading aloud: one piece of the text after the other, until the end or until it is pressed again. */
  const voices = window.speechSynthesis;
  const chinese = () => (voices ? voices.getVoices() : []).find(({ lang }) => /^(zh[-_](CN|Hans)|cmn)/i.test(lang));
  let reading = 0;

  const pieces = (text) => {
    const found = [];
    for (const sentence of text.match(/[^。！？；\n]+[。！？；]?/g) || []) {
      for (let from = 0; from < sentence.length; from += LONGEST) found.push(sentence.slice(from, from + LONGEST).trim());
    }
    return found.filter(Boolean);
  };

  const quiet = (button) => {
    reading += 1;
    voices.cancel();
    button.textContent = "朗读";
    button.setAttribute("aria-pressed", "false");
  };

  const read = (button) => {
    const own = (reading += 1);
    const rest = pieces(document.querySelector("main").innerText);
    const next = () => {
      if (own !== reading) return;
      const said = rest.shift();
      if (said === undefined) {
        quiet(button);
        return;
      }
      const spoken = new SpeechSynthesisUtterance(said);
      spoken.voice = chinese();
      spoken.lang = "zh-CN";
      spoken.onend = next;
      spoken.onerror = next;
      voices.speak(spoken);
    };
    button.textContent = "停止朗读";
    button.setAttribute("aria-pressed", "true");
    next();
  };

  const set = () => {
    for (const box of document.querySelectorAll("[data-aids]")) {
      const opener = box.querySelector(".aids__open");
      opener.addEventListener("click", () => {
        opener.setAttribute("aria-expanded", String(box.classList.toggle("aids--open")));
      });
      box.hidden = false;
    }
    for (const [name, act] of Object.entries(press)) {
      for (const button of document.querySelectorAll(`[data-aid=${name}]`)) {
        button.addEventListener("click", () => { act(); keep(); show(); tell(); });
      }
    }
    for (const button of document.querySelectorAll("[data-aid=speak]")) {
      const offer = () => { button.hidden = !chinese(); };
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-pressed") === "true") quiet(button);
        else read(button);
      });
      offer();
      if (voices && voices.addEventListener) voices.addEventListener("voiceschanged", offer);
    }
    tell();
  };

  document.addEventListener("DOMContentLoaded", set);
  window.addEventListener("storage", (event) => {
    if (event.key === KEPT) { Object.assign(aids, { size: "", contrast: false }, kept()); show(); tell(); }
  });
  window.addEventListener("pagehide", () => { if (voices) voices.cancel(); });
})();
