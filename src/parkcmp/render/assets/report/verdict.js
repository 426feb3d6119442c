// What may be said of several values, by the rules of `compare`: which is higher, for certain or not, and by how much.

const WITH_RATIO = new Set(["level", "share", "change", "multiple", "cumulative"]);
const GROWING = ["growth", "cagr"];

// Rows of a comparison: of each kind the observations by park, stand-ins where only another indicator may stand in.
function families(parks) {
  const chosen = new Set(parks);
  const found = new Map();
  for (const o of actuals.filter((one) => chosen.has(one.park)).sort((a, b) => a.position - b.position)) {
    if (!found.has(o.kind)) found.set(o.kind, { kind: o.kind, own: new Map(), standIns: new Map() });
    const own = found.get(o.kind).own;
    if (!own.has(o.park)) own.set(o.park, []);
    own.get(o.park).push(o);
  }
  for (const family of found.values()) {
    for (const listed of family.own.values()) listed.sort((a, b) => b.time - a.time || a.position - b.position);
    const broader = family.kind.broader === null ? undefined : found.get(kinds[family.kind.broader]);
    if (!broader) continue;
    for (const [park, listed] of family.own) if (!broader.own.has(park)) broader.standIns.set(park, listed);
  }
  return [...found.values()].sort((a, b) => a.kind.number - b.kind.number);
}

const candidates = (family, park) => family.own.get(park) ?? family.standIns.get(park) ?? [];

// The length of period that most of these parks have, the newest on a tie; null where it does not matter.
function commonMonths(family, parks) {
  const having = new Map();
  for (const park of parks) {
    for (const o of candidates(family, park)) {
      if (o.end === null) continue;
      const of = having.get(o.months) ?? { parks: new Set(), newest: "" };
      of.parks.add(park);
      if (o.end > of.newest) of.newest = o.end;
      having.set(o.months, of);
    }
  }
  let best = null;
  for (const [months, of] of having) {
    const key = [of.parks.size, of.newest, months ?? 0];
    if (!best || isMore(key, best.key)) best = { months, key };
  }
  return best ? best.months : null;
}

const isMore = (a, b) => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at] > b[at];
};

// Of each park the newest observation, and whether it lasts as long as the others.
function chooseValues(family, parks) {
  const months = commonMonths(family, parks);
  const values = new Map();
  for (const park of parks) {
    const all = candidates(family, park);
    if (!all.length) continue;
    const alike = all.filter((o) => o.end === null || o.months === months);
    const best = (alike.length ? alike : all).reduce((a, b) => (b.time > a.time ? b : a));
    const proxy = best.metric !== family.kind.metric;
    values.set(park, { o: best, alike: alike.length > 0, flags: flagsOf(best, proxy ? ["proxy"] : []) });
  }
  return values;
}

function bySize(a, b) {
  return exact.compare(exact.parse(a.value), exact.parse(b.value)) || (a.bound !== "under") - (b.bound !== "under");
}

function judge(values) {
  if (values.length < 2) return { text: "", difference: null, ratio: null };
  const measure = values[0].o.measure;
  const isPlace = measure === "rank";
  const sorted = [...values].sort((a, b) => (isPlace ? 1 : -1) * bySize(a.o, b.o));
  const [first, second] = sorted;
  const ends = new Map(values.map((v) => [v, endsOf(v.o)]));
  const rest = values.filter((v) => v !== first);
  const above = (one, other) => interval.isAbove(ends.get(one), ends.get(other));
  let text = "undecidable";
  if (rest.every((v) => (isPlace ? above(v, first) : above(first, v)))) text = `higher: ${first.o.park}`;
  else if (rest.every((v) => isSameNumber(first, v, ends))) text = "equal";
  if (!values.every((v) => v.o.same === values[0].o.same)) text += "; periods differ";
  if (values.some((v) => v.flags.includes("proxy"))) text += "; stand-in";
  if (values.some((v) => v.flags.includes("undated"))) text += "; undated";
  const [minuend, subtrahend] = isPlace ? [second, first] : [first, second];
  return {
    text,
    difference: interval.difference(ends.get(minuend), ends.get(subtrahend)),
    ratio: WITH_RATIO.has(measure) ? interval.ratio(ends.get(first), ends.get(second)) : null,
  };
}

function isSameNumber(a, b, ends) {
  const plain = a.o.bound === "exact" && b.o.bound === "exact";
  return plain && a.o.value === b.o.value && interval.isSame(ends.get(a), ends.get(b));
}

// Why the only value of a row has nothing to be compared with; empty where no other park has the indicator at all.
function whyAlone(family, all, park, others) {
  const kind = family.kind;
  const has = (f, name) => candidates(f, name).length > 0;
  const siblings = all.filter((f) => f.kind.metric === kind.metric && f !== family && others.some((p) => f.own.has(p)));
  const sameMeasure = siblings.filter((f) => f.kind.measure === kind.measure);
  if (sameMeasure.some((f) => f.kind.unit !== kind.unit)) return "unit";
  if (sameMeasure.some((f) => f.kind.whole !== kind.whole)) return "whole";
  const grows = GROWING.includes(kind.measure) && siblings.some((f) => GROWING.includes(f.kind.measure));
  if (sameMeasure.length || grows) return "basis";
  const both = all.some((f) => f.kind.metric === kind.metric && has(f, park) && others.some((p) => has(f, p)));
  return siblings.length && !both ? "measure" : "";
}

function compareParks(parks) {
  const all = families(parks);
  return all.map((family) => {
    const values = chooseValues(family, parks);
    const alike = [...values.values()].filter((v) => v.alike);
    let verdict = judge(alike);
    if (!verdict.text && values.size > 1) verdict = { text: "not comparable: period length", difference: null, ratio: null };
    else if (!verdict.text && values.size) {
      const park = [...values.keys()][0];
      const reason = whyAlone(family, all, park, parks.filter((p) => p !== park));
      verdict = { ...verdict, text: reason ? `not comparable: ${reason}` : "" };
    }
    return { kind: family.kind, values, verdict };
  });
}
