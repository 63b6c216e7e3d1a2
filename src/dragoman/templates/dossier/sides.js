// What two sides say of one another and undertake, side by side: for whoever asks what is disputed between them.
const TOWARD = [["accuse", "ACCUSE"], ["demand", "REQUEST"], ["refuse", "REJECT"], ["threaten", "THREATEN"]];
const TOGETHER = [["met", "CONSULT"], ["agreed", "AGREE"]];
const OFFICIAL = new Set(["GOV", "MIL", "COP", "JUD", "LEG", "SPY"]);
const DENIAL = /\b(?:den(?:y|ies|ied|ying)|refut|reject|dismiss|contradict)/i;

function sideOf(id) {
  // A side acts and speaks by its members too, a state by its officials and agencies.
  const whole = record.actors[id] || {}, found = new Set([id]);
  const official = (a) => ["state", "government"].includes(whole.kind) && a.country && a.country === whole.country && OFFICIAL.has(a.sector);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const a of Object.values(record.actors)) if (official(a) || (a.member_of || []).some((m) => found.has(m))) found.add(a.id);
  }
  return found;
}

function sideLines(side, other) {
  // Rows of what a side says and undertakes: [what, lines].
  const of = (ids, whom) => (ids || []).some((id) => whom.has(id));
  const acts = record.events.filter((e) => e.modality !== "denied" && of(e.actors, side));
  const said = record.statements.filter((l) => of(l.speakers, side));
  const about = new Map();
  for (const line of said) for (const code of line.issues) about.set(code, [...(about.get(code) || []), line]);
  return new Map([...TOWARD.map(([what, type]) => [what, acts.filter((e) => e.type === type && (type !== "ACCUSE" || !e.recipients.length || of(e.recipients, other)))]),
    ["deny", [...record.events.filter((e) => e.modality === "denied" && of(e.said_by, side)), ...said.filter((l) => DENIAL.test(l.cue))]],
    ["undertake", record.ledger.filter((l) => of(l.by, side))], ...[...about].map(([code, lines]) => [`on ${word("issues", code)}`, lines])]);
}

function together(one, other) {
  // Acts that took place in which both have a part, whoever else has.
  const ends = (e, side) => [...e.actors, ...e.recipients].filter((id) => side.has(id));
  const both = record.events.filter((e) => ["occurred", "ongoing"].includes(e.modality) && ends(e, one).some((a) => ends(e, other).some((b) => a !== b)));
  return TOGETHER.map(([what, type]) => [what, passing(both.filter((e) => e.type === type))]);
}

function sideCell(lines, ids) {
  const own = (line) => line.content || line.what || telling(line);
  const day = (line) => ((w) => (known(w) ? w.end || w.start : reportOf(own(line).report).start || ""))(line.when || line.made);
  const who = (line) => names((line.speakers || line.by || line.actors).filter((a) => !ids.includes(a)));
  // Words inside longer ones of the same report are told once.
  const inside = (a, b) => a.report === b.report && a.start >= b.start && a.end <= b.end;
  const told = lines.filter((line, i) => !lines.some((other, j) => j !== i && inside(own(line), own(other)) && (j < i || !inside(own(other), own(line)))));
  const shown = [...told].sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0)).map((line) => h("p", {}, quote(own(line)), " ",
    trail([events.has(line.id) && known(line.when) && dated(line.when), who(line), line.state && word("statuses", line.state), cited(own(line).report)].filter(Boolean).join(" · ")), " ",
    events.has(line.id) ? link("act", () => jump(line.id)) : ledger.has(line.id) ? link("commitment", () => jump(line.id)) : null));
  return h("td", { class: lines.length ? null : "silent", colspan: ids.length }, lines.length ? shown.slice(0, 3) : "nothing told",
    shown.length > 3 ? h("details", { class: "more" }, h("summary", {}, `${shown.length - 3} more`), shown.slice(3)) : null);
}

function sidesTab() {
  const [one, other] = state.sides, [a, b] = [sideOf(one), sideOf(other)];
  const [left, right] = [sideLines(a, b), sideLines(b, a)].map((rows) => new Map([...rows].map(([what, lines]) => [what, passing(lines)])));
  const count = (what) => [left, right].map((rows) => (rows.get(what) || []).length);
  const first = [...TOWARD.map(([what]) => what), "deny", "undertake"];
  const issues = [...new Set([...left.keys(), ...right.keys()])].filter((what) => !first.includes(what))
    .sort((x, y) => Math.min(...count(y)) - Math.min(...count(x)) || Math.max(...count(y)) - Math.max(...count(x)) || (x < y ? -1 : 1));
  const rows = [...first, ...issues].filter((what) => Math.max(...count(what)))
    .map((what) => [h("th", { scope: "row" }, what), sideCell(left.get(what) || [], [one]), sideCell(right.get(what) || [], [other])]);
  const shared = together(a, b).filter(([, lines]) => lines.length).map(([what, lines]) => [h("th", { scope: "row" }, what), sideCell(lines, state.sides)]);
  const acting = Object.values(record.actors).filter((x) => x.acts || state.sides.includes(x.id)).sort((x, y) => y.acts - x.acts);
  const choose = (i) => h("th", { scope: "col" }, h("select", { "aria-label": i ? "the other side" : "one side", onchange: (e) => { state.sides[i] = e.target.value; render(); } },
    acting.map((x) => h("option", { value: x.id, selected: x.id === state.sides[i] }, x.name))));
  if (!one) return h("p", { class: "empty" }, "No act in the record has two parties.");
  return [h("p", { class: "note" }, "What reports tell that the two did together and that each says and undertakes, the latest first; members and officials count to their side. Choose others above the columns."),
    grid([h("span", { class: "hush" }, "they"), choose(0), choose(1)], [...shared, ...rows], "board sidelong")];
}
