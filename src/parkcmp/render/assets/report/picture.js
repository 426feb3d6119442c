// Small pictures: a bar with what its number can stand for, and points over time. No target is ever drawn.

const SVG = "http://www.w3.org/2000/svg";

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, visible(String(value)));
  element.append(...children.map((child) => (typeof child === "string" ? visible(child) : child)));
  return element;
}

// Up to the least that a number can stand for solid, then a line to the most; an arrow where there is no end.
function bar(o, most) {
  const width = 160;
  const at = (value) => (most ? Math.min(Math.abs(Number(value)) / most, 1.08) * (width - 16) : 0);
  const [low, high] = o.ends[state.reading];
  const solid = at(low === null ? 0 : Math.sign(Number(o.value)) < 0 ? high ?? 0 : low);
  const end = high === null ? width - 8 : at(Number(o.value) < 0 ? low ?? o.value : high);
  const parts = [draw("rect", { class: "bar", x: 0, y: 4, width: Math.max(solid, 1), height: 10 })];
  if (end - solid > 1) parts.push(draw("path", { class: "room", d: `M${solid},9H${end}M${end},6V12` }));
  if (high === null) parts.push(draw("path", { class: "arrow", d: `M${width - 8},5L${width},9L${width - 8},13Z` }));
  const ends = interval.text(endsOf(o));
  return draw("svg", { class: "interval", width, height: 18, viewBox: `0 0 ${width} 18`, role: "img", "aria-label": ends },
    draw("title", {}, ends), ...parts);
}

const SIZE = { width: 720, height: 300, left: 64, right: 84, top: 24, bottom: 36 };
const day = (o) => Date.parse(o.end) / 86400000;

// series: [{name, points}], the points dated; joined within a series alone.
function trendPicture(series, unit, label) {
  const points = series.flatMap((s) => s.points);
  const scale = scaleOf(points);
  const svg = draw("svg", { class: "trend", viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "img", "aria-label": label });
  svg.append(draw("text", { class: "unit", x: 4, y: 14 }, unit));
  for (const tick of ticks(scale.low, scale.high)) {
    svg.append(draw("line", { class: "grid", x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: scale.y(tick), y2: scale.y(tick) }));
    svg.append(draw("text", { class: "tick", x: SIZE.left - 8, y: scale.y(tick) + 4, "text-anchor": "end" }, tidyNumber(tick)));
  }
  let last = -Infinity;
  for (const [at, period] of new Map(points.map((o) => [day(o), o.period]).sort(([a], [b]) => a - b))) {
    if (scale.x(at) - last < 46) continue;
    last = scale.x(at);
    svg.append(draw("text", { class: "tick", x: last, y: SIZE.height - 14, "text-anchor": "middle" }, period));
  }
  series.forEach((s, index) => svg.append(seriesOf(s, index, scale, points.length <= 24)));
  return svg;
}

function seriesOf(s, index, scale, named) {
  const group = draw("g", { class: `series s${index % 8}` });
  group.append(draw("path", { class: "line", d: s.points.map((o, i) => `${i ? "L" : "M"}${scale.x(day(o))},${scale.y(Number(o.value))}`).join("") }));
  for (const o of s.points) {
    const [x, y] = [scale.x(day(o)), scale.y(Number(o.value))];
    const [low, high] = o.ends[state.reading].map((end) => (end === null ? null : scale.y(Number(end))));
    const [bottom, top] = [low ?? SIZE.height - SIZE.bottom, high ?? SIZE.top - 6];
    if (bottom - top > 3) group.append(draw("path", { class: "room", d: `M${x},${bottom}V${top}` }));
    if (high === null) group.append(draw("path", { class: "arrow", d: `M${x - 4},${top + 6}L${x},${top}L${x + 4},${top + 6}Z` }));
    const text = figureText(o.value, o.bound, o.valueHigh);
    group.append(draw("path", { class: "point", d: shape(index, x, y) }, draw("title", {}, `${s.name} ${text} (${o.period})`)));
    if (named) group.append(draw("text", { class: "value", x: x + 7, y: y - 7 }, text));
  }
  return group;
}

// A shape of its own for each series, for who does not tell colours apart.
function shape(index, x, y) {
  const r = 4.5;
  const polygons = [
    `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`,
    `M${x - 4},${y - 4}h8v8h-8Z`,
    `M${x},${y - 5.5}L${x + 5.5},${y + 4}L${x - 5.5},${y + 4}Z`,
    `M${x},${y - 6}L${x + 6},${y}L${x},${y + 6}L${x - 6},${y}Z`,
    `M${x},${y + 5.5}L${x + 5.5},${y - 4}L${x - 5.5},${y - 4}Z`,
  ];
  return polygons[index % polygons.length];
}

function scaleOf(points) {
  const ends = points.flatMap((o) => [o.value, ...o.ends[state.reading].slice(0, 2)]).filter((end) => end !== null).map(Number);
  let [low, high] = [Math.min(...ends), Math.max(...ends)];
  if (low === high) [low, high] = [low - 1, high + 1];
  const [first, last] = [Math.min(...points.map(day)), Math.max(...points.map(day))];
  const wide = last - first || 1;
  const inner = { x: SIZE.width - SIZE.left - SIZE.right - 24, y: SIZE.height - SIZE.top - SIZE.bottom };
  return {
    low, high,
    x: (at) => SIZE.left + 12 + (first === last ? inner.x / 2 : ((at - first) / wide) * inner.x),
    y: (value) => SIZE.height - SIZE.bottom - ((value - low) / (high - low)) * inner.y,
  };
}

function ticks(low, high) {
  const step = 10 ** Math.floor(Math.log10((high - low) / 3));
  const size = [1, 2, 5, 10].map((n) => n * step).find((s) => (high - low) / s <= 5);
  const found = [];
  for (let tick = Math.ceil(low / size) * size; tick <= high; tick += size) found.push(tick);
  return found;
}

const tidyNumber = (number) => String(Number(number.toPrecision(10)));
