/* A clause's number is a link to it; with this file pressing it also puts its whole address on the clipboard. */
"use strict";

{  // names of its own, beside those of other files
  const said = document.querySelector("[data-copied]");
  for (const link of document.querySelectorAll("a.clause__no")) {
    link.addEventListener("click", async () => {
      const name = link.firstChild.nodeType === Node.TEXT_NODE ? link.firstChild.textContent.trim() : "";
      try {
        await navigator.clipboard.writeText(link.href);
        said.textContent = name ? `已复制${name}的链接` : "已复制链接";
      } catch {
        said.textContent = "没有复制成功，请从地址栏复制";  // an old browser, or one that does not allow it
      }
      setTimeout(() => { said.textContent = ""; }, 4000);
    });
  }
}
