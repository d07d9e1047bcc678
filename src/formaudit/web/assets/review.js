"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const pane = one("#pane");
  const form = one("#decide");

  // The pane shows what the finding is about; links to places move it and not the page.
  const reveal = (node) => {
    if (!node || !pane || !pane.contains(node)) return;
    const box = node.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    pane.scrollTo({
      top: pane.scrollTop + box.top - frame.top - (frame.height - Math.min(box.height, frame.height)) / 2,
      left: pane.scrollLeft + box.left - frame.left - (frame.width - Math.min(box.width, frame.width)) / 2,
    });
    const inner = node.closest(".scroll");
    if (inner) inner.scrollLeft += box.left - inner.getBoundingClientRect().left - 60;
  };
  const wanted = () => (location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))))
    || (pane && (one("[data-focus=suspect]", pane) || one(".frame.suspect", pane) || one("[data-focus]", pane)));
  if (pane) {
    reveal(wanted());
    addEventListener("hashchange", () => {
      const node = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!node) return;
      if (pane.contains(node)) reveal(node);
      const folded = node.closest("details");
      if (folded) { folded.open = true; node.scrollIntoView({ block: "center" }); node.focus(); }
    });
  }

  // Counts that go on growing are shown anew, unless somebody is typing.
  const growing = one("[data-again]");
  const refresh = () => (document.activeElement.matches("input, textarea, select") ? setTimeout(refresh, 1000) : location.reload());
  if (growing) setTimeout(refresh, Number(growing.dataset.again));

  // What was not known when the page was made comes a little later.
  const later = async (left) => {
    const have = one("svg, .papers", pane) ? "have=1" : "";
    const query = [location.search.slice(1), have].filter(Boolean).join("&");
    const answer = await fetch(`${pane.dataset.later}?${query}`, { credentials: "same-origin" });
    const told = await answer.text();
    if (answer.status === 200) {
      const kept = pane.scrollTop, shown = one("svg, .papers", pane) !== null;
      pane.innerHTML = told;
      if (shown) pane.scrollTop = kept; else reveal(wanted());
    }
    if ((answer.status === 202 || answer.headers.get("x-later")) && left > 0) {
      setTimeout(() => later(left - 1).catch(() => {}), left > 110 ? 700 : 2500);
    }
  };
  if (pane && pane.dataset.later) later(120).catch(() => {});
  const again = one("[data-again]");
  if (again) setTimeout(() => location.reload(), 2000);

  // A form is sent once.
  for (const each of all("form[method=post]")) {
    each.addEventListener("submit", (event) => {
      if (each.dataset.sent) event.preventDefault();
      each.dataset.sent = "1";
      setTimeout(() => { delete each.dataset.sent; }, 4000);
    });
  }

  // Keys.
  let pending = "";
  const scope = (cause) => {
    const choice = form && one(`input[name=scope][value=${cause ? "cause" : "one"}]`, form);
    if (choice && choice.type === "radio") choice.checked = true;
    return !cause || (choice && choice.type === "radio");
  };
  const press = (act) => one(`button[value=${act}]`, form).click();
  const decide = (act, cause) => {
    if (!form || !one(`button[value=${act}]`, form) || !scope(cause)) return;
    const reason = one("input[name=reason]", form);
    if (act === "confirm" || act === "reopen" || reason.value.trim()) { press(act); return; }
    pending = act;
    reason.focus();
  };
  if (form) {
    one("input[name=reason]", form).addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); press(pending || "dismiss"); }
    });
  }
  const unfold = (id) => {
    const node = document.getElementById(id);
    if (!node) return;
    node.open = true;
    one("input:not([type=hidden]), textarea", node).focus();
  };
  const rows = all("tr[data-row]");
  let row = -1;
  const choose = (step) => {
    if (!rows.length) return;
    if (row >= 0) rows[row].classList.remove("here");
    row = Math.min(Math.max(row + step, 0), rows.length - 1);
    rows[row].classList.add("here");
    one("a", rows[row]).focus();
    rows[row].scrollIntoView({ block: "nearest" });
  };
  let figure = -1;
  const next = (step) => {
    const links = all(".figures a.place");
    if (!links.length) return;
    figure = (figure + step + links.length) % links.length;
    links[figure].focus();
    links[figure].click();
  };
  const acts = {
    c: () => decide("confirm", false), C: () => decide("confirm", true),
    d: () => decide("dismiss", false), D: () => decide("dismiss", true),
    w: () => decide("waive", false), W: () => decide("waive", true),
    o: () => decide("reopen", false),
    a: () => unfold("assign"), m: () => unfold("comment"),
    j: () => (rows.length ? choose(1) : next(1)), k: () => (rows.length ? choose(-1) : next(-1)),
    ArrowDown: () => choose(1), ArrowUp: () => choose(-1),
    z: () => pane && pane.classList.toggle("zoomed"),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const node = event.target, dialog = one("#help");
    const typing = node.matches && node.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (event.key === "Escape" && typing) { node.blur(); pending = ""; return; }
    if (typing || (dialog && dialog.open)) return;
    if (event.key === "?") { event.preventDefault(); dialog.showModal(); return; }
    if (event.key === "/") { const field = one("[data-key='/']"); if (field) { event.preventDefault(); field.focus(); } return; }
    if (event.key === "Enter" && node !== document.body && node.id !== "main") return;
    const act = acts[event.key];
    if (act && !(event.key.startsWith("Arrow") && !rows.length)) { event.preventDefault(); act(); return; }
    const button = one(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) { event.preventDefault(); button.click(); }
  });
  const help = one(".keyhelp");
  if (help) help.addEventListener("click", (event) => { event.preventDefault(); one("#help").showModal(); });
})();
