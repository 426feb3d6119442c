// What is shown: the view that the address names, in the language, theme and reading that the reader chose.

const VIEWS = {
  overview, rank: rankings, compare: comparison, park: profile, trend: trends, coverage: coverageView, audit: auditView,
  facts: ledger, dictionary, documents: () => [documentsTable()],
};
const IN_MENU = ["overview", "rank", "compare", "park", "trend", "coverage", "audit", "facts", "dictionary"];

const main = document.getElementById("main");

function render() {
  const [name, query] = location.hash.slice(1).split("?");
  state.view = Object.hasOwn(VIEWS, name) ? name : "overview";
  state.with = new URLSearchParams(query ?? "");
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  document.title = data.title || say("title");
  document.getElementById("title").textContent = document.title;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]:not(td):not(th)")) element.setAttribute("aria-label", say(element.dataset.label));
  const search = document.getElementById("search");
  search.placeholder = say("search");
  if (document.activeElement !== search) search.value = state.view === "facts" ? state.with.get("find") ?? "" : "";
  document.getElementById("menu").replaceChildren(...IN_MENU.map((view) => make("li", {},
    make("a", { href: `#${view}`, "aria-current": view === state.view ? "page" : null }, say(`view_${view}`)))));
  document.querySelector("#menu [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  document.getElementById("reading").setAttribute("aria-label", say("reading"));
  for (const option of document.getElementById("reading").options) option.textContent = say(option.value);
  main.replaceChildren(...VIEWS[state.view]());
  document.getElementById("foot").textContent = say("made_by", data.version, data.documents.length);
}

function listen() {
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  document.getElementById("lang").addEventListener("click", () => {
    state.lang = state.lang === "zh" ? "en" : "zh";
    render();
  });
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  document.getElementById("reading").addEventListener("change", (event) => {
    state.reading = event.target.value === "literal" ? 1 : 0;
    render();
  });
  document.getElementById("finder").addEventListener("submit", (event) => {
    event.preventDefault();
    go("facts", { find: document.getElementById("search").value });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    document.getElementById("search").focus();
  });
  document.getElementById("evidence").addEventListener("click", (event) => {
    if (event.target === event.currentTarget) event.currentTarget.close();
  });
  window.addEventListener("hashchange", () => {
    const moved = location.hash.slice(1).split("?")[0] !== state.view;
    render();
    if (moved) {
      main.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  });
}

listen();
render();
