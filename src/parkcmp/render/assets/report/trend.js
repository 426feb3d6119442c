// One indicator over time: the observed points alone, joined only where they measure the same.

const TREND = [
  ["series", true], ["park"], ["metric"], ["measure"], ["unit"], ["period"], ["base"], ["value", true], ["bound"], ["low", true],
  ["high", true], ["flags"], ["fact_id"], ["document"],
];

function trends() {
  const metrics = metricsWith((o) => o.status === "actual");
  if (!metrics.length) return [make("p", {}, say("nothing"))];
  const metric = metrics.includes(state.with.get("metric")) ? state.with.get("metric") : longest(metrics);
  const of = actuals.filter((o) => o.metric === metric || (data.metrics[o.metric] && standsFor(o.metric, metric)));
  const measures = Object.keys(data.measures).filter((m) => m !== "cagr" && of.some((o) => o.measure === m || (m === "growth" && o.measure === "cagr")));
  const asked = state.with.get("measure") === "cagr" ? "growth" : state.with.get("measure");
  const measure = measures.includes(asked) ? asked : measures[0];
  const same = measure === "growth" ? ["growth", "cagr"] : [measure];
  const shownOf = of.filter((o) => same.includes(o.measure));
  const having = owners.filter((park) => shownOf.some((o) => o.park === park));
  const wanted = (state.with.get("parks") ?? "").split(",").filter((park) => having.includes(park));
  const parks = wanted.length ? wanted : mostPoints(shownOf, having, 3);
  const series = seriesOfTrend(shownOf, parks, metric);
  const keep = (chosen) => go("trend", { metric, measure, parks: chosen.join(",") });
  return [section(`${metricName(metric)}${measure === "level" ? "" : `, ${measureName(measure)}`}`,
    make("div", { class: "controls" },
      choice(say("indicator"), metrics.map((m) => [m, metricName(m)]), metric, (value) => go("trend", { metric: value })),
      choice(say("measure"), measures.map((m) => [m, measureName(m)]), measure, (value) => go("trend", { metric, measure: value }))),
    parkPicker(parks, keep, MOST), ...pictures(series), trendTable(series, metric, measure, parks))];
}

const standsFor = (metric, broad) => data.kinds.some((k) => k[0] === metric && k[8] !== null && data.kinds[k[8]][0] === broad);

function longest(metrics) {
  const counted = new Map(metrics.map((m) => [m, new Set()]));
  for (const o of actuals) counted.get(o.metric)?.add(`${o.park} ${o.measure} ${o.end}`);
  return metrics.reduce((best, m) => (counted.get(m).size > counted.get(best).size ? m : best));
}

function mostPoints(of, having, number) {
  const points = new Map(having.map((park) => [park, of.filter((o) => o.park === park).length]));
  const parks = having.filter((park) => park !== data.nation);
  return (parks.length ? parks : having).sort((a, b) => points.get(b) - points.get(a)).slice(0, number);
}

// A series is one park, indicator, measure and likeness: nothing else is joined.
function seriesOfTrend(of, parks, metric) {
  const found = new Map();
  for (const o of of) {
    if (!parks.includes(o.park)) continue;
    const key = [o.park, o.metric, o.measure, o.like].join("\u0000");
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(o);
  }
  const series = [...found.values()].map((points) => ({
    points: points.sort((a, b) => a.time - b.time || a.position - b.position), first: points[0],
  }));
  series.sort((a, b) => parks.indexOf(a.first.park) - parks.indexOf(b.first.park)
    || (a.first.metric !== metric) - (b.first.metric !== metric) || byCode(a.first.metric, b.first.metric)
    || byCode(a.first.measure, b.first.measure) || a.first.like - b.first.like);
  return series.map((s, index) => ({ ...s, number: index + 1, name: seriesName(s.first, metric) }));
}

const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function seriesName(o, metric) {
  const [en, zh, lengthEn, lengthZh] = data.likes[o.like];
  const measure = o.measure === "level" ? "" : measureName(o.measure);
  return [o.park, o.metric === metric ? "" : metricName(o.metric), pick([en, zh]) || measure, pick([lengthEn, lengthZh])].filter(Boolean).join(" ");
}

function pictures(series) {
  const byUnit = new Map();
  for (const s of series) {
    const dated = { ...s, points: s.points.filter((o) => o.end !== null) };
    if (!dated.points.length) continue;
    if (!byUnit.has(s.first.unit)) byUnit.set(s.first.unit, []);
    byUnit.get(s.first.unit).push(dated);
  }
  return [...byUnit].map(([unit, of]) => make("figure", {},
    trendPicture(of, unit, of.map((s) => s.name).join(", ")),
    make("figcaption", {}, make("ul", { class: "legend" }, of.map((s, index) => make("li", { class: `s${index % 8}` },
      draw("svg", { width: 16, height: 14, "aria-hidden": "true" }, draw("path", { class: "point", d: shape(index, 8, 7) })), s.name))))));
}

function trendTable(series, metric, measure, parks) {
  const rows = series.flatMap((s) => s.points.map((o) => ({ s, o, flags: flagsOf(o, o.metric === metric ? [] : ["proxy"]) })));
  const columns = [
    { label: say("series"), head: true, cell: (r) => r.s.name, sort: (r) => r.s.name, words: (r) => r.s.name },
    { label: heading("period"), kind: "when", cell: (r) => periodText(r.o), sort: (r) => r.o.end, words: (r) => periodText(r.o) },
    { label: heading("value"), number: true, cell: (r) => figure(r.o), sort: (r) => numberKey(r.o.value), words: (r) => r.o.value },
    { label: heading("unit"), cell: (r) => r.o.unit, words: (r) => r.o.unit },
    { label: heading("flags"), cell: (r) => flagMarks(r.flags), words: (r) => r.flags.map(flagName).join(" ") },
  ];
  const csv = { name: `${metric}-trend.csv`, columns: TREND, rows: (found) => found.map(trendCells) };
  const usual = measure === "level" ? "" : ` --measure ${measure}`;
  const reading = state.reading ? " --reading literal" : "";
  return make("div", {}, table({ caption: metricName(metric), columns, rows, csv }),
    make("p", { class: "command" }, say("same_as"), " ",
      make("code", {}, `parkcmp trend ${parks.join(" ")} --metric ${metric}${usual}${reading} -f csv`)),
    sourcesOf(rows.map((r) => r.o)));
}

function trendCells({ s, o, flags }) {
  const [low, high] = o.ends[state.reading];
  return [s.number, o.park, o.metric, o.measure, o.unit, o.period, o.base, o.value, o.bound, low, high, flags.join(","), o.factId, o.document];
}
