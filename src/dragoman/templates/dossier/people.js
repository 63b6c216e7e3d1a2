// Actors, their network, statements, reports and coverage.
function network() {
  // A fixed spring layout from a fixed start: the same picture every time.
  const weight = new Map(), pairs = new Map();
  for (const e of record.events) {
    const who = [...new Set([...e.actors, ...e.recipients, ...e.mediators])].filter((a) => record.actors[a]);
    who.forEach((a) => weight.set(a, (weight.get(a) || 0) + 1));
    who.forEach((a, i) => who.slice(i + 1).forEach((b) => { const k = [a, b].sort().join("\u0000"); pairs.set(k, (pairs.get(k) || 0) + 1); }));
  }
  const tied = new Set([...pairs.keys()].flatMap((k) => k.split("\u0000")));
  const nodes = [...weight].filter(([id]) => tied.has(id)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 28).map(([id, n], i, all) =>
    ({ id, n, x: 400 + 240 * Math.cos((2 * Math.PI * i) / all.length), y: 260 + 180 * Math.sin((2 * Math.PI * i) / all.length) }));
  const at = new Map(nodes.map((n) => [n.id, n]));
  const edges = [...pairs].map(([k, n]) => [...k.split("\u0000").map((id) => at.get(id)), n]).filter(([a, b]) => a && b);
  if (nodes.length < 2) return null;
  for (let turn = 0; turn < 260; turn++) settle(nodes, edges, 12 * (1 - turn / 260));
  return h("figure", {}, s("svg", { class: "net", viewBox: "0 0 800 520", role: "img", "aria-label": `Who acted with whom: ${plural(nodes.length, "actor")}, ${plural(edges.length, "tie")}` },
    edges.map(([a, b, n]) => s("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, "stroke-width": Math.min(6, n), "stroke-opacity": 0.35 })),
    nodes.map((n) => s("circle", { cx: n.x, cy: n.y, r: 4 + Math.sqrt(n.n) * 2.4 }, s("title", {}, `${actorName(n.id)}: ${plural(n.n, "act")}`))),
    nodes.map((n) => s("text", { x: n.x, y: n.y - 8 - Math.sqrt(n.n) * 2, "text-anchor": "middle" }, actorName(n.id)))),
    h("figcaption", { class: "note" }, "Who acts with whom, up to 28 actors; thicker lines are more acts together."));
}

function settle(nodes, edges, heat) {
  const push = new Map(nodes.map((n) => [n, [0, 0]]));
  const move = (n, dx, dy) => { const p = push.get(n); p[0] += dx; p[1] += dy; };
  nodes.forEach((a, i) => nodes.slice(i + 1).forEach((b) => {
    const dx = a.x - b.x || 0.1, dy = a.y - b.y || 0.1, d2 = dx * dx + dy * dy, f = 26000 / d2;
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

function actorRow(actor) {
  const spellings = actor.aliases.filter((a) => a !== actor.name);
  const summary = h("div", { class: "head" }, h("span", { class: "date" }, actor.kind.replace("_", " ")),
    h("span", { class: "what" }, actor.name),
    h("span", { class: "chips" }, chip(actor.country), chip(actor.sector, "", "PLOVER sector"), chip(plural(actor.acts, "act")),
      actor.offices.map((o) => chip([o.title, o.organisation].filter(Boolean).join(", "), "", o.evidence === "registry" ? "registry" : reportOf(o.evidence).label))),
    spellings.length ? h("span", { class: "said" }, `also: ${spellings.join(" · ")}`) : null);
  return foldable(summary, () => h("div", {}, h("p", { class: "note" }, actor.why),
    h("ul", {}, actor.evidence.slice(0, 12).map((e) => h("li", {}, quote(e), " ", h("span", { class: "trail" }, reportOf(e.report).label))))));
}

function statementRow(line) {
  return h("section", { class: "row" }, h("div", { class: "head" }, h("span", { class: "date" }, dated(line.when) || "undated"),
    h("span", { class: "what" }, `${names(line.speakers)} `, h("span", { class: "trail" }, `${line.cue}${line.via ? ` · ${line.via}` : ""}${line.addressee.length ? ` · to ${names(line.addressee)}` : ""}`)),
    h("span", { class: "said" }, quote(line.content)),
    h("span", { class: "chips" }, chip(line.quoted && "in quotation marks"), chip(line.stance), line.issues.map(issueChip),
      chip(reportOf(line.content.report).label))));
}

function coverageRow(row) {
  const all = row.sentences.length || 1;
  const share = (state) => row.sentences.filter((c) => c.state === state).length;
  const states = [["used", "used"], ["read, nothing found", "unfound"], ["not parsed", "unparsed"]];
  return foldable(h("div", { class: "head" }, h("span", { class: "date" }, reportOf(row.report).published || "undated"), h("span", { class: "what" }, reportOf(row.report).label),
    h("span", { class: "said" }, h("span", { class: "bar", role: "img", "aria-label": states.map(([state]) => `${share(state)} ${state}`).join(", ") },
      states.map(([state, look]) => h("span", { class: look, style: `width:${(100 * share(state)) / all}%` }))),
      states.map(([state]) => `${share(state)} ${state}`).join(" · "))),
  () => h("ul", {}, row.sentences.map((c) => h("li", {}, h("span", { class: "trail" }, `${c.state}: `), quote({ ...c, report: row.report })))));
}
const failureRow = (f) => h("section", { class: "row" }, h("div", { class: "head" }, h("span", { class: "date" }, "failed"), h("span", { class: "what" }, f.origin), h("span", { class: "said" }, `${f.why} ${f.advice}`)));
const questionRow = (q) => h("section", { class: "row" }, h("div", { class: "head" }, h("span", { class: "date" }, q.kind), h("span", { class: "what" }, q.why),
  h("span", { class: "said" }, h("ul", {}, claimsOf(q.claims).map((c) => h("li", {}, quote(c.evidence[0]), " ", h("span", { class: "trail" }, reportOf(c.report).label)))))));
