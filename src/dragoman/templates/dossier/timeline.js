// Lanes of time: what was done, planned, proposed, and what did not happen.
const DAY = 86400000;
const time = (day) => Date.parse(`${day}T00:00:00Z`);
const AHEAD = ["planned", "proposed", "conditional", "uncertain"];

function shape(event, x0, x1, y) {
  const colour = `var(--${laneOf(event.type)})`;
  const hollow = AHEAD.includes(event.modality);
  const style = { class: "shape", fill: hollow ? "var(--sheet)" : colour, stroke: colour, "stroke-width": 2,
    "stroke-dasharray": hollow && event.modality !== "planned" ? "3 2" : null };
  const wide = x1 - x0 > 12;
  const body = wide
    ? s("rect", { ...style, x: x0, y: y - 4, width: x1 - x0, height: 8, rx: 4, "fill-opacity": hollow ? 1 : 0.45 })
    : s("circle", { ...style, cx: (x0 + x1) / 2, cy: y, r: 3.6 + Math.min(4, event.independent) * 0.9 });
  const strike = event.modality === "denied"
    ? s("line", { x1: wide ? x0 : x0 - 6, x2: wide ? x1 : x1 + 6, y1: y + 6, y2: y - 6, stroke: "var(--ink)", "stroke-width": 2 }) : null;
  return [body, strike];
}

const LINES = 9;
const CROWD = 40; // width in which acts beyond the lines of a lane are counted together

function stack(inside, place) {
  // Marks that would cover each other go to the next free line of their lane. Acts told by most sources and of a known day find
  // theirs first; where no line is free, acts are counted below the lane and not drawn over others: [placed, crowds].
  const lines = [], placed = [], crowds = new Map();
  const weight = ([event, x0, x1]) => [x1 - x0 > 120, -event.independent, x0];
  const order = (a, b) => { const [i, j] = [weight(a), weight(b)]; return i[0] - j[0] || i[1] - j[1] || i[2] - j[2]; };
  for (const [event, x0, x1] of inside.map((event) => [event, ...place(event)]).sort(order)) {
    const end = Math.max(x1, x0 + 8);
    let line = lines.findIndex((taken) => taken.every(([a, b]) => b < x0 - 9 || a > end + 9));
    if (line < 0 && lines.length < LINES) line = lines.push([]) - 1;
    if (line < 0) crowds.set(Math.floor(x0 / CROWD), [...(crowds.get(Math.floor(x0 / CROWD)) || []), event]);
    else { lines[line].push([x0, end]); placed.push([event, x0, x1, line]); }
  }
  return [placed.sort((a, b) => (a[0].when.start < b[0].when.start ? -1 : 1)), crowds];
}

function timeline(passed) {
  const shown = passed.filter((e) => e.when && e.when.start && e.when.end);
  const rest = passed.length - shown.length;
  if (!shown.length) return h("p", { class: "note" }, "No dated act passes these filters.");
  const [first, last] = reach(Math.min(...shown.map((e) => time(e.when.start))), Math.max(...shown.map((e) => time(e.when.end))) + DAY);
  const early = shown.some((e) => time(e.when.start) < first) ? 46 : 0, late = shown.some((e) => time(e.when.end) + DAY > last) ? 46 : 0;
  const side = innerWidth < 640 ? 92 : 190, style = getComputedStyle(main);
  const room = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - side - 4;
  const width = Math.max(room, 560, Math.min(6000, ((last - first) / DAY / 365) * 120));
  const x = (t) => (t < first ? 22 : t > last ? width - 22 : 14 + early + ((t - first) / (last - first)) * (width - early - late - 34));
  const noon = (day) => x(time(day) + DAY / 2);
  const place = (e) => (e.when.start === e.when.end ? [noon(e.when.start) - 4, noon(e.when.start) + 4] : [x(time(e.when.start)), x(time(e.when.end) + DAY)]);
  const svg = s("svg", { role: "group", "aria-label": "Timeline; the list below holds the same acts" });
  const labels = [];
  let y = 30;
  for (const [lane, label] of record.lanes) {
    const inside = shown.filter((e) => laneOf(e.type) === lane).sort((a, b) => (a.when.start < b.when.start ? -1 : 1));
    if (!inside.length) continue;
    const [placed, crowds] = stack(inside, place);
    const height = Math.max(46, 18 + 15 * Math.max(...placed.map((p) => p[3] + 1)) + (crowds.size ? 14 : 0));
    labels.push(h("div", { style: `top:${y}px;height:${height}px;--lane:var(--${lane})` }, label, " ", h("b", {}, inside.length)));
    svg.append(s("line", { class: "lane", x1: 0, x2: width, y1: y, y2: y }));
    for (const [event, x0, x1, line] of placed) svg.append(mark(event, x0, x1, y + 16 + 15 * line));
    for (const [column, acts] of crowds) svg.append(s("text", { x: (column + 0.5) * CROWD, y: y + height - 6, "text-anchor": "middle" }, `+${acts.length}`, s("title", {}, `${plural(acts.length, "more act")} about here, in the list below`)));
    y += height;
  }
  svg.prepend(bands(passing(record.rounds).filter((r) => known(r.when) && r.when.start && r.when.end && time(r.when.start) >= first && time(r.when.end) < last), x, y));
  for (const [t, text] of ticks(first, last)) svg.prepend(s("line", { class: "lane", x1: x(t), x2: x(t), y1: 20, y2: y }), s("text", { x: x(t) + 3, y: 14 }, text));
  if (early) svg.append(s("text", { x: 6, y: 14 }, "earlier"));
  if (late) svg.append(s("text", { x: width - 36, y: 14 }, "later"));
  svg.setAttribute("width", width);
  svg.setAttribute("height", y + 2);
  const box = h("div", { class: "scroll", tabindex: "0" }, svg);
  requestAnimationFrame(() => { box.scrollLeft = width > room && record.standing.first ? x(time(record.standing.first)) - 60 : 0; });
  return [h("div", { class: "lanes", style: `--side:${side}px` }, h("div", { class: "names", "aria-hidden": "true", style: `height:${y + 2}px` }, labels), box),
    legend(rest), h("div", { id: "picked" })];
}

