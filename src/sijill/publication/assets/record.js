// One page that opens every record, person and incident of a large dossier, and lists of their ids.
// The entries stand in files that are loaded as scripts, because a page opened from disk may not fetch.
"use strict";
(() => {
  const page = document.querySelector("#entry, #id-list");
  if (!page) return;
  const root = page.dataset.root, files = Number(page.dataset.files), PER_PAGE = 100;
  const waiting = new Map();
  const hash = (text) => {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
    return value;
  };
  const load = (address) => {
    const script = document.createElement("script");
    script.src = root + address;
    script.onerror = () => page.replaceChildren(line("p", `${address} is not in this folder. Copy the whole dossier.`));
    document.head.append(script);
  };
  const line = (tag, ...content) => {
    const made = document.createElement(tag);
    made.append(...content);
    return made;
  };
  const words = (text) => {
    const made = line("bdi", text);
    if (/[\u0600-\u06ff]/.test(text)) made.lang = "ar";
    return made;
  };
  const link = (id, shown) => {
    const made = line("a", words(shown ?? id));
    made.href = `${root}record.html#${encodeURIComponent(id)}`;
    return made;
  };
  const list = (facts) => {
    const made = document.createElement("dl");
    made.className = "facts";
    for (const [title, value] of facts) made.append(line("dt", words(title)), line("dd", value instanceof Node ? value : words(value)));
    return made;
  };
  const several = (ids) => {
    const made = document.createElement("span");
    ids.forEach((one, place) => made.append(place ? ", " : "", Array.isArray(one) ? link(one[0], `${one[1]} (${one[0]})`) : link(one)));
    return made;
  };

  function showRecord(parts, entry) {
    const [file, sheet, row, digest] = entry.where;
    const facts = [["List", entry.list], ["File and row", `${file}${sheet ? `, sheet ${sheet}` : ""}, row ${row}`], ["SHA-256", line("code", digest)]];
    if (entry.person) facts.push(["Person", link(entry.person[0], entry.person[1])]);
    if (entry.incident) facts.push(["Incident", link(entry.incident)]);
    parts.push(list(facts));
    for (const note of entry.notes ?? []) { const made = line("div", words(note)); made.className = "note"; parts.push(made); }
    if (entry.facts) parts.push(list(entry.facts));
    parts.push(line("h2", "The row in its own words"), list([...entry.cells, ...(entry.withheld ?? []).map((column) => [column, "withheld: stays in the captured file"])]));
    for (const [column, value, reason] of entry.remarks ?? []) parts.push(line("p", "Set aside: ", words(column), " ", line("code", value), " ", reason));
  }

  function showSubject(parts, entry) {
    parts.push(list(entry.summary));
    if (entry.bodies) {
      parts.push(line("h2", "Body → person → incident → official line"), list([
        ["Body", entry.bodies.length ? several(entry.bodies) : "No body is recorded under this name."],
        ["Incident", entry.incidents.length ? several(entry.incidents) : "No list ties this person to an incident."],
        ["Official line", entry.lines.length ? several(entry.lines) : "No official line about an incident of this person is in the register."]]));
    }
    parts.push(line("h2", "Records"), entry.records.length ? several(entry.records) : line("p", "No list ties a person to this incident."));
  }

  function show(id, entry) {
    const parts = [line("h1", words(entry?.name ?? id))];
    if (entry?.arabic) parts[0].append(line("small", words(entry.arabic)));
    if (!entry) parts.push(line("p", "There is nothing of this id in the dossier."));
    else {
      parts.push(line("p", line("code", id)));
      if (entry.summary) showSubject(parts, entry);
      if (entry.where) showRecord(parts, entry);
    }
    page.replaceChildren(...parts);
    document.title = entry?.name ?? id;
  }

  function openEntry() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return page.replaceChildren(line("p", "Open a record from a table, a figure or the search box."));
    const number = hash(id) % files;
    const held = waiting.get(number);
    if (held) return show(id, held[id]);
    globalThis.sijillEntries = (which, entries) => {
      waiting.set(which, entries);
      openEntry();
    };
    load(`records/${number}.js`);
  }

  function showList(rows, at) {
    const last = Math.min(rows.length, at + PER_PAGE), table = document.createElement("table");
    table.append(line("thead", line("tr", ...["Opens", "Shown as", "Beside"].map((title) => line("th", title)))));
    table.append(line("tbody", ...rows.slice(at, last).map(([id, shown, beside]) => line("tr", line("td", link(id)), line("td", words(shown)), line("td", words(beside))))));
    const scroll = line("div", table), steps = document.createElement("p");
    scroll.className = "scroll";
    const step = (title, to) => {
      const made = line("button", title);
      made.addEventListener("click", () => showList(rows, to));
      return made;
    };
    if (at > 0) steps.append(step("Back", Math.max(0, at - PER_PAGE)), " ");
    steps.append(`${at + 1} to ${last} of ${rows.length} `);
    if (last < rows.length) steps.append(step("On", at + PER_PAGE));
    page.replaceChildren(steps, scroll);
  }

  function openList() {
    const name = page.dataset.list || decodeURIComponent(location.hash.slice(1));
    globalThis.sijillList = (_, rows) => showList(rows, 0);
    load(`lists/${name}.js`);
  }

  const open = page.id === "entry" ? openEntry : openList;
  window.addEventListener("hashchange", open);
  open();
})();
