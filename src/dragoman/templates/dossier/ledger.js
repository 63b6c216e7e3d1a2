// What was undertaken and what became of it; agreements, rounds, and plans.
const FATE = { proposed: "--line", agreed: "--open", begun: "--begun", partly: "--begun", implemented: "--done",
  reversed: "--broken", not_implemented: "--broken", abandoned: "--broken", rejected: "--broken", unknown: "--line" };

function strip(history) {
  const width = 520, step = width / Math.max(history.length, 1);
  const text = history.map((t) => `${dated(t.as_of) || "undated"} ${record.labels.statuses[t.status] || t.status}`);
  return s("svg", { class: "strip", viewBox: `0 0 ${width} 34`, width, height: 34, role: "img", "aria-label": text.join("; then ") },
    history.map((t, i) => [
      s("rect", { x: i * step, y: 0, width: step - 2, height: 12, rx: 3, fill: `var(${FATE[t.status] || "--line"})` }, s("title", {}, t.why || "")),
      s("text", { x: i * step, y: 27 }, text[i].slice(0, Math.max(8, Math.floor(step / 6)))),
    ]));
}

function ledgerRow(line) {
  const summary = h("div", { class: "head" },
    h("span", { class: "date" }, dated(line.made) || "undated"),
    h("span", { class: "what" }, names(line.by) || "not told who", line.toward.length ? ` → ${names(line.toward)}` : ""),
    h("span", { class: "said" }, quote(line.what), strip(line.history)),
    h("span", { class: "chips" }, chip(record.labels.statuses[line.state] || line.state, "type"), line.flags.map((f) => chip(f === "silent_since" ? `silent since ${line.silent_since}` : f.replaceAll("_", " "), f === "silent_since" ? "" : "alert")),
      chip(known(line.due) && `due ${dated(line.due)}`), line.issues.map(issueChip)));
  return foldable(summary, () => h("div", {},
    h("p", { class: "note" }, line.why),
    h("ul", {}, line.history.map((t) => h("li", {}, `${dated(t.as_of) || "undated"}: ${record.labels.statuses[t.status] || t.status}. ${t.why} `,
      claimsOf(t.claims).map((c) => [quote(c.evidence[0]), " ", h("span", { class: "trail" }, reportOf(c.report).label), " "])))),
    line.later.length ? h("ul", {}, line.later.map((l) => h("li", {}, chip(l.relation.replaceAll("_", " ")), " ", l.why, " ", eventLink(l.entry)))) : null,
    line.accuser.length ? h("p", {}, `Said to be breached by: ${names(line.accuser)}`) : null,
    h("p", { class: "trail" }, line.id)));
}
const claimsOf = (ids) => (ids || []).map((id) => record.claims[id]).filter(Boolean);
const eventLink = (id) => {
  const event = record.events.find((e) => e.id === id);
  return event ? quote(fullest(event.evidence)) : null;
};

function foldedRow(line, title, facts, entries) {
  return h("section", { class: "row" }, h("div", { class: "head" },
    h("span", { class: "date" }, dated(line.when) || "undated"), h("span", { class: "what" }, title),
    h("span", { class: "chips" }, facts),
    h("span", { class: "said" }, line.why, h("ul", {}, (entries || []).map((id) => h("li", {}, eventLink(id)))))));
}
const placeName = (where) => (where ? (typeof where === "string" ? where : where.name) : "");
const agreementRow = (a) => foldedRow(a, a.name || names(a.parties), [chip(placeName(a.where)), chip(a.stage && `stage ${a.stage}`), chip(a.status),
  chip(a.parties.length && names(a.parties)), chip(a.mediators.length && `mediated by ${names(a.mediators)}`),
  Object.entries(a.fate).map(([status, n]) => chip(`${plural(n, "term")} ${record.labels.statuses[status] || status}`))], a.entries);
const roundRow = (r) => foldedRow(r, names(r.parties), [chip(placeName(r.where)), chip(r.mediators.length && `mediated by ${names(r.mediators)}`),
  chip(plural(r.entries.length, "meeting")), chip(r.outcomes.length && plural(r.outcomes.length, "agreement"))], [...r.entries, ...r.outcomes]);
const chainRow = (c) => foldedRow({ ...c, when: c.planned_for }, names(c.parties) || "not told who", [chip(`planned → ${c.outcome}`, c.outcome === "no report" ? "" : "type")],
  [c.plan, c.outcome_entry].filter(Boolean));
