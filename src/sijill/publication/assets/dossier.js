// Search, filtering and sorting of tables, keys. No network, no storage; every page reads without it.
"use strict";
(() => {
  const MOST_FOUND = 40;
  const folding = globalThis.sijillFolding;
  const fold = folding ? folding.fold : (text) => text.toLowerCase();
  const box = document.querySelector("#find"), list = document.querySelector("#found");
  const keys = document.querySelector("#all-keys"), filter = document.querySelector("input.filter");

  function searchBox() {
    const root = box.dataset.root;
    let chosen = -1;
    const item = ([shown, beside, address], place) => {
      const line = document.createElement("li"), link = document.createElement("a");
      const name = document.createElement("bdi"), small = document.createElement("small"), told = document.createElement("bdi");
      line.setAttribute("role", "option"); line.id = `found-${place}`; line.setAttribute("aria-selected", "false");
      link.href = root + address; link.tabIndex = -1; name.textContent = shown; told.textContent = beside;
      small.append(told); link.append(name, small); line.append(link);
      return line;
    };
    const note = (words) => {
      const line = document.createElement("li");
      line.className = "note-line"; line.textContent = words;
      return line;
    };
    const show = () => {
      chosen = -1;
      box.removeAttribute("aria-activedescendant");
      const hits = folding.find(box.value), lines = hits.slice(0, MOST_FOUND).map(item);
      if (hits.length > MOST_FOUND) lines.push(note(`${hits.length - MOST_FOUND} more: write more of the name`));
      if (!hits.length && fold(box.value).length > 1) lines.push(note("Nothing found in either script"));
      list.replaceChildren(...lines);
      box.setAttribute("aria-expanded", String(lines.length > 0));
    };
    const choose = (step) => {
      const items = [...list.querySelectorAll("[role=option]")];
      if (!items.length) return;
      chosen = chosen < 0 && step < 0 ? items.length - 1 : (chosen + step + items.length) % items.length;
      items.forEach((one, place) => one.setAttribute("aria-selected", String(place === chosen)));
      box.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    };
    box.addEventListener("input", show);
    box.addEventListener("keydown", (event) => {
      const items = list.querySelectorAll("[role=option]");
      if (event.key === "ArrowDown") { event.preventDefault(); choose(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); choose(-1); }
      else if (event.key === "Enter" && items.length) location.href = items[Math.max(0, chosen)].querySelector("a").href;
      else if (event.key === "Escape") { box.value = ""; show(); box.blur(); }
    });
    document.addEventListener("click", (event) => { if (!event.target.closest(".find")) list.replaceChildren(); });
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const page = /^Digit([1-9])$/.exec(event.code), pages = document.querySelectorAll(".top nav a");
    if (event.key === "?") { event.preventDefault(); keys.showModal(); }
    else if (event.key === "/" || (event.code === "Slash" && !event.shiftKey)) { event.preventDefault(); box.focus(); }
    else if (event.shiftKey) return;
    else if (event.code === "KeyF" && filter) { event.preventDefault(); filter.focus(); }
    else if (page && pages[page[1] - 1]) location.href = pages[page[1] - 1].href;
  }

  function sortable(header) {
    const sort = () => {
      const table = header.closest("table"), body = table.tBodies[0], column = header.cellIndex;
      const up = header.getAttribute("aria-sort") !== "ascending", numbers = header.dataset.sort === "number";
      const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
      const number = (text) => (text === "" || Number.isNaN(Number(text)) ? -1 : Number(text));
      const rows = [...body.rows].map((row) => [value(row), row]);
      rows.sort(([a], [b]) => (numbers ? number(a) - number(b) : a.localeCompare(b)));
      if (!up) rows.reverse();
      body.append(...rows.map(([, row]) => row));
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", up ? "ascending" : "descending");
    };
    header.tabIndex = 0;
    header.addEventListener("click", sort);
    header.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(); }
    });
  }

  function filtering(input) {
    const rows = [...document.querySelector(input.dataset.table).tBodies[0].rows];
    const texts = rows.map((row) => fold(row.textContent));
    const count = document.createElement("span");
    count.className = "soft small"; count.setAttribute("role", "status");
    input.after(" ", count);
    input.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, place) => {
        row.hidden = !words.every((word) => texts[place].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = words.length ? `${shown} of ${rows.length}` : "";
    });
  }

  // A place on the map leads to its row in the closed list below: open what holds the target.
  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest("details:not([open])");
    if (closed) { closed.open = true; target.scrollIntoView(); }
  }

  // A table or chart wider than the screen says so in words, too.
  function tellOfMore(part) {
    const note = document.createElement("p");
    note.className = "more"; note.textContent = "← Wider than the screen: move it sideways →"; note.hidden = true;
    (part.closest("figure.chart") ?? part).after(note);
    const look = () => { note.hidden = part.scrollWidth <= part.clientWidth + 1; };
    new ResizeObserver(look).observe(part);
    look();
  }

  if (box && folding) searchBox();
  document.addEventListener("keydown", pressed);
  document.querySelector("#keys").addEventListener("click", () => keys.showModal());
  document.querySelectorAll("th[data-sort]").forEach(sortable);
  document.querySelectorAll("input.filter").forEach(filtering);
  document.querySelectorAll(".scroll, figure.chart .wide").forEach(tellOfMore);
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
