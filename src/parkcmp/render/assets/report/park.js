// One park: every indicator, the newest value first, its history, targets beside actuals and never among them.

const SHOW = [
  ["metric"], ["name"], ["measure"], ["unit"], ["period"], ["base"], ["value", true], ["bound"], ["low", true], ["high", true],
  ["status"], ["newest", true], ["sources", true], ["flags"], ["fact_id"], ["document"],
];

function profile() {
  const asked = state.with.get("park");
  const park = owners.includes(asked) ? asked : fullest(1)[0] ?? data.nation;
  const known = data.parks.find((row) => row[0] === park);
  const newest = new Set();
  const rows = observations.filter((o) => o.park === park).map((o) => {
    const first = o.status === "actual" && !newest.has(o.kind.number);
    if (first) newest.add(o.kind.number);
    return { o, newest: first };
  });
  const facts = known ? [known[1], known[3], known[4], known[5], known[6] && say("approved", known[6])].filter(Boolean).join(" · ") : "";
  return [section(park,
    make("div", { class: "controls" }, choice(heading("park"), owners.map((p) => [p, p]), park, (value) => go("park", { park: value })),
      make("a", { class: "action", href: `#compare?parks=${encodeURIComponent(park)}` }, say("compare")),
      make("a", { class: "action", href: `#facts?park=${encodeURIComponent(park)}` }, say("all_facts"))),
    make("p", { class: "lead" }, facts), profileTable(park, rows))];
}

function profileTable(park, rows) {
  const columns = [
    { label: heading("name"), head: true, cell: (r) => indicatorCell(park, r), sort: (r) => pick(r.o.kind.name), words: (r) => pick(r.o.kind.name) },
    { label: heading("value"), number: true, cell: (r) => figure(r.o), sort: (r) => numberKey(r.o.value), words: (r) => r.o.value },
    { label: heading("unit"), cell: (r) => r.o.unit, sort: (r) => r.o.unit, words: (r) => r.o.unit },
    { label: heading("period"), kind: "when", cell: (r) => periodText(r.o), sort: (r) => r.o.end, words: (r) => periodText(r.o) },
    { label: say("of_printed"), cell: (r) => interval.text(endsOf(r.o)), words: () => "" },
    { label: heading("flags"), cell: (r) => flagMarks(statusFlags(r.o)), words: (r) => statusFlags(r.o).map(flagName).join(" ") },
    { label: heading("sources"), number: true, cell: (r) => r.o.sources, sort: (r) => numberKey(r.o.sources), words: () => "" },
  ];
  const csv = { name: `${park}.csv`, columns: SHOW, rows: (found) => found.map(showCells) };
  const reading = state.reading ? " --reading literal" : "";
  return make("div", {},
    table({ caption: park, columns, rows, csv, group: (r) => categoryName(categoryOf(r.o.metric)) }),
    make("p", { class: "command" }, say("same_as"), " ", make("code", {}, `parkcmp show ${park}${reading} -f csv`)),
    sourcesOf(rows.map((r) => r.o)));
}

const statusFlags = (o) => (o.status === "target" ? ["target", ...o.flags] : o.flags);

function indicatorCell(park, { o, newest }) {
  const name = pick(o.kind.name);
  if (!newest) return make("span", { class: "older" }, name);
  const query = new URLSearchParams({ metric: o.metric, measure: o.measure, parks: park });
  return make("a", { href: `#trend?${query}` }, name);
}

function showCells({ o, newest }) {
  const [low, high] = o.ends[state.reading];
  return [o.metric, pick(o.kind.name), o.measure, o.unit, o.period, o.base, o.value, o.bound, low, high, o.status, newest, o.sources,
    o.flags.join(","), o.factId, o.document];
}