function reach(first, last, days = (own) => Math.min(60, Math.max(10, own / 3))) {
  // What reports recall of years before them, and plan for years ahead, stands in one place at the side, so that their own time has
  // room and the `days` before and after it.
  const { first: from, last: to } = record.standing;
  if (!from || state.from || state.to) return [first, last];
  const margin = days((time(to) - time(from)) / DAY) * DAY;
  const [low, high] = [Math.max(first, time(from) - margin), Math.min(last, time(to) + margin)];
  return low < high ? [low, high] : [first, last];
}

function bands(rounds, x, bottom) {
  // Rounds as one wash behind the marks: where they overlap it is no darker.
  const ends = (r) => [x(time(r.when.start)) - 9, x(time(r.when.end) + DAY) + 9];
  return s("g", { class: "bands" }, rounds.map((r) => s("rect", { x: ends(r)[0], width: Math.max(18, ends(r)[1] - ends(r)[0]), y: 22, height: bottom - 22, rx: 3 }, s("title", {}, `Round of talks: ${names(r.parties)}, ${dated(r.when)}`))));
}

function legend(rest) {
  const sample = (kind, text) => h("span", {}, h("i", { class: kind }), text);
  return h("p", { class: "legend" }, sample("done", "took place"), sample("done big", "told by more independent sources"), sample("plan", "planned"), sample("maybe", "proposed, conditional or uncertain"),
    sample("not", "did not happen"), sample("span", "within these days"), record.rounds.length ? sample("talks", "round of talks") : null, rest ? `${plural(rest, "act")} without a date, or with its start or end alone, only in the list.` : null);
}

function mark(event, x0, x1, y) {
  const label = `${dated(event.when)}: ${headline(event)}, ${typeLabel(event.type)}, ${word("modalities", event.modality)}`;
  const open = () => pickAct(event);
  return s("g", { class: "mark", tabindex: "0", role: "button", "aria-label": label, "data-id": event.id, onclick: open,
    onkeydown: (e) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), open()) },
    s("title", {}, `${label}\n“${telling(event).quote}”`), shape(event, x0, x1, y));
}

function pickAct(event) {
  // The act opens right below the lanes, so that its neighbours stay in sight.
  const box = document.getElementById("picked");
  const row = eventRow(event, "picked:");
  for (const g of document.querySelectorAll(".mark.on")) g.classList.remove("on");
  document.querySelector(`.mark[data-id="${event.id}"]`).classList.add("on");
  box.replaceChildren(row);
  row.addEventListener("toggle", () => box.scrollIntoView({ block: "nearest" }), { once: true });
  row.open = true;
}

function ticks(first, last) {
  const years = (last - first) / DAY / 365;
  const step = years > 24 ? 60 : years > 8 ? 12 : years > 3 ? 6 : years > 0.6 ? 3 : 1;
  const found = [], start = new Date(first);
  for (let m = new Date(Date.UTC(start.getUTCFullYear(), 0)); m.getTime() <= last; m.setUTCMonth(m.getUTCMonth() + step))
    if (m.getTime() >= first && m.getTime() < last) found.push([m.getTime(), m.getUTCMonth() ? m.toISOString().slice(0, 7) : String(m.getUTCFullYear())]);
  return found;
}
