// What is there: documents, parks, coverage, and the lines of the whole at a glance.

function overview() {
  const periods = [...new Set(actuals.map((o) => o.end).filter(Boolean))].sort();
  const contradictions = data.audit.rows.filter((row) => row[auditColumn("verdict")].startsWith("contradicts")).length;
  const figures = [
    [say("documents"), data.documents.length, "documents"],
    [say("facts"), facts.length, "facts"],
    [say("parks_known"), `${data.parks.length} / ${data.registered}`, "park"],
    [say("indicators"), metricsWith(() => true).length, "dictionary"],
    [say("contradictions"), contradictions, "audit"],
    [say("years"), periods.length ? `${periods[0].slice(0, 4)} – ${periods.at(-1).slice(0, 4)}` : "–", "coverage"],
  ];
  const tiles = figures.map(([label, value, view]) => make("li", {}, make("a", { href: `#${view}` },
    make("strong", {}, value), make("span", {}, label))));
  return [make("ul", { class: "tiles" }, tiles), parksTable(), documentsTable()];
}

function parksTable() {
  const column = (index, name, number) => ({
    label: heading(name), number,
    cell: (row) => row[index] ?? "", sort: (row) => (number ? numberKey(row[index]) : row[index]), words: (row) => row[index] ?? "",
  });
  const columns = [
    { ...column(0, "park"), head: true, cell: (row) => make("a", { href: `#park?park=${encodeURIComponent(row[0])}` }, row[0]) },
    column(1, "official_name"), column(3, "province"), column(5, "region"), column(7, "facts", true), column(8, "metrics", true),
  ];
  return section(say("parks"), table({ caption: say("parks"), columns, rows: data.parks }));
}

function documentsTable() {
  const names = ["document", "title", "issuer", "issue", "published", "published_inferred", "facts", "parks", "unexplained"];
  const numeric = new Set(["facts", "parks", "unexplained"]);
  const shown = (name, value) => (name === "published_inferred" && data.words[`inferred_${value}`] ? say(`inferred_${value}`) : value ?? "");
  const columns = names.map((name, index) => ({
    label: heading(name), number: numeric.has(name),
    cell: (row) => (name === "facts" ? make("a", { href: `#facts?document=${row[0]}` }, row[index]) : shown(name, row[index])),
    sort: (row) => (numeric.has(name) ? numberKey(row[index]) : row[index]),
    words: (row) => shown(name, row[index]),
  }));
  return section(say("documents"), table({ caption: say("documents"), columns, rows: data.documents }));
}

// Of many parks the first: the download has all.
function some(_, names) {
  const parks = names.split(" ");
  return parks.length > 15 ? `${parks.slice(0, 12).join(" ")} … (${parks.length})` : names;
}

function coverageView() {
  const link = (row, name) => make("a", { href: `#rank?metric=${row[0]}&measure=${row[2]}` }, metricName(name));
  return [section(say("coverage"), answerTable(say("coverage"), data.coverage, "coverage.csv", {
    metric: link, name: null, measure: (row, name) => measureName(name), of: null, present: some, missing: some,
  }))];
}
