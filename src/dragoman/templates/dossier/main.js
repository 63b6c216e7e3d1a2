// Tabs, filters, and ways between them.
const main = document.getElementById("main");
const EMPTY = { text: "", actor: "", issue: "", place: "", source: "", group: "", from: "", to: "", fate: "", outcome: "", differ: "" };
const state = { tab: "timeline", sides: [...record.sides], ...EMPTY };

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const wordsOf = new WeakMap();
const people = (line) => ["actors", "recipients", "mediators", "hosts", "speakers", "by", "toward", "parties", "said_by"].flatMap((f) => line[f] || []);
const reportsOf = (line) => (line.claims || []).map((c) => (typeof c === "string" ? (record.claims[c] || {}).report : c.report));
function haystack(line) {
  if (!wordsOf.has(line)) {
    const evidence = [...(line.evidence || []), line.what, line.content].filter(Boolean);
    wordsOf.set(line, fold([line.name, line.type, ...people(line).map(actorName), ...evidence.map((e) => e.quote)].filter(Boolean).join(" ")));
  }
  return wordsOf.get(line);
}

// Parts of the record that only some filters mean anything to.
const ONLY = { actors: ["text", "source", "group"], coverage: ["text", "source", "group"], questions: [] };
const means = (key) => !ONLY[state.tab] || ONLY[state.tab].includes(key);

function passes(line) {
  const when = line.when || line.made || line.planned_for || {};
  return (!state.text || haystack(line).includes(fold(state.text)))
    && (!means("actor") || !state.actor || people(line).includes(state.actor))
    && (!means("issue") || !state.issue || (line.issues || []).includes(state.issue))
    && (!means("place") || !state.place || placeName(line.where) === state.place)
    && (!state.source || reportsOf(line).some((r) => reportOf(r).label === state.source))
    && (!state.group || reportsOf(line).some((r) => groupOf(reportOf(r)) === state.group))
    && (!means("from") || !state.from || (when.end || when.start || "") >= state.from)
    && (!means("to") || !state.to || (when.start || when.end || "9") <= `${state.to}~`);
}
const passing = (lines) => lines.filter(passes);

const TABS = {
  timeline: ["Timeline", () => record.events, () => { const e = passing(record.events); return [timeline(e), h("h2", {}, "Acts"), list(e, eventRow)]; }],
  ledger: ["Commitments", () => record.ledger, ledgerTab],
  agreements: ["Agreements", () => record.agreements, () => list(passing(record.agreements), agreementRow)],
  rounds: ["Talks and plans", () => [...record.rounds, ...record.chains], talksTab],
  differences: ["How sources differ", () => record.divergences, differenceTab],
  sides: ["Side by side", null, sidesTab],
  statements: ["Statements", () => record.statements, () => list(speakers(passing(record.statements)), speakerRow)],
  actors: ["Actors", () => Object.values(record.actors), () => [network(), list(passing(Object.values(record.actors)).sort((a, b) => b.acts - a.acts), actorRow)]],
  questions: ["Questions", () => record.questions, questionsTab],
  coverage: ["Reports", () => record.coverage, reportsTab],
};

function render() {
  for (const button of document.querySelectorAll(".tabs button")) {
    const on = button.dataset.tab === state.tab;
    button.setAttribute("aria-selected", on);
    button.tabIndex = on ? 0 : -1;
    if (on && button.offsetLeft + button.offsetWidth > button.parentElement.scrollLeft + button.parentElement.clientWidth) button.scrollIntoView({ block: "nearest", inline: "center" });
  }
  for (const field of document.querySelectorAll("#filters [name]")) field.parentElement.hidden = !means(field.name);
  document.getElementById("sieve").hidden = !means("text");
  main.replaceChildren(...[TABS[state.tab][2]()].flat(Infinity).filter(Boolean));
  const on = ["text", "actor", "issue", "place", "source", "group", "from", "to"].filter((key) => state[key] && means(key));
  document.getElementById("status").textContent = on.length ? `Filtered by ${on.map((key) => (key === "text" ? "words" : key)).join(", ")}: ${plural(passing(record.events).length, "act")} of ${record.events.length}.` : "";
}

function show(tab, changes) {
  Object.assign(state, changes || {}, { tab });
  const form = document.getElementById("filters");
  for (const field of form.querySelectorAll("[name]")) field.value = state[field.name];
  history.replaceState(null, "", `#${tab}`);
  panel.hidden = true;
  render();
  const top = document.getElementById("tabs").offsetTop;
  if (scrollY > top) scrollTo({ top, behavior: "instant" });
}

