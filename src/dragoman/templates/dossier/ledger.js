// What was undertaken and what became of it, on one axis of time for all.
const STATES = ["implemented", "partly", "begun", "agreed", "proposed", "unknown", "reversed", "not_implemented", "abandoned", "rejected"];
const COURSE = ["proposed", "agreed", "begun", "partly"];
const FATE = { proposed: "--faint", agreed: "--open", begun: "--begun", partly: "--begun", implemented: "--done",
  reversed: "--broken", not_implemented: "--broken", abandoned: "--broken", rejected: "--broken", unknown: "--faint" };
const fate = (status) => `var(${FATE[status] || "--faint"})`;
const RELATION = { "carries out": "implemented", begins: "begun", undoes: "reversed", rejects: "rejected", "not carried out": "not_implemented" };

function axis() {
  // From the first undertaking to the last date due, as far as both lie near the corpus's own time.
  const days = record.ledger.flatMap((l) => [l.made, l.due, ...l.history.map((t) => t.as_of)]).filter(known).map((w) => w.start || w.end);
  const all = [...days, record.standing.first, record.standing.last].filter(Boolean).sort();
  const [first, last] = reach(time(all[0] || "2000-01-01"), time(all[all.length - 1] || "2000-12-31") + DAY, (own) => Math.max(365, own / 2));
  return { first, last, at: (day) => Math.max(0, Math.min(100, (100 * (time(day) - first)) / (last - first))) };
}

const actOf = new Map(record.events.flatMap((e) => e.claims.map((c) => [c.id, e])));
const dayOf = (when, report) => when.end || when.start || report.end || report.start;

function steps(line) {
  // What reports tell, and what later acts did, in order of time. An undated step stands at the day of its report.
  const told = line.history.map((t) => ({ day: dayOf(t.as_of, claimsOf(t.claims).length ? reportOf(claimsOf(t.claims)[0].report) : {}),
    status: t.status, text: word("statuses", t.status), claims: t.claims, why: t.why, act: t.claims.map((c) => actOf.get(c)).find(Boolean) }));
  const seen = new Set(told.map((x) => x.act));
  const acts = line.later.map((l) => [l, events.get(l.entry)]).filter(([, e]) => e && !seen.has(e)).map(([l, e]) => (
    { day: dayOf(e.when, {}), status: RELATION[l.relation], text: l.relation, act: e, why: `A later act: ${l.why}.` }));
  // Of one day, what was undertaken comes before what became of it.
  const rank = (x) => [x.day || "9", COURSE.includes(x.status) ? COURSE.indexOf(x.status) : COURSE.length];
  return [...told, ...acts].sort((a, b) => { const [i, m] = rank(a), [j, n] = rank(b); return i < j ? -1 : i > j ? 1 : m - n; });
}

function strip(line, time_) {
  const all = steps(line), shown = all.filter((x) => x.day), end = record.standing.last || "";
  const label = all.map((x) => `${x.day || "undated"} ${x.text}`).join("; then ");
  const from = known(line.made) ? line.made.start || line.made.end : (shown[0] || {}).day;
  if (!from) return null;
  const bar = (a, b, look, style) => h("span", { class: `fate ${look}`, style: `left:${time_.at(a)}%;width:${Math.max(0.6, time_.at(b) - time_.at(a))}%;${style}` });
  // From the undertaking to the first report its state holds as that tells it; silence follows reports and never leads them.
  const lead = shown.length && from < shown[0].day ? bar(from, shown[0].day, "", `--fate:${fate(shown.length > 1 ? shown[0].status : line.state)}`) : null;
  const parts = shown.map((x, i) => bar(x.day, (shown[i + 1] || { day: end || x.day }).day, i === shown.length - 1 && line.silent_since ? "quiet" : "", `--fate:${fate(i === shown.length - 1 ? line.state : x.status)}`));
  const dots = shown.map((x) => h("span", { class: x.act ? "dot act" : "dot", style: `left:${time_.at(x.day)}%;--fate:${fate(x.status)}`, title: `${x.day} ${x.text}: ${x.why}` }));
  const due = known(line.due) ? h("span", { class: "due", style: `left:${time_.at(line.due.end || line.due.start)}%`, title: `due ${dated(line.due)}` }) : null;
  return h("span", { class: "strip", role: "img", "aria-label": `${label}${due ? `; due ${dated(line.due)}` : ""}` }, lead, parts, due, dots);
}

