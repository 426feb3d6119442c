// The ledger of facts, the findings of the audit, the dictionary of indicators.

const auditColumn = (name) => data.audit.columns.indexOf(name);
const factNumber = new Map(facts.map((fact, number) => [fact.of("fact_id"), number]));

const LEDGER = [
  "entity", "scope", "metric", "subject", "label", "measure", "value", "value_high", "unit", "bound", "period", "base", "whole",
  "status", "start", "end", "fact_id", "document", "sentence", "rule", "review",
];
const NUMBERS = new Set(["value", "value_high", "start", "end"]);

function sentenceOf(fact) {
  const [, start, text] = fact.passage;
  return Array.from(text).slice(fact.of("sentence_start") - start, fact.of("sentence_end") - start).join("");
}

const haystack = (fact) => [
  fact.of("entity"), fact.of("subject"), fact.of("label"), fact.of("value"), fact.of("period"),
  ...(data.metrics[fact.of("metric")] ?? []).slice(0, 2), sentenceOf(fact).replace(/\s+/g, ""),
].join(" ").toLowerCase();

function ledger() {
  const [word, park, document_] = ["find", "park", "document"].map((name) => state.with.get(name) ?? "");
  const needle = word.toLowerCase().trim();
  const found = facts.filter((fact) => (!park || fact.of("entity") === park) && (!document_ || fact.of("document") === document_)
    && (!needle || haystack(fact).includes(needle) || haystack(fact).includes(needle.replace(/\s+/g, ""))));
  const documents = [["", say("all")], ...data.documents.map((row) => [row[0], pick(row.slice(-3, -1))])];
  return [section(word ? say("found", word) : say("facts"),
    make("div", { class: "controls" },
      choice(heading("park"), [["", say("all")], ...owners.map((p) => [p, p])], park, (value) => go("facts", { find: word, park: value, document: document_ })),
      choice(heading("document"), documents, document_, (value) => go("facts", { find: word, park, document: value }))),
    factsTable(found))];
}

function factsTable(found) {
  const name = (fact) => (fact.of("metric") ? metricName(fact.of("metric")) : fact.of("label"));
  const columns = [
    { label: heading("entity"), head: true, cell: (f) => f.of("entity") ?? f.of("subject"), sort: (f) => f.of("entity"), words: (f) => f.of("entity") ?? f.of("subject") },
    { label: heading("metric"), cell: (f) => (f.of("metric") ? name(f) : make("em", {}, name(f))), sort: name, words: name },
    { label: heading("measure"), cell: (f) => measureName(f.of("measure")), sort: (f) => f.of("measure"), words: (f) => measureName(f.of("measure")) },
    { label: heading("value"), number: true, cell: factFigure, sort: (f) => numberKey(f.of("value")), words: (f) => f.of("value") },
    { label: heading("period"), kind: "when", cell: (f) => f.of("period") ?? "", sort: (f) => f.of("period"), words: (f) => f.of("period") ?? "" },
    { label: heading("status"), cell: (f) => say(f.of("status")), sort: (f) => f.of("status"), words: (f) => say(f.of("status")) },
    { label: heading("sentence"), cell: (f) => make("span", { class: "excerpt", lang: "zh" }, excerpt(f)), words: sentenceOf },
  ];
  const cell = (fact, column) => (column === "sentence" ? sentenceOf(fact) : fact.of(column));
  const csv = {
    name: "facts.csv", columns: LEDGER.map((column) => [column, NUMBERS.has(column)]),
    rows: (rows) => rows.map((fact) => LEDGER.map((column) => cell(fact, column))),
  };
  return table({ caption: say("facts"), columns, rows: found, csv, filter: true });
}

function factFigure(fact) {
  const text = figureText(fact.of("value"), fact.of("bound"), fact.of("value_high")) + fact.of("unit");
  const open = () => openFact(factNumber.get(fact.of("fact_id")));
  return make("button", { type: "button", class: "figure", "aria-label": `${text}, ${say("open")}`, onclick: open }, text);
}

function excerpt(fact) {
  const words = proof(fact);
  const lead = words.lead.length > 30 ? `…${words.lead.slice(-30)}` : words.lead;
  const tail = words.tail.length > 40 ? `${words.tail.slice(0, 40)}…` : words.tail;
  return [lead, make("mark", {}, words.digits), tail];
}

