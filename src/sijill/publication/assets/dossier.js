// Search in either script, sorting and filtering of tables. No network, no storage; pages read without it.
"use strict";
(() => {
  const digits = "٠١٢٣٤٥٦٧٨٩";
  const fold = (text) =>
    [...text.normalize("NFKC")]
      .map((letter) => (letter in SIJILL.folds ? SIJILL.folds[letter] : digits.includes(letter) ? String(digits.indexOf(letter)) : letter))
      .join("").normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().trim();
  const apply = (rules, word) => rules.reduce((text, [pattern, by]) => text.replace(new RegExp(pattern, "g"), by), word);
  const isArabic = (word) => /[\u0600-\u06ff]/.test(word);
  const skeleton = (word) => apply(isArabic(word) ? SIJILL.arabic : SIJILL.latin, fold(word));
  window.sijillSkeleton = skeleton;

  function find(query) {
    const folded = fold(query);
    if (folded.length < 2) return [];
    const bones = folded.split(/\s+/).map((word) => skeleton(word.replace(/^ال(?=..)/, ""))).filter(Boolean);
    const hits = [];
    for (const row of SIJILL.rows) {
      const [, , , texts, skeletons] = row;
      const at = texts.indexOf(folded);
      if (at >= 0) hits.push([at === 0 ? 0 : 1, row]);
      else if (bones.length && bones.every((bone) => skeletons.includes(bone.length < 3 ? ` ${bone} ` : ` ${bone}`))) hits.push([2, row]);
      if (hits.length > 400) break;
    }
    return hits.sort((a, b) => a[0] - b[0]).slice(0, 40).map(([, row]) => row);
  }

  const box = document.querySelector("#find"), list = document.querySelector("#found");
  if (box && window.SIJILL) {
    const root = box.dataset.root;
    let chosen = -1;
    const show = () => {
      chosen = -1;
      list.replaceChildren(...find(box.value).map(([shown, beside, address]) => {
        const item = document.createElement("li"), link = document.createElement("a"), small = document.createElement("small");
        item.setAttribute("role", "option");
        link.href = root + address; link.textContent = shown; link.dir = "auto"; small.textContent = beside; small.dir = "auto";
        link.append(small); item.append(link); return item;
      }));
      box.setAttribute("aria-expanded", String(list.children.length > 0));
    };
    const choose = (step) => {
      const items = [...list.children];
      if (!items.length) return;
      chosen = (chosen + step + items.length) % items.length;
      items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
      items[chosen].scrollIntoView({ block: "nearest" });
    };
    box.addEventListener("input", show);
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); choose(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); choose(-1); }
      else if (event.key === "Enter" && list.children.length) location.href = list.children[Math.max(0, chosen)].querySelector("a").href;
      else if (event.key === "Escape") { box.value = ""; show(); box.blur(); }
    });
    document.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.code === "Slash" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); box.focus(); }
    });
    document.addEventListener("click", (event) => { if (!event.target.closest(".find")) list.replaceChildren(); });
  }

  for (const header of document.querySelectorAll("th[data-sort]")) {
    header.tabIndex = 0;
    const sort = () => {
      const table = header.closest("table"), body = table.tBodies[0], column = header.cellIndex;
      const up = header.getAttribute("aria-sort") !== "ascending";
      const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
      const rows = [...body.rows].sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        return header.dataset.sort === "number" ? Number(x || -1) - Number(y || -1) : x.localeCompare(y);
      });
      body.append(...(up ? rows : rows.reverse()));
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", up ? "ascending" : "descending");
    };
    header.addEventListener("click", sort);
    header.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
  }
  for (const input of document.querySelectorAll("input.filter")) {
    const rows = [...document.querySelector(input.dataset.table).tBodies[0].rows];
    const texts = rows.map((row) => (window.SIJILL ? fold(row.textContent) : row.textContent.toLowerCase()));
    input.addEventListener("input", () => {
      const wanted = window.SIJILL ? fold(input.value) : input.value.toLowerCase();
      rows.forEach((row, place) => { row.hidden = !texts[place].includes(wanted); });
    });
  }
})();