function scale(time_) {
  const start = new Date(time_.first).toISOString().slice(0, 7);
  const gap = (time_.last - time_.first) * (innerWidth < 640 ? 0.22 : 0.07), years = [[time_.first, start]];
  for (const tick of ticks(time_.first, time_.last)) if (tick[0] - years[years.length - 1][0] > gap && time_.last - tick[0] > gap / 2) years.push(tick);
  return h("div", { class: "scale", "aria-hidden": "true" }, h("span", { class: "strip axis" }, years.map(([t, text]) => h("span", { style: `left:${time_.at(new Date(t).toISOString().slice(0, 10))}%` }, text))));
}

function ledgerRow(line, time_) {
  const flags = line.flags.map((f) => chip(f === "silent_since" ? `${word("flags", f)} ${line.silent_since}` : word("flags", f), ["silent_since", "renewed"].includes(f) ? "" : "alert"));
  const summary = head(dated(line.made),
    [h("span", { class: "kind", style: `--lane:${fate(line.state)}` }, word("statuses", line.state)), " ", names(line.by) || "not told who", line.toward.length ? ` → ${names(line.toward)}` : ""],
    [quote(line.what), strip(line, time_)],
    [chip(known(line.due) && `due ${dated(line.due)}`), flags, line.issues.map(issueChip), line.accuser.length ? chip(`breach alleged by ${names(line.accuser)}`, "alert") : null]);
  return foldable(line.id, summary, () => ledgerBody(line));
}

function ledgerBody(line) {
  const made = events.get(line.made_in);
  return [h("p", { class: "note" }, line.why),
    made ? h("p", {}, trail("undertaken in: "), entryLink(made.id)) : null,
    h("ol", { class: "steps" }, steps(line).map((x) => h("li", { style: `--fate:${fate(x.status)}` }, h("b", {}, `${x.day || "undated"} ${x.text}`), " ", trail(x.why),
      x.act ? h("div", {}, entryLink(x.act.id), " ", trail([...new Set(x.act.claims.map((c) => cited(c.report)))].join("; ")))
        : claimsOf(x.claims).map((c) => h("div", {}, quote(c.evidence[0]), " ", trail(cited(c.report))))))),
    line.later.filter((l) => !events.has(l.entry)).map((l) => h("p", {}, `${l.relation}: ${l.why}`)),
    line.renews ? h("p", {}, "Makes an earlier undertaking anew: ", termLink(line.renews)) : null,
    line.renewed_by ? h("p", {}, "Made anew later: ", termLink(line.renewed_by)) : null,
    (differencesOf.get(line.id) || []).map(differCard),
    stamp(line)];
}

function termLink(id) {
  const line = ledger.get(id);
  return line ? h("span", { class: "term" }, h("span", { class: "kind", style: `--lane:${fate(line.state)}` }, word("statuses", line.state)), " ", quote(line.what), " ", link("commitment", () => jump(id))) : null;
}

function ledgerTab() {
  const time_ = axis();
  const found = passing(record.ledger).filter((l) => !state.fate || l.state === state.fate);
  return [shares(counted(record.ledger, (l) => l.state, STATES), "fate", fate, (code) => word("statuses", code)),
    h("p", { class: "legend" }, h("span", {}, h("i", { class: "tick" }), "date due"), h("span", {}, h("i", { class: "done" }), "a report tells its state"), h("span", {}, h("i", { class: "diamond" }), "a later act bears on it"), h("span", {}, h("i", { class: "hatch" }), "no later report speaks of it")),
    found.length ? scale(time_) : null, list(found, (line) => ledgerRow(line, time_))];
}
