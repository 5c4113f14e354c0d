/* Policies for me. Without this file each pick is a link to its own fragment and the stylesheet shows its cards.
   With it picks can be put together: #who=elderly,owner&life=lift shows what is for one of those whom the reader is,
   and helps with one of the things to be done. Nothing is sent or stored: the choice stands behind the #. */
"use strict";

(() => {
  const links = [...document.querySelectorAll("[data-pick]")];
  const status = document.querySelector(".chosen");
  if (!links.length || !status) return;
  const listed = [...document.querySelectorAll(".gives .give, .ends .row")];
  const cards = listed.filter((item) => item.matches(".give"));
  const known = new Map(links.map((link) => [link.dataset.pick, link]));
  for (const place of document.querySelectorAll(".at")) place.remove(); // no :target any more: the choice is shown here
  for (const said of status.querySelectorAll(".chosen__said")) said.remove();
  const line = document.createElement("p");
  status.append(line);

  const name = (key) => known.get(key).firstChild.textContent.trim();
  const apart = (key) => [key.slice(0, key.indexOf("-")), key.slice(key.indexOf("-") + 1)];

  function read() {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (known.has(hash)) return new Set([hash]);
    const chosen = new Set();
    for (const part of hash.split("&")) {
      const [group, values = ""] = part.split("=");
      for (const value of values.split(",")) if (known.has(`${group}-${value}`)) chosen.add(`${group}-${value}`);
    }
    return chosen;
  }

  function written(chosen) {
    const groups = {};
    for (const key of known.keys()) if (chosen.has(key)) (groups[apart(key)[0]] ||= []).push(apart(key)[1]);
    return Object.entries(groups).map(([group, values]) => `${group}=${values.join(",")}`).join("&");
  }

  const fits = (item, chosen) =>
    ["who", "life"].every((group) => {
      const keys = [...chosen].filter((key) => apart(key)[0] === group);
      return !keys.length || keys.some((key) => item.classList.contains(key));
    });

  function show() {
    const chosen = read();
    for (const item of listed) item.hidden = !fits(item, chosen);
    for (const [key, link] of known) {
      if (chosen.has(key)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    say(chosen, cards.filter((card) => !card.hidden).length);
    document.dispatchEvent(new Event("picked"));
  }

  function say(chosen, count) {
    line.replaceChildren();
    if (!chosen.size) return;
    const names = [...known.keys()].filter((key) => chosen.has(key)).map(name).join("、");
    line.append(count ? `“${names}”列出 ${count} 项。` : `没有同时符合“${names}”的。`);
    const near = count ? "" : nearest(chosen);
    if (near) line.append(going(near, `只看“${name(near)}”`), "，或者");
    line.append(going("all", `看全部 ${cards.length} 项`));
  }

  function nearest(chosen) {
    const size = (key) => cards.filter((card) => card.classList.contains(key)).length;
    const few = chosen.size > 1 ? [...chosen] : [...known.keys()];
    return few.sort((one, other) => size(other) - size(one)).find(size) || "";
  }

  function going(key, words) {
    const link = document.createElement("a");
    link.href = `#${key}`;
    link.textContent = words;
    return link;
  }

  for (const [key, link] of known) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      const chosen = read();
      if (!chosen.delete(key)) chosen.add(key);
      history.pushState(null, "", `#${written(chosen) || "all"}`);
      show();
    });
  }
  status.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
    show();
    links[0].focus();
  });
  /* A browser may ask for the page's icon again whenever what stands behind the # changes. It is kept in the page, so
     that not even that tells that something was picked. */
  const icon = document.querySelector('link[rel="icon"][type="image/svg+xml"]');
  if (icon) {
    fetch(icon.href).then((answer) => answer.text()).then((drawn) => {
      for (const other of document.querySelectorAll('link[rel="icon"]')) if (other !== icon) other.remove();
      icon.href = `data:image/svg+xml,${encodeURIComponent(drawn)}`;
    }).catch(() => {});
  }
  /* What is asked more exactly comes when that is opened, before anything is said there: most readers never do. */
  const box = document.querySelector(".exact");
  box.hidden = false;
  box.addEventListener("toggle", () => {
    import(new URL(box.dataset.program, document.baseURI)).then(({ ask }) => ask(box)).catch(() => {
      box.querySelector(".exact__said").textContent = "问题没有取到，请检查网络，刷新网页后再打开。";
    });
  }, { once: true });
  addEventListener("popstate", show);
  addEventListener("hashchange", show);
  show();
})();
