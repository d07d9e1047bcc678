"use strict";
(() => {
  const form = document.getElementById("filter");
  const findings = [...document.querySelectorAll(".finding")].map((node) => ({ node, text: node.textContent.toLowerCase() }));
  const causes = [...document.querySelectorAll(".cause")];

  // Folded blocks hide the target of a link: unfold them first, then show and focus it.
  const reveal = (hash) => {
    const node = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!node) return;
    for (let box = node; box; box = box.parentElement) {
      if (box.tagName === "DETAILS") box.open = true;
      if (box.classList.contains("finding") || box.classList.contains("cause")) box.hidden = false;
    }
    if (!node.hasAttribute("tabindex")) node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "center", inline: "center" });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) setTimeout(() => reveal(link.hash), 0);
  });
  window.addEventListener("hashchange", () => reveal(location.hash));
  reveal(location.hash);

  if (form) {
    const { severity, nature, cause, text } = form.elements;
    const said = form.querySelector("output");
    const apply = () => {
      const sought = text.value.trim().toLowerCase();
      let shown = 0;
      for (const { node, text: words } of findings) {
        const data = node.dataset;
        const fits =
          (severity.value === "*" || severity.value === data.severity) &&
          (nature.value === "*" || nature.value === data.nature) &&
          (cause.value === "*" || cause.value === data.cause) &&
          words.includes(sought);
        node.hidden = !fits;
        shown += fits;
      }
      for (const block of causes) {
        const inside = [...block.querySelectorAll(".finding")];
        block.hidden = inside.length > 0 && inside.every((node) => node.hidden);
      }
      said.textContent = said.dataset.said.replace("{shown}", shown).replace("{total}", findings.length);
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  }

  // Paper shows everything; afterwards the reader finds the page as it was.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const box of folded) box.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const box of folded) box.open = false;
  });
})();
