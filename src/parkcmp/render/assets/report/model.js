// The data by name: facts, observations, kinds and rankings, and what is computed from them once.

const FACT = Object.fromEntries(data.fact_columns.map((name, index) => [name, index]));

const facts = data.facts.map((row) => ({
  row,
  of: (name) => row[FACT[name]],
  passage: data.passages[row[data.fact_columns.length]],
  document: row[data.fact_columns.length + 1],
}));

const kinds = data.kinds.map(([metric, measure, unit, whole, basis, span, en, zh, broader], number) => ({
  number, metric, measure, unit, whole, basis, span, name: [en, zh], broader,
}));

const observations = data.observations.map((row) => ({
  kind: kinds[row[0]], park: row[1], period: row[2], base: row[3], months: row[4], time: row[5], same: row[6], end: row[7],
  like: row[8], value: row[9], valueHigh: row[10], bound: row[11], ends: [row[12], row[13]], status: row[14],
  sources: row[15], flags: row[16] ? row[16].split(",") : [], fact: row[17], factId: row[18], document: row[19],
  metric: row[20], measure: row[21], unit: row[22], position: row[23],
}));

const parkNames = data.parks.map((row) => row[0]);
const owners = [...parkNames, data.nation];
const actuals = observations.filter((o) => o.status === "actual");
const documentNumber = new Map(data.documents.map((row, number) => [row[0], number]));

const metricName = (metric) => (data.metrics[metric] ? pick(data.metrics[metric].slice(0, 2)) : metric ?? "");
const measureName = (measure) => pick(data.measures[measure] ?? [measure, measure]);
const categoryOf = (metric) => (data.metrics[metric] ? data.metrics[metric][5] : "");
const categoryName = (category) => (data.categories[category] ? pick(data.categories[category]) : category);
const flagName = (flag) => pick(data.flags[flag] ?? [flag, flag]);
const endsOf = (o) => interval.of(o.ends[state.reading]);
const periodText = (o) => (o.period === null ? say("undated") : o.base === null ? o.period : `${o.base}→${o.period}`);

const MARKS = { exact: ["", ""], over: [">", "超"], under: ["<", "近"], about: ["≈", "约"] };

function figureText(value, bound, high) {
  return pick(MARKS[bound]) + value + (high ? `-${high}` : "");
}

// A link to the sentence: every figure on the page is one.
function figure(o, extra) {
  const text = figureText(o.value, o.bound, o.valueHigh);
  if (o.fact === null || o.fact === undefined) return text;
  const label = `${text} ${o.unit}, ${o.park}, ${say("open")}`;
  return make("button", { type: "button", class: "figure", "aria-label": label, onclick: () => openFact(o.fact) }, text, extra);
}

const flagsOf = (o, more = []) => [...more, ...o.flags];
const flagMarks = (flags) => flags.map((flag) => make("span", { class: `flag ${flag}` }, flagName(flag)));

// The documents behind what is shown, for paper and for who does not press.
function sourcesOf(shownOnes) {
  const used = new Set(shownOnes.map((o) => o.document));
  const cited = data.documents.filter((row) => used.has(row[0])).map((row) => pick(row.slice(-3, -1)));
  return cited.length ? make("p", { class: "sources" }, say("sources"), " ", cited.join(pick(["; ", "；"]))) : null;
}

function metricsWith(test) {
  const found = new Set(observations.filter(test).map((o) => o.metric));
  return Object.keys(data.metrics).filter((metric) => found.has(metric));
}
