// Rankings: the answers of `rank` itself, for the indicator, measure, basis and period that the reader picks.

const RANK = [
  ["rank", true], ["park", false], ["value", true], ["unit", false], ["bound", false], ["period", false], ["metric", false],
  ["measure", false], ["base", false], ["rank_best", true], ["rank_worst", true], ["low", true], ["high", true],
  ["flags", false], ["fact_id", false], ["document", false],
];

function rankings() {
  const metrics = [...new Set(data.rankings.map((r) => r.metric))];
  if (!metrics.length) return [make("p", {}, say("nothing"))];
  const metric = metrics.includes(state.with.get("metric")) ? state.with.get("metric") : mostRanked(metrics);
  const of = data.rankings.filter((r) => r.metric === metric);
  const measures = [...new Set(of.map((r) => r.measure))];
  const asked = state.with.get("measure") === "cagr" ? "growth" : state.with.get("measure");
  const measure = measures.includes(asked) ? asked : measures[0];
  const variants = of.filter((r) => r.measure === measure);
  const name = (r) => r.basis ?? r.whole ?? r.period ?? "";
  const ranking = variants.find((r) => name(r) === (state.with.get("of") ?? "")) ?? variants[0];
  const grouped = metrics.map((m) => [m, metricName(m)]);
  return [section(pick(ranking.title),
    make("div", { class: "controls" },
      choice(say("indicator"), grouped, metric, (value) => go("rank", { metric: value })),
      choice(say("measure"), measures.map((m) => [m, measureName(m)]), measure, (value) => go("rank", { metric, measure: value })),
      choice(say("which"), variants.map((r) => [name(r), pick(r.choice) || say("newest")]), name(ranking),
        (value) => go("rank", { metric, measure, of: value }))),
    rankTable(ranking), notesOf(ranking),
    sourcesOf(ranking.rows[0].map(([, seen]) => observations[seen])))];
}

function mostRanked(metrics) {
  const parks = (metric) => Math.max(...data.rankings.filter((r) => r.metric === metric).map((r) => r.rows[0].length));
  return metrics.reduce((best, metric) => (parks(metric) > parks(best) ? metric : best));
}

function rankTable(ranking) {
  const lines = ranking.rows[state.reading].map(([place, seen, best, worst]) => line(ranking, place, seen, best, worst));
  const nation = ranking.reference.map((seen) => ({ ...line(ranking, null, seen, null, null), quiet: true }));
  const all = [...lines, ...nation];
  const most = Math.max(0, ...lines.map((l) => Math.abs(Number(l.o.value))));
  const columns = [
    { label: heading("rank"), number: true, cell: (l) => l.place ?? "", sort: (l) => numberKey(l.place), words: () => "" },
    { label: heading("park"), head: true, cell: (l) => parkLink(l.o.park), sort: (l) => l.o.park, words: (l) => l.o.park },
    { label: heading("value"), number: true, cell: (l) => figure(l.o), sort: (l) => numberKey(l.o.value), words: (l) => l.o.value },
    { label: say("of_range"), cell: (l) => (l.quiet ? "" : bar(l.o, most)), words: () => "" },
    { label: heading("period"), kind: "when", cell: (l) => periodText(l.o), sort: (l) => l.o.end, words: (l) => periodText(l.o) },
    { label: say("places"), number: true, cell: (l) => placesText(l), sort: (l) => numberKey(l.best), words: () => "" },
    { label: heading("flags"), cell: (l) => flagMarks(l.flags), words: (l) => l.flags.map(flagName).join(" ") },
  ];
  const csv = { name: `${ranking.metric}.csv`, columns: RANK, rows: (found) => found.filter((l) => !l.quiet).map(rankCells) };
  return table({ caption: pick(ranking.title), columns, rows: all, csv });
}

function line(ranking, place, seen, best, worst) {
  const o = observations[seen];
  return { o, place, best, worst, flags: flagsOf(o, o.metric === ranking.metric ? [] : ["proxy"]) };
}

const placesText = (l) => (l.best === null ? "" : l.best === l.worst ? String(l.best) : `${l.best}-${l.worst}`);
const parkLink = (park) => make("a", { href: `#park?park=${encodeURIComponent(park)}` }, park);

function rankCells(l) {
  const { o } = l;
  const [low, high] = o.ends[state.reading];
  return [l.place, o.park, o.value, o.unit, o.bound, o.period, o.metric, o.measure, o.base, l.best, l.worst, low, high,
    l.flags.join(","), o.factId, o.document];
}

function notesOf(ranking) {
  const reading = state.reading ? " --reading literal" : "";
  return make("aside", {},
    make("ul", { class: "notes" }, ranking.notes[state.reading].map((note) => make("li", {}, pick(note)))),
    make("p", { class: "command" }, say("same_as"), " ", make("code", {}, ranking.command + reading + " -f csv")));
}
