// The register of agreements, rounds of talks, and plans with their outcome.
const OUTCOMES = ["held", "begun", "moved", "postponed", "cancelled", "not held", "no report"];
const TURN = { held: "var(--done)", begun: "var(--begun)", moved: "var(--dispute)", postponed: "var(--dispute)", cancelled: "var(--broken)", "not held": "var(--broken)", "no report": "var(--open)" };

function agreementRow(a) {
  return h("section", { class: "row", id: `agreement:${a.id}` }, head(dated(a.when), [a.name || names(a.parties)],
    [entryLink(a.entries[0] || a.id),
      a.terms.length ? h("ul", { class: "terms" }, a.terms.map((id) => h("li", {}, termLink(id)))) : h("p", { class: "trail" }, "No undertaking in it is told.")],
    [chip(names(a.parties)), chip(a.mediators.length && `mediated by ${names(a.mediators)}`), chip(placeName(a.where), "", "place"),
      chip(`stage: ${word("stages", a.stage)}`, "", `PA-X stage ${a.stage}. ${a.why}`), chip(a.status, "", "PA-X status"), a.issues.map(issueChip)]));
}

function roundRow(r) {
  const part = (title, ids) => (ids.length ? [h("p", { class: "trail" }, title), h("ul", {}, ids.map((id) => h("li", {}, entryLink(id))))] : null);
  return h("section", { class: "row" }, head(dated(r.when), names(r.parties), [part("meetings", r.entries), part("what came out of it", r.outcomes)],
    [chip(placeName(r.where), "", "place"), chip(r.mediators.length && `mediated by ${names(r.mediators)}`), chip(r.hosts.length && `hosted by ${names(r.hosts)}`), trail(r.why)]));
}

function chainRow(c) {
  const plan = events.get(c.plan), after = events.get(c.outcome_entry);
  const end = (title, event, otherwise) => h("div", { class: "side" }, h("p", { class: "trail" }, title, event ? ` ${dated(event.when) || "undated"}` : ""), event ? h("p", {}, entryLink(event.id)) : h("p", { class: "trail" }, otherwise));
  return h("section", { class: "row" }, head(dated(c.planned_for) || (plan && dated(plan.when)),
    [h("span", { class: "kind", style: `--lane:${TURN[c.outcome] || "var(--open)"}` }, c.outcome), " ", names(c.parties) || "not told who", plan ? trail(` ${typeLabel(plan.type)}`) : null],
    h("div", { class: "sides" }, end(plan && plan.modality !== "occurred" ? word("modalities", plan.modality) : "agreed", plan, ""), h("div", { class: "arrow", "aria-hidden": "true" }, "→"), end("reported", after, "no report of it")), [trail(c.why)]));
}

function talksTab() {
  const found = passing(record.chains).filter((c) => !state.outcome || c.outcome === state.outcome);
  return [h("h2", {}, "Rounds of talks"), list(passing(record.rounds), roundRow, "No round of talks passes these filters."),
    h("h2", {}, "Plans and what became of them"),
    record.chains.length ? shares(counted(record.chains, (c) => c.outcome, OUTCOMES), "outcome", (o) => TURN[o] || "var(--open)", (o) => o) : null,
    list(found, chainRow, "No plan passes these filters.")];
}
