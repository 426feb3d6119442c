"use strict";

// The picture, drawn by Vega with its own interpreter (no eval), and the same figures as a table for who cannot see it.
const { spec, table } = JSON.parse(document.getElementById("data").textContent);

function cell(tag, text, number) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (tag === "th") element.scope = "col";
  if (number) element.className = "number";
  return element;
}

function row(tag, texts) {
  const line = document.createElement("tr");
  line.append(...texts.map((text, index) => cell(tag, text, tag === "td" && index === table.number)));
  return line;
}

const figures = document.getElementById("figures");
figures.createCaption().textContent = table.caption;
figures.createTHead().append(row("th", table.head));
figures.createTBody().append(...table.rows.map((texts) => row("td", texts)));

window.vegaEmbed("#picture", spec, {
  ast: true,
  actions: false,
  renderer: "svg",
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true, sanitize: (value) => String(value).replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`) },
});
