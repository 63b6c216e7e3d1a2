// Actors, their network, and what they said.
function network() {
  // A fixed spring layout from a fixed start: the same picture every time.
  const weight = new Map(), pairs = new Map();
  for (const e of record.events) {
    const who = [...new Set([...e.actors, ...e.recipients, ...e.mediators])].filter((a) => record.actors[a]);
    who.forEach((a) => weight.set(a, (weight.get(a) || 0) + 1));
    who.forEach((a, i) => who.slice(i + 1).forEach((b) => { const k = [a, b].sort().join("\u0000"); pairs.set(k, (pairs.get(k) || 0) + 1); }));
  }
  const most = new Set([...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 28).map(([id]) => id));
  const tied = new Set([...pairs.keys()].map((k) => k.split("\u0000")).filter((ends) => ends.every((id) => most.has(id))).flat());
  const nodes = [...most].filter((id) => tied.has(id)).map((id, i, all) =>
    ({ id, n: weight.get(id), x: 400 + 240 * Math.cos((2 * Math.PI * i) / all.length), y: 260 + 180 * Math.sin((2 * Math.PI * i) / all.length) }));
  const at = new Map(nodes.map((n) => [n.id, n]));
  const edges = [...pairs].map(([k, n]) => [...k.split("\u0000").map((id) => at.get(id)), n]).filter(([a, b]) => a && b);
  if (nodes.length < 2) return null;
  for (let turn = 0; turn < 260; turn++) settle(nodes, edges, 12 * (1 - turn / 260));
  return h("figure", {}, s("svg", { class: "net", viewBox: "0 0 800 520", role: "img", "aria-label": `Who acted with whom: ${plural(nodes.length, "actor")}, ${plural(edges.length, "tie")}` },
    edges.map(([a, b, n]) => s("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, "stroke-width": Math.min(6, n), "stroke-opacity": 0.35 })),
    nodes.map((n) => s("circle", { class: `k-${record.actors[n.id].kind}`, cx: n.x, cy: n.y, r: radius(n), onclick: () => show("timeline", { actor: n.id }) }, s("title", {}, `${actorName(n.id)}: ${plural(n.n, "act")}`))),
    nodes.map((n) => s("text", { x: n.x, y: n.y - radius(n) - 4, "text-anchor": "middle" }, actorName(n.id)))),
    h("figcaption", { class: "note" }, "Who acts with whom, up to 28 actors: thicker lines are more acts together; persons have a colour of their own. Press a disc for its acts."));
}

const radius = (n) => 4 + Math.min(22, Math.sqrt(n.n) * 2.4);

function settle(nodes, edges, heat) {
  const push = new Map(nodes.map((n) => [n, [0, 0]]));
  const move = (n, dx, dy) => { const p = push.get(n); p[0] += dx; p[1] += dy; };
  nodes.forEach((a, i) => nodes.slice(i + 1).forEach((b) => {
    const dx = a.x - b.x || 0.1, dy = a.y - b.y || 0.1, d2 = dx * dx + dy * dy, near = radius(a) + radius(b) + 26, f = (38000 + (d2 < near * near ? 90000 : 0)) / d2;
    move(a, dx * f / 40, dy * f / 40); move(b, -dx * f / 40, -dy * f / 40);
  }));
  for (const [a, b] of edges) {
    const dx = b.x - a.x, dy = b.y - a.y, f = (Math.hypot(dx, dy) - 130) / 700;
    move(a, dx * f, dy * f); move(b, -dx * f, -dy * f);
  }
  for (const n of nodes) {
    const [dx, dy] = push.get(n), d = Math.hypot(dx, dy) || 1, m = Math.min(d, heat);
    n.x = Math.min(740, Math.max(60, n.x + (dx / d) * m + (400 - n.x) * 0.004));
    n.y = Math.min(500, Math.max(30, n.y + (dy / d) * m + (260 - n.y) * 0.006));
  }
}

function offices(actor) {
  const told = actor.offices.map((o) => [[o.title, o.organisation && actorName(o.organisation)].filter(Boolean).join(", "), o.evidence === "registry" ? "from the registry" : cited(o.evidence)]);
  return [...new Map(told.reverse())].reverse();
}

function actorRow(actor) {
  const spellings = actor.aliases.filter((a) => a !== actor.name);
  const summary = head(actor.kind.replaceAll("_", " "), actor.name,
    spellings.length ? `also: ${spellings.slice(0, 8).join(" · ")}${spellings.length > 8 ? " …" : ""}` : null,
    [actor.acts ? link(plural(actor.acts, "act"), () => show("timeline", { ...EMPTY, actor: actor.id })) : null, chip(word("sectors", actor.sector), "", `PLOVER sector ${actor.sector}`), chip(actor.country),
      chip((actor.member_of || []).length && `of ${names(actor.member_of)}`), offices(actor).slice(0, 4).map(([text, where]) => chip(text, "", where))]);
  return foldable(actor.id, summary, () => [h("p", { class: "note" }, actor.why),
    offices(actor).length > 4 ? h("ul", {}, offices(actor).map(([text, where]) => h("li", {}, text, " ", trail(where)))) : null,
    spellings.length > 8 ? h("p", {}, spellings.join(" · ")) : null,
    h("ul", {}, actor.evidence.map((e) => h("li", {}, quote(e), " ", trail(cited(e.report))))), stamp(actor)]);
}

function speakers(lines) {
  const found = new Map();
  for (const line of lines) for (const who of line.speakers.length ? line.speakers : [""]) found.set(who, [...(found.get(who) || []), line]);
  return [...found].sort((a, b) => b[1].length - a[1].length || (actorName(a[0]) < actorName(b[0]) ? -1 : 1));
}

function speakerRow([who, lines]) {
  const day = (line) => (line.when && (line.when.start || line.when.end)) || reportOf(line.content.report).start || "9";
  const row = foldable(`speaker:${who}`, head(plural(lines.length, "statement"), who ? actorName(who) : "not told who",
    quote(fullest(lines.map((l) => l.content))), null), () => [...lines].sort((a, b) => (day(a) < day(b) ? -1 : 1)).map(statementRow));
  return row;
}

function statementRow(line) {
  return h("section", { class: "row" }, head(dated(line.when) || printed(reportOf(line.content.report)), trail(line.cue, line.via ? ` · ${line.via}` : "", line.addressee.length ? ` · to ${names(line.addressee)}` : "", line.speakers.length > 1 ? ` · with others: ${names(line.speakers)}` : ""),
    quote(line.content),
    [chip(line.quoted && "in quotation marks"), chip(line.stance && line.stance !== "neutral" && `${line.stance}s${line.toward ? ` ${record.actors[line.toward] ? actorName(line.toward) : word("issues", line.toward)}` : ""}`), line.issues.map(issueChip), trail(cited(line.content.report))]));
}
