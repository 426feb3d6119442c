// The sentence behind a figure, in its document, its digits marked, with all that the program knows of it.

// A line that was wrapped is one line again: no blank between Chinese characters, one elsewhere.
const tidy = (text) => text.replace(/[ \t\u3000]*[\r\n]+[ \t\u3000]*/g, (gap, at, whole) => {
  const before = whole.slice(0, at).slice(-1);
  const after = whole.slice(at + gap.length).slice(0, 1);
  return /[\u2e80-\uffef]/.test(before) && /[\u2e80-\uffef]/.test(after) ? "" : " ";
}).replace(/\s+/g, " ");

const AROUND = 120; // characters shown before and after the sentence

function proof(fact) {
  const [, start, text] = fact.passage;
  // Spans count characters, strings count units: 😀 is one of those and two of these.
  const characters = Array.from(text);
  const part = (low, high) => characters.slice(low - start, high - start).join("");
  const [first, last] = [fact.of("sentence_start"), fact.of("sentence_end")];
  return {
    before: tidy(part(Math.max(start, first - AROUND), first)),
    lead: tidy(part(first, fact.of("start"))),
    digits: tidy(part(fact.of("start"), fact.of("end"))),
    tail: tidy(part(fact.of("end"), last)),
    after: tidy(part(last, Math.min(last + AROUND, start + characters.length))),
  };
}

function quote(fact) {
  const words = proof(fact);
  return make("blockquote", { lang: "zh" },
    make("span", { class: "around" }, words.before),
    make("span", { class: "sentence" }, words.lead, make("mark", {}, words.digits), words.tail),
    make("span", { class: "around" }, words.after));
}

function claim(fact) {
  const measure = fact.of("measure") === "level" ? "" : measureName(fact.of("measure"));
  const figure = figureText(fact.of("value"), fact.of("bound"), fact.of("value_high")) + fact.of("unit");
  return [fact.of("entity") ?? fact.of("subject"), fact.of("metric") ? metricName(fact.of("metric")) : fact.of("label"), measure, figure]
    .filter(Boolean).join("  ");
}

function detail(fact) {
  const row = data.documents[fact.document];
  const url = row[row.length - 1];
  const cited = pick(row.slice(-3, -1));
  const ends = (low, high, lowOpen, highOpen) => interval.text(interval.of([low, high, lowOpen, highOpen].map(fact.of)));
  const period = fact.of("period");
  const of = {
    as_named: `${fact.of("subject")}：${fact.of("label")}`,
    period: period === null ? say("undated") : fact.of("base") ? `${fact.of("base")}→${period}` : period,
    whole: fact.of("whole"),
    status: say(fact.of("status")),
    bound: say(`bound_${fact.of("bound")}`),
    printed: ends("low", "high", "low_open", "high_open") + " " + fact.of("unit"),
    literal: ends("lit_low", "lit_high", "lit_low_open", "lit_high_open") + " " + fact.of("unit"),
    source: url ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, cited) : cited,
    place: fact.of("place"),
    characters: `${fact.of("start")} – ${fact.of("end")}`,
    rule: fact.of("rule"),
    review: say(`review_${fact.of("review") ?? "none"}`),
    fact: fact.of("fact_id"),
    command: make("code", {}, `parkcmp why ${fact.of("fact_id")}`),
  };
  return make("dl", {}, Object.entries(of).filter(([, said]) => said).flatMap(([name, said]) => [
    make("dt", {}, say(`of_${name}`)), make("dd", {}, said),
  ]));
}

function openFact(number) {
  const fact = facts[number];
  const dialog = document.getElementById("evidence");
  const close = make("button", { type: "button", class: "close", onclick: () => dialog.close() }, say("close"));
  dialog.replaceChildren(
    make("header", {}, make("h2", { id: "evidence-title" }, claim(fact)), close),
    quote(fact), detail(fact));
  dialog.showModal();
}