function jump(id) {
  // To an act, a commitment or an actor by its id, filters put aside.
  const [tab, found, row] = events.has(id) ? ["timeline", events.get(id), eventRow] : ledger.has(id) ? ["ledger", ledger.get(id), (line) => ledgerRow(line, axis())]
    : record.actors[id] ? ["actors", record.actors[id], actorRow] : [];
  if (!tab) return false;
  show(tab, EMPTY);
  if (!document.getElementById(id)) main.querySelector(".list").prepend(row(found));
  const opened = document.getElementById(id);
  opened.open = true;
  requestAnimationFrame(() => { opened.scrollIntoView({ block: "center", behavior: "instant" }); opened.querySelector("summary").focus({ preventScroll: true }); });
  return true;
}

function tabs() {
  const bar = document.getElementById("tabs");
  const ids = Object.keys(TABS);
  for (const id of ids) bar.append(h("button", { type: "button", role: "tab", "data-tab": id, "aria-controls": "main", onclick: () => show(id) }, `${TABS[id][0]} `, TABS[id][1] ? h("span", { class: "n" }, TABS[id][1]().length) : null));
  bar.addEventListener("keydown", (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const next = bar.querySelector(`[data-tab="${ids[(ids.indexOf(state.tab) + step + ids.length) % ids.length]}"]`);
    next.click();
    next.focus();
  });
}

function filters() {
  const form = document.getElementById("filters");
  const every = (values) => [...new Set(values.filter(Boolean))].sort((a, b) => a.localeCompare(b));
  const set = (key) => (e) => { state[key] = e.target.value.trim(); render(); };
  const select = (key, label, options) => (options.length ? h("label", {}, label, h("select", { name: key, onchange: set(key) }, h("option", { value: "" }, "all"), options.map(([v, t]) => h("option", { value: v }, t)))) : null);
  const same = (values) => every(values).map((v) => [v, v]);
  const acting = Object.values(record.actors).filter((a) => a.acts).map((a) => [a.id, a.name]).sort((a, b) => a[1].localeCompare(b[1]));
  const issues = every(record.events.flatMap((e) => e.issues)).map((code) => [code, word("issues", code)]).sort((a, b) => a[1].localeCompare(b[1]));
  const day = (key) => h("label", {}, key, h("input", { name: key, size: 10, placeholder: (record.standing[key === "from" ? "first" : "last"] || "2019-04").slice(0, 7), inputmode: "numeric", title: "2019, 2019-04 or 2019-04-09", onchange: set(key) }));
  add(form, {}, [h("label", {}, "words", h("input", { type: "search", name: "text", oninput: set("text") })),
    select("actor", "actor", acting), select("issue", "issue", issues),
    select("place", "place", same(record.events.map((e) => placeName(e.where)))), select("source", "source", same(Object.values(record.reports).map((r) => r.label))),
    select("group", "group", Object.keys(record.groups).map((g) => [g, g])), day("from"), day("to"), h("button", { type: "reset" }, "Clear")]);
  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("reset", () => { Object.assign(state, EMPTY); render(); });
  document.getElementById("sieve").open = innerWidth > 640;
}

function standing() {
  const { shared, conflicts, judged, unread, sentences } = record.standing;
  const facts_ = [[`${shared} of ${plural(record.events.length, "act")} told by two or more independent sources`, "timeline"],
    record.divergences.length ? [`${plural(record.divergences.length, "difference")} between sources, ${conflicts} in conflict`, "differences"] : null,
    record.questions.length ? [`${plural(record.questions.length, "question")} left open`, "questions"] : null,
    [judged ? `${plural(judged, "judgement")} by ${judged === 1 ? "a person" : "people"}` : "read by machine, nothing judged by a person yet", "questions"],
    [`${sentences - unread} of ${plural(sentences, "sentence")} parsed`, "coverage"]];
  const box = document.getElementById("standing");
  box.append(...facts_.filter(Boolean).map(([text, tab]) => h("span", {}, link(text, () => show(tab, EMPTY)))));
}

standing();
tabs();
filters();
let wide = innerWidth;
addEventListener("resize", () => { if (innerWidth !== wide && state.tab === "timeline") { wide = innerWidth; render(); } });
function arrive() {
  const at = decodeURIComponent(location.hash.slice(1));
  if (jump(at)) return;
  if (TABS[at]) state.tab = at;
  render();
}
addEventListener("hashchange", arrive);
arrive();
