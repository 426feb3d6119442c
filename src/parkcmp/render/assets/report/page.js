// The page's means: its data, words in the reader's language, elements that are made of text and never of markup.

const data = JSON.parse(document.getElementById("data").textContent);
const state = { lang: data.lang, reading: 0, view: "overview", with: new URLSearchParams() };

const pick = (pair) => pair[state.lang === "zh" ? 1 : 0];

function say(key, ...values) {
  return pick(data.words[key]).replace(/\{(\d)\}/g, (_, index) => values[index]);
}

const heading = (name) => (data.headings[name] ? pick(data.headings[name]) : name);

// Controls, line ends and invisible marks as their codes: no document may turn or hide what stands beside it.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const SHORT = { 9: "\\t", 10: "\\n", 13: "\\r" };

function code(character) {
  const point = character.codePointAt(0);
  if (SHORT[point]) return SHORT[point];
  if (point < 0x100) return "\\x" + point.toString(16).padStart(2, "0");
  return point < 0x10000 ? "\\u" + point.toString(16).padStart(4, "0") : "\\U" + point.toString(16).padStart(8, "0");
}

const visible = (text) => text.replace(INVISIBLE, code);

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : visible(String(value)));
  }
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== "").map(shown));
  return element;
}

const shown = (child) => (child instanceof Node ? child : visible(String(child)));

function choice(label, options, chosen, changed) {
  const items = options.map(([value, text]) => make("option", { value, selected: value === chosen }, text));
  const select = make("select", { onchange: (event) => changed(event.target.value) }, items);
  return make("label", { class: "choice" }, make("span", {}, label), select);
}

function check(label, checked, changed) {
  const box = make("input", { type: "checkbox", checked, onchange: (event) => changed(event.target.checked) });
  return make("label", { class: "check" }, box, make("span", {}, label));
}

function section(title, ...children) {
  return make("section", {}, title ? make("h2", {}, title) : null, ...children);
}

// The address holds what is shown, so that a view can be kept and sent.
function go(view, options = {}) {
  const kept = Object.entries(options).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const asked = new URLSearchParams(kept).toString();
  location.hash = view + (asked ? `?${asked}` : "");
}

const change = (options) => go(state.view, { ...Object.fromEntries(state.with), ...options });
