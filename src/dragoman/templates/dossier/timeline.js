// Lanes of time: what was done, planned, proposed, and what did not happen.
const DAY = 86400000;
const time = (day) => Date.parse(`${day}T00:00:00Z`);

function shape(event, x0, x1, y) {
  const colour = `var(--${laneOf(event.type)})`;
  const hollow = ["planned", "proposed", "conditional", "uncertain"].includes(event.modality);
  const style = { class: "shape", fill: hollow ? "var(--sheet)" : colour, stroke: colour, "stroke-width": 2,
    "stroke-dasharray": ["proposed", "conditional", "uncertain"].includes(event.modality) ? "3 2" : null };
  const wide = x1 - x0 > 10;
  const body = wide
    ? s("rect", { ...style, x: x0, y: y - 4, width: x1 - x0, height: 8, rx: 4, "fill-opacity": hollow ? 1 : 0.45 })
    : s("circle", { ...style, cx: (x0 + x1) / 2, cy: y, r: 5.5 });
  const strike = event.modality === "denied"
    ? s("line", { x1: (wide ? x0 : x0 - 6), x2: (wide ? x1 : x1 + 6), y1: y + 6, y2: y - 6, stroke: "var(--ink)", "stroke-width": 2 }) : null;
  return [body, strike];
}

function stack(events, place) {
  // Marks that would cover each other go to the next free line of their lane.
  const lines = [];
  return events.map((event) => {
    const [x0, x1] = place(event);
    let line = lines.findIndex((end) => end < x0 - 8);
    if (line < 0) line = lines.length < 7 ? lines.push(-1) - 1 : 6;
    lines[line] = Math.max(x1, x0 + 8);
    return [event, x0, x1, line];
  });
}

function timeline(events) {
  const shown = events.filter((e) => e.when && e.when.start && e.when.end);
  if (!shown.length) return h("p", { class: "note" }, "No dated act passes these filters.");
  const first = Math.min(...shown.map((e) => time(e.when.start))), last = Math.max(...shown.map((e) => time(e.when.end))) + DAY;
  const left = 210, width = Math.max(760, main.clientWidth - 180, Math.min(6000, ((last - first) / DAY / 365) * 190));
  const x = (t) => left + 14 + ((t - first) / (last - first)) * (width - left - 40);
  const place = (e) => [x(time(e.when.start)), x(time(e.when.end) + DAY)];
  const svg = s("svg", { role: "group", "aria-label": "Timeline; the list below holds the same acts" });
  let y = 34;
  for (const [lane, label] of record.lanes) {
    const inside = shown.filter((e) => laneOf(e.type) === lane).sort((a, b) => (a.when.start < b.when.start ? -1 : 1));
    const placed = stack(inside, place);
    const height = 22 + 14 * Math.max(1, ...placed.map((p) => p[3] + 1));
    svg.append(s("text", { x: 10, y: y + 14 }, label), s("line", { class: "lane", x1: 0, x2: width, y1: y + height - 4, y2: y + height - 4 }));
    for (const [event, x0, x1, line] of placed) svg.append(mark(event, x0, x1, y + 12 + 14 * line));
    y += height;
  }
  for (const [t, text] of ticks(first, last)) svg.prepend(s("line", { class: "lane", x1: x(t), x2: x(t), y1: 24, y2: y }), s("text", { x: x(t) + 3, y: 18 }, text));
  svg.setAttribute("width", width);
  svg.setAttribute("height", y + 4);
  return h("div", { class: "lanes", tabindex: "0" }, svg);
}

function mark(event, x0, x1, y) {
  const label = `${dated(event.when)}: ${headline(event)}, ${typeLabel(event.type)}, ${event.modality}`;
  const open = () => reveal(event.id);
  return s("g", { class: "mark", tabindex: "0", role: "button", "aria-label": label, "data-id": event.id, onclick: open,
    onkeydown: (e) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), open()) },
    s("title", {}, label), shape(event, x0, x1, y));
}

function ticks(first, last) {
  const years = (last - first) / DAY / 365;
  const step = years > 24 ? 60 : years > 8 ? 12 : years > 3 ? 6 : years > 0.6 ? 3 : 1;
  const found = [], start = new Date(first);
  for (let m = new Date(Date.UTC(start.getUTCFullYear(), 0)); m.getTime() <= last; m.setUTCMonth(m.getUTCMonth() + step))
    if (m.getTime() >= first && m.getTime() < last) found.push([m.getTime(), m.getUTCMonth() ? m.toISOString().slice(0, 7) : String(m.getUTCFullYear())]);
  return found;
}
