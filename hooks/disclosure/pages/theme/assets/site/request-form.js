/* The form for requests: a button that prints. What is filled in stays in the page; without this file the browser prints. */
"use strict";

(() => {
  const button = document.querySelector(".form__print");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
})();
