// Parks side by side: those that the reader picks, every indicator that any of them has, and what may be said of each.

const MOST = 12;

function comparison() {
  const asked = (state.with.get("parks") ?? "").split(",").filter((park) => owners.includes(park));
  const parks = asked.length ? [...new Set(asked)].slice(0, MOST) : fullest(2);
  const common = state.with.get("common") === "1";
  const keep = (chosen) => go("compare", { parks: chosen.join(","), common: common ? "1" : "" });
  return [section(say("compare"), parkPicker(parks, keep, MOST),
    make("div", { class: "controls" }, check(say("common"), common, (on) => go("compare", { parks: parks.join(","), common: on ? "1" : "" }))),
    parks.length < 2 ? make("p", {}, say("two_parks")) : comparisonTable(parks, common))];
}

// The parks that most indicators are known of.
function fullest(number) {
  const counted = data.parks.map((row) => [row[0], Number(row[8])]).sort((a, b) => b[1] - a[1]);
  return counted.slice(0, number).map(([park]) => park);
}

function parkPicker(parks, keep, most) {
  const chips = parks.map((park) => make("li", {}, make("button", {
    type: "button", class: "chip", "aria-label": say("remove", park), onclick: () => keep(parks.filter((p) => p !== park)),
  }, park, make("span", { "aria-hidden": "true" }, " ×"))));
  const rest = owners.filter((park) => !parks.includes(park));
  const add = choice(say("add_park"), [["", "…"], ...rest.map((park) => [park, park])], "", (park) => park && keep([...parks, park]));
  return make("div", { class: "picker" }, make("ul", { class: "chips", "aria-label": say("parks_chosen") }, chips), parks.length < most ? add : null);
}

function comparisonTable(parks, common) {
  const rows = compareParks(parks).filter((row) => !common || row.values.size === parks.length);
  const columns = [
    { label: heading("name"), head: true, cell: nameCell, sort: (r) => pick(r.kind.name), words: (r) => pick(r.kind.name) },
    ...parks.map((park) => ({
      label: park, number: true,
      cell: (r) => parkCell(r.values.get(park)),
      sort: (r) => (r.values.has(park) ? numberKey(r.values.get(park).o.value) : null),
      words: (r) => (r.values.has(park) ? r.values.get(park).o.value : ""),
    })),
    { label: heading("verdict"), cell: verdictCell, sort: (r) => r.verdict.text, words: (r) => verdictWords(r) },
  ];
  const of = ["value", "bound", "period", "flags", "fact_id"];
  const cells = parks.flatMap((park) => of.map((name) => [`${park}.${name}`, name === "value"]));
  const csv = {
    name: `${parks.join("-")}.csv`,
    columns: [["metric"], ["name"], ["measure"], ["unit"], ...cells, ["verdict"], ["difference", true], ["ratio", true]],
    rows: (found) => found.map((row) => compareCells(row, parks)),
  };
  const reading = state.reading ? " --reading literal" : "";
  const command = `parkcmp compare ${parks.join(" ")}${common ? " --common" : ""}${reading} -f csv`;
  return make("div", {},
    table({ caption: parks.join(" / "), columns, rows, csv, group: (r) => categoryName(categoryOf(r.kind.metric)) }),
    make("p", { class: "command" }, say("same_as"), " ", make("code", {}, command)),
    sourcesOf(rows.flatMap((row) => [...row.values.values()].map((value) => value.o))));
}

const nameCell = (row) => [pick(row.kind.name), make("small", {}, row.kind.unit)];

function parkCell(value) {
  if (!value) return "";
  return [figure(value.o), make("small", {}, periodText(value.o)), flagMarks(comparedFlags(value).filter((f) => f !== "undated"))];
}

const comparedFlags = (value) => (value.alike ? value.flags : [...value.flags, "length"]);

function verdictWords(row) {
  if (!row.verdict.text) return "";
  const [first, ...more] = row.verdict.text.split("; ");
  const [word, rest] = first.split(": ");
  const key = word === "higher" && row.kind.measure === "rank" ? "ahead" : word.replace(" ", "_");
  const said = word === "not comparable" ? say(key, say(`why_${rest.replace(" ", "_")}`)) : say(key, rest);
  return [said, ...more.map((q) => say(q.replace(/[ -]/g, "_")))].join(pick(["; ", "；"]));
}

function verdictCell(row) {
  const { difference, text } = row.verdict;
  const by = difference && text.split("; ")[0] !== "equal" ? make("small", {}, say("by", interval.text(difference))) : null;
  const kind = text.split(/[:;]/)[0].replace(" ", "-");
  return text ? [make("span", { class: `verdict ${kind}` }, verdictWords(row)), by] : "";
}

function compareCells(row, parks) {
  const { kind, values, verdict } = row;
  const of = parks.flatMap((park) => {
    const value = values.get(park);
    return value ? [value.o.value, value.o.bound, value.o.period, comparedFlags(value).join(","), value.o.factId] : [null, null, null, null, null];
  });
  const text = (i) => (i ? interval.text(i) : null);
  return [kind.metric, pick(kind.name), kind.measure, kind.unit, ...of, verdict.text, text(verdict.difference), text(verdict.ratio)];
}
