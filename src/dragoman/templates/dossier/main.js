// Tabs and filters.
const main = document.getElementById("main");
const state = { tab: "timeline", text: "", actor: "", issue: "", place: "", source: "", from: "", to: "" };

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = new WeakMap();
function haystack(line) {
  if (!wordsOf.has(line)) {
    const evidence = [...(line.evidence || []), line.what, line.content].filter(Boolean);
    const who = ["actors", "recipients", "mediators", "hosts", "speakers", "by", "toward", "parties", "said_by"].flatMap((f) => line[f] || []);
    wordsOf.set(line, fold([line.name, line.type, line.origin, ...who.map(actorName), ...evidence.map((e) => e.quote)].filter(Boolean).join(" ")));
  }
  return wordsOf.get(line);
}
const people = (line) => ["actors", "recipients", "mediators", "hosts", "speakers", "by", "toward", "parties", "said_by"].flatMap((f) => line[f] || []);
const reportsOf = (line) => (line.claims || []).map((c) => (typeof c === "string" ? (record.claims[c] || {}).report : c.report));

function passes(line) {
  const when = line.when || line.made || {};
  return (!state.text || haystack(line).includes(fold(state.text)))
    && (!state.actor || people(line).includes(state.actor) || line.id === state.actor)
    && (!state.issue || (line.issues || []).includes(state.issue))
    && (!state.place || placeName(line.where) === state.place)
    && (!state.source || reportsOf(line).some((r) => reportOf(r).source === state.source))
    && (!state.from || (when.end || when.start || "") >= state.from)
    && (!state.to || (when.start || when.end || "9") <= `${state.to}~`);
}
const passing = (lines) => lines.filter(passes);

function differing() {
  const groups = new Map();
  for (const d of record.divergences) groups.set(d.entry, [...(groups.get(d.entry) || []), d]);
  const byId = new Map(record.events.map((e) => [e.id, e]));
  return [...groups].map(([entry, differs]) => ({ entry, differs })).filter((g) => passes(byId.get(g.entry) || {}));
}

const TABS = {
  timeline: ["Timeline", () => record.events, () => { const e = passing(record.events); return [timeline(e), h("h2", {}, "Acts"), list(e, eventRow)]; }],
  ledger: ["Commitments", () => record.ledger, () => list(passing(record.ledger), ledgerRow)],
  agreements: ["Agreements", () => record.agreements, () => list(passing(record.agreements), agreementRow)],
  rounds: ["Rounds and plans", () => [...record.rounds, ...record.chains], () => [h("h2", {}, "Rounds of talks"), list(passing(record.rounds), roundRow, "No round of talks passes these filters."),
    h("h2", {}, "Plans and what became of them"), list(record.chains, chainRow, "No plan is told.")]],
  actors: ["Actors", () => Object.values(record.actors), () => [network(), list(passing(Object.values(record.actors)), actorRow)]],
  differences: ["How sources differ", () => record.divergences, () => list(differing(), differRow, "No two independent sources differ on an act that passes these filters.")],
  statements: ["Statements", () => record.statements, () => list(passing(record.statements), statementRow)],
  coverage: ["Coverage", () => record.coverage, () => [list(record.coverage, coverageRow), record.failures.length ? [h("h2", {}, "Could not be read"), list(record.failures, failureRow)] : null,
    h("h2", {}, "Questions left open"), list(record.questions, questionRow, "No pair of claims was left undecided.")]],
};

function render() {
  for (const button of document.querySelectorAll(".tabs button")) {
    const on = button.dataset.tab === state.tab;
    button.setAttribute("aria-selected", on);
    button.tabIndex = on ? 0 : -1;
  }
  main.replaceChildren(...[TABS[state.tab][2]()].flat().filter(Boolean));
  document.getElementById("status").textContent = Object.entries(state).some(([k, v]) => k !== "tab" && v) ? `Filtered: ${plural(passing(record.events).length, "act")} of ${record.events.length}` : "";
}

function tabs() {
  const bar = document.getElementById("tabs");
  const ids = Object.keys(TABS);
  for (const id of ids) bar.append(h("button", { type: "button", role: "tab", "data-tab": id, "aria-controls": "main",
    onclick: () => { state.tab = id; history.replaceState(null, "", `#${id}`); render(); } }, `${TABS[id][0]} `, h("span", { class: "n" }, TABS[id][1]().length)));
  bar.addEventListener("keydown", (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const next = ids[(ids.indexOf(state.tab) + step + ids.length) % ids.length];
    bar.querySelector(`[data-tab="${next}"]`).click();
    bar.querySelector(`[data-tab="${next}"]`).focus();
  });
}

function filters() {
  const form = document.getElementById("filters");
  const every = (values) => [...new Set(values.filter(Boolean))].sort((a, b) => a.localeCompare(b));
  const set = (key) => (e) => { state[key] = e.target.value; render(); };
  const select = (key, label, options) => h("label", {}, label, h("select", { name: key, onchange: set(key) }, h("option", { value: "" }, "all"), options.map(([v, t]) => h("option", { value: v }, t))));
  const same = (values) => every(values).map((v) => [v, v]);
  const acting = Object.values(record.actors).filter((a) => a.acts).map((a) => [a.id, a.name]).sort((a, b) => a[1].localeCompare(b[1]));
  form.append(
    h("label", {}, "words", h("input", { type: "search", name: "text", oninput: set("text") })),
    select("actor", "actor", acting), select("issue", "issue", same(record.events.flatMap((e) => e.issues))),
    select("place", "place", same(record.events.map((e) => placeName(e.where)))), select("source", "source", same(Object.values(record.reports).map((r) => r.source))),
    h("label", {}, "from", h("input", { type: "date", name: "from", onchange: set("from") })), h("label", {}, "to", h("input", { type: "date", name: "to", onchange: set("to") })),
    h("button", { type: "reset" }, "Clear"));
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("reset", () => { for (const key of Object.keys(state)) if (key !== "tab") state[key] = ""; render(); });
}

tabs();
filters();
if (TABS[location.hash.slice(1)]) state.tab = location.hash.slice(1);
render();