function auditView() {
  const { columns, rows } = data.audit;
  const at = (name) => (row) => row[auditColumn(name)];
  const open = (id, text) => (factNumber.has(id)
    ? make("button", { type: "button", class: "figure", "aria-label": `${text}, ${say("open")}`, onclick: () => openFact(factNumber.get(id)) }, text) : text);
  const recomputed = (row) => {
    if (at("low")(row) === null && at("high")(row) === null) return at("recomputed")(row) ?? "";
    const open_ = (name) => at(name)(row) === "true";
    return interval.text(interval.of([at("low")(row), at("high")(row), open_("low_open"), open_("high_open")])) + (at("recomputed_unit")(row) ?? "");
  };
  const stated = (row) => figureText(at("stated")(row), at("bound")(row), at("stated_high")(row)) + at("unit")(row);
  const evidence = (row) => (at("evidence")(row) ?? "").split(",").filter(Boolean).map((id, index) => open(id, `[${index + 1}]`));
  const shown_ = [
    { label: heading("verdict"), head: true, cell: (r) => make("span", { class: `verdict ${at("verdict")(r).split(" ")[0]}` }, auditWord(at("verdict")(r))), sort: at("verdict"), words: (r) => auditWord(at("verdict")(r)) },
    { label: heading("park"), cell: (r) => at("park")(r) ?? at("subject")(r), sort: at("park"), words: (r) => at("park")(r) ?? at("subject")(r) },
    { label: heading("metric"), cell: (r) => (at("metric")(r) ? metricName(at("metric")(r)) : at("label")(r)), words: (r) => metricName(at("metric")(r)) || at("label")(r) },
    { label: heading("measure"), cell: (r) => measureName(at("measure")(r)), words: (r) => measureName(at("measure")(r)) },
    { label: heading("period"), kind: "when", cell: (r) => at("period")(r) ?? "", sort: at("period"), words: (r) => at("period")(r) ?? "" },
    { label: say("stated"), number: true, cell: (r) => open(at("fact_id")(r), stated(r)), words: stated },
    { label: say("recomputed"), number: true, cell: recomputed, words: recomputed },
    { label: say("formula"), cell: (r) => make("code", {}, at("formula")(r) ?? ""), words: (r) => at("formula")(r) ?? "" },
    { label: say("against"), kind: "refs", cell: evidence, words: () => "" },
  ];
  const csv = { name: "audit.csv", columns: columns.map((name, i) => [name, data.audit.numeric[i]]), rows: (found) => found };
  return [section(say("audit"), rows.length ? table({ caption: say("audit"), columns: shown_, rows, csv, filter: true }) : make("p", {}, say("nothing")))];
}

const auditWord = (verdict) => pick(data.verdicts[verdict] ?? [verdict, verdict]);

function dictionary() {
  const rows = Object.entries(data.metrics).map(([id, row]) => ({ id, row }));
  const other = state.lang === "zh" ? 0 : 1;
  const columns = [
    { label: heading("name"), head: true, cell: (m) => make("a", { href: m.row[9] ? `#rank?metric=${m.id}` : null, id: `metric-${m.id}` }, metricName(m.id)), sort: (m) => metricName(m.id), words: (m) => metricName(m.id) },
    { label: pick(["Chinese", "英文"]), cell: (m) => m.row[other], sort: (m) => m.row[other], words: (m) => m.row[other] },
    { label: "id", kind: "when", cell: (m) => make("code", {}, m.id), sort: (m) => m.id, words: (m) => m.id },
    { label: heading("unit"), cell: (m) => m.row[2], sort: (m) => m.row[2], words: (m) => m.row[2] },
    { label: heading("definition"), cell: (m) => m.row[8], words: (m) => m.row[8] },
    { label: heading("aliases"), cell: (m) => data.aliases[m.id].slice(1).join("、"), words: (m) => data.aliases[m.id].join(" ") },
    { label: heading("facts"), number: true, cell: (m) => m.row[6], sort: (m) => numberKey(m.row[6]), words: () => "" },
  ];
  return [section(say("indicators"), table({ caption: say("indicators"), columns, rows, filter: true, group: (m) => categoryName(m.row[5]) }))];
}
