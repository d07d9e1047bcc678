"use strict";
(() => {
  const form = document.getElementById("filter");
  const rows = [...document.querySelectorAll(".units tbody tr")].map((node) => ({ node, text: node.textContent.toLowerCase() }));
  const { worst, year, text } = form.elements;
  const said = form.querySelector("output");
  const apply = () => {
    const sought = text.value.trim().toLowerCase();
    let shown = 0;
    for (const { node, text: words } of rows) {
      const data = node.dataset;
      const fits =
        (worst.value === "*" || worst.value === data.worst) &&
        (year.value === "*" || year.value === data.year) &&
        words.includes(sought);
      node.hidden = !fits;
      shown += fits;
    }
    said.textContent = said.dataset.said.replace("{shown}", shown).replace("{total}", rows.length);
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
