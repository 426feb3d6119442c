// One kind of table for the whole page: sorted by a press on a heading, filtered by a word, drawn a page at a time.

const PAGE = 200;
let tables = 0;

// columns: {label, number, cell(row), sort(row): text or exact number or null, words(row)}
// csv: {name, columns, rows(shown rows)}
function table({ caption, columns, rows, csv, note, filter = rows.length > 8, group }) {
  const id = `table-${(tables += 1)}`;
  const view = { sort: null, down: false, word: "", shown: PAGE };
  const body = make("tbody", {});
  const count = make("p", { class: "count", role: "status", "aria-live": "polite" });
  const more = make("button", { type: "button", class: "more", onclick: () => { view.shown += PAGE; draw(); } }, say("more"));
  const heads = columns.map((column, index) => head(column, index));

  function head(column, index) {
    if (!column.sort) return make("th", { scope: "col", class: column.number ? "number" : null }, column.label);
    const press = () => {
      view.down = view.sort === index ? !view.down : Boolean(column.number);
      view.sort = index;
      draw();
    };
    const button = make("button", { type: "button", class: "sort", onclick: press }, column.label);
    return make("th", { scope: "col", "aria-sort": "none", class: column.number ? "number" : null }, button);
  }

  function current() {
    const word = view.word.trim().toLowerCase();
    let found = word ? rows.filter((row) => wordsOf(row).includes(word)) : rows;
    if (view.sort !== null) {
      const key = columns[view.sort].sort;
      const keyed = found.map((row) => [key(row), row]);
      keyed.sort(([a], [b]) => byKey(a, b, view.down));
      found = keyed.map(([, row]) => row);
    }
    return found;
  }

  const wordsOf = (row) => columns.map((column) => (column.words ? column.words(row) : "")).join(" ").toLowerCase();

  function draw() {
    const found = current();
    const lines = [];
    let last;
    for (const row of found.slice(0, view.shown)) {
      const name = group && view.sort === null ? group(row) : undefined;
      if (name !== undefined && name !== last) {
        lines.push(make("tr", { class: "group" }, make("th", { colspan: columns.length, scope: "rowgroup" }, name)));
        last = name;
      }
      lines.push(make("tr", { class: row.quiet ? "quiet" : null }, columns.map((column) => cell(column, row))));
    }
    body.replaceChildren(...lines);
    heads.forEach((element, index) => {
      const way = view.sort !== index ? "none" : view.down ? "descending" : "ascending";
      if (columns[index].sort) element.setAttribute("aria-sort", way);
    });
    count.textContent = found.length === rows.length ? say("rows", found.length) : say("rows_of", found.length, rows.length);
    more.hidden = found.length <= view.shown;
  }

  function cell(column, row) {
    const content = column.cell(row);
    const tag = column.head ? "th" : "td";
    return make(tag, { class: column.number ? "number" : column.kind, scope: column.head ? "row" : null, "data-label": column.label }, content);
  }

  const search = make("input", {
    type: "search", id: `${id}-filter`, placeholder: say("filter"), "aria-label": `${say("filter")}: ${caption}`,
    oninput: (event) => { view.word = event.target.value; view.shown = PAGE; draw(); },
  });
  const save = (forExcel) => download(csv.name, csvText(csv.columns, csv.rows(current())), forExcel);
  const saved = csv && [
    make("button", { type: "button", class: "csv", onclick: () => save(false) }, "CSV"),
    make("button", { type: "button", class: "csv excel", title: say("excel_title"), onclick: () => save(true) }, say("excel")),
  ];
  draw();
  window.addEventListener("beforeprint", () => { if (body.isConnected) { view.shown = Infinity; draw(); } });
  return make(
    "div", { class: "table" },
    make("div", { class: "tools" }, filter ? search : null, count, saved),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      make("table", { id }, make("caption", {}, caption), make("thead", {}, make("tr", {}, heads)), body)),
    more,
    note ? make("p", { class: "note" }, note) : null,
  );
}

// Numbers by size, words by their code; what is missing comes last either way.
function byKey(a, b, down) {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === "string" ? (a < b ? -1 : a > b ? 1 : 0) : exact.compare(a, b);
  return down ? -order : order;
}

const numberKey = (text) => (text === null || text === undefined || text === "" ? null : exact.parse(String(text)));

// A plain table of an answer's columns, for lists that need no more.
function answerTable(caption, answer, name, cells = {}) {
  const shown = answer.columns.map((column, index) => ({
    label: heading(column),
    number: answer.numeric[index],
    cell: (row) => (cells[column] ? cells[column](row, row[index]) : row[index] ?? ""),
    sort: (row) => (answer.numeric[index] ? numberKey(row[index]) : row[index]),
    words: (row) => row[index] ?? "",
    kind: { period: "when", present: "names", missing: "names" }[column] ?? null,
  }));
  const kept = shown.filter((_, index) => cells[answer.columns[index]] !== null);
  const csv = { name, columns: answer.columns.map((c, i) => [c, answer.numeric[i]]), rows: (found) => found };
  return table({ caption, columns: kept, rows: answer.rows, csv });
}
