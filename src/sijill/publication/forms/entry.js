// Rows typed from a page are kept in memory and saved as one CSV file; nothing is sent or stored.
"use strict";
const form = document.getElementById("entry");
const columns = JSON.parse(form.dataset.columns);
const rows = [];
// A question may be named "elements" or "reset" and then hides the form's own property.
const fieldsNamed = (name) => [...document.querySelectorAll(`#entry [name="${name}"]`)];

function cell(text) {
  return '"' + text.replaceAll('"', '""') + '"';
}

function answer(name) {
  const fields = fieldsNamed(name);
  const chosen = fields.filter((field) => field.type === "checkbox" && field.checked);
  if (fields.length && fields[0].type === "checkbox") return chosen.map((field) => field.value).join(" ");
  return fields.length ? fields[0].value.trim() : form.dataset[name] || "";
}

function show() {
  document.getElementById("count").textContent = String(rows.length);
  document.getElementById("save").disabled = rows.length === 0;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  rows.push(columns.map(answer));
  HTMLFormElement.prototype.reset.call(form);
  fieldsNamed(columns[0])[0].focus();
  show();
});

document.getElementById("save").addEventListener("click", () => {
  const lines = [columns, ...rows].map((row) => row.map(cell).join(",") + "\r\n");
  const file = new Blob(["\ufeff", ...lines], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = form.dataset.file;
  link.click();
  URL.revokeObjectURL(link.href);
  saved = rows.length;
});

let saved = 0;
window.addEventListener("beforeunload", (event) => {
  if (rows.length > saved) event.preventDefault();
});

document.getElementById("page").addEventListener("click", (event) => {
  event.currentTarget.classList.toggle("near");
});
show();
