/* What a number of requests or pages may cost. Without this file the page has the steps and two examples.
   The same steps as in the table; each part at its own price. Nothing is sent or kept. */
"use strict";

(() => {
  const box = document.querySelector(".fees");
  if (!box) return;
  const steps = { items: JSON.parse(box.dataset.items), pages: JSON.parse(box.dataset.pages) };
  const words = { items: "件", pages: "页" };
  const number = box.querySelector("input[type=number]");
  const said = box.querySelector("output");
  const most = Number(number.max);

  function parts(kind, count) {
    const found = [];
    let first = 1;
    for (const step of steps[kind]) {
      const end = Math.min(step.upto ?? count, count);
      const width = step.every || Math.max(end - first + 1, 1);
      for (let price = step.price; first <= end; price += step.rise || 0) {
        const last = Math.min(first + width - 1, end);
        found.push({ count: last - first + 1, price });
        first = last + 1;
      }
    }
    return found.filter((part) => part.price);
  }

  function tell() {
    const kind = box.querySelector("input[type=radio]:checked").value;
    const count = Number(number.value);
    if (!number.value || !Number.isInteger(count) || count < 0 || count > most) {
      said.textContent = `请填 0 到 ${most} 的整数。`;
      return;
    }
    const paid = parts(kind, count);
    const sum = paid.reduce((total, part) => total + part.count * part.price, 0);
    const how = paid.slice(0, 4).map((part) => `${part.count} × ${part.price}`).join(" + ");
    const more = paid.length > 4 ? " + ……" : "";
    said.textContent = sum ? `${count} ${words[kind]}：${how}${more} = ${sum} 元（供参考）` : `${count} ${words[kind]}：不收`;
  }

  box.hidden = false;
  box.addEventListener("input", tell);
  tell();
})();
