// Acts, and how each source tells them.
const FIELDS = ["type", "modality", "actors", "recipients", "mediators", "hosts", "when", "where", "numbers", "said_by"];
const ACTORS = new Set(["actors", "recipients", "mediators", "hosts", "said_by"]);

function value(claim, field) {
  const told = claim[field];
  if (ACTORS.has(field)) return names(told);
  if (field === "when") return dated(told);
  if (field === "where") return told ? told.name : "";
  if (field === "numbers") return (told || []).map((n) => n.text).join(", ");
  return told || "";
}

function eventRow(event) {
  const lane = `--lane: var(--${laneOf(event.type)})`;
  const differs = record.divergences.filter((d) => d.entry === event.id);
  const summary = h("div", { class: "head", id: `e-${event.id}` },
    h("span", { class: "date" }, dated(event.when) || "undated"),
    h("span", { class: "what" }, headline(event)),
    h("span", { class: "said" }, quote(fullest(event.evidence))),
    h("span", { class: "chips" },
      h("span", { class: `chip type ${event.modality}`, style: lane, title: event.type }, typeLabel(event.type)),
      event.modality === "occurred" ? null : chip(event.modality, event.modality),
      chip(event.where && event.where.name, "", "place"), chip(event.mediators.length && `mediated by ${names(event.mediators)}`),
      chip(event.hosts.length && `hosted by ${names(event.hosts)}`), chip(event.said_by.length && `said by ${names(event.said_by)}`),
      event.issues.map(issueChip),
      chip(event.reports > 1 && `${plural(event.reports, "report")}, ${event.independent} independent`),
      differs.length ? chip(plural(differs.length, "difference"), "alert") : null));
  return foldable(summary, () => board(event, differs));
}

function board(event, differs) {
  const claims = event.claims;
  const used = FIELDS.filter((f) => claims.some((c) => value(c, f)));
  const cell = (claim, field) => {
    const text = value(claim, field);
    const apart = differs.some((d) => d.field === field) && text;
    return h("td", { class: apart ? "differs" : null }, text);
  };
  const rows = claims.map((c) => [reportOf(c.report).label, ...used.map((f) => cell(c, f)),
    h("span", {}, c.evidence.map((e) => h("div", {}, quote(e)))), h("span", { class: "trail" }, `${c.why} `, h("br"), `${c.rule} · ${c.confidence}`)]);
  return h("div", {},
    event.why ? h("p", { class: "note" }, event.why) : null,
    differs.length ? differences(differs) : null,
    grid(["source", ...used.map((f) => f.replace("_", " ")), "words", "how it was read"], rows),
    event.judgements.length ? h("details", {}, h("summary", { class: "trail" }, plural(event.judgements.length, "judgement")),
      h("ul", { class: "trail" }, event.judgements.map((j) => h("li", {}, `${j.verdict}: ${j.why} (${j.by})`)))) : null,
    judgeForm(event),
    h("p", { class: "trail" }, `${event.id} · confidence ${event.confidence} · ${event.type} ${event.mode.join(" ")} ${event.cameo ? `· CAMEO ${event.cameo}` : ""} · PLOVER ${event.plover_label || "–"}`));
}

// What cannot both be true comes first, what is only left out last.
const KINDS = ["conflict", "wording", "precision", "omission"];

function differences(found) {
  const rows = [...found].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)).map((d) => [
    h("span", {}, h("b", {}, d.field.replace("_", " ")), h("br"), chip(d.kind, d.kind === "conflict" ? "alert" : "")),
    d.values.map((v) => h("div", {}, h("span", {}, shownValue(d.field, v.value)), h("span", { class: "trail" }, ` — ${v.sources.map(sourceLabel).join(", ")} `), v.evidence.slice(0, 1).map((e) => quote(e)))),
    h("span", { class: "trail" }, d.why)]);
  return grid(["on", "what each source tells", "why it is shown"], rows);
}
const sourceLabel = (source) => (record.reports[source] ? record.reports[source].label : source);
const shownValue = (field, text) => (ACTORS.has(field) ? names(text.split(/[,;] ?/)) : text || "not told");

function reveal(id) {
  const box = document.querySelector("#main .list");
  const event = record.events.find((e) => e.id === id);
  let head = document.getElementById(`e-${id}`);
  if (!head && box && event) { box.prepend(eventRow(event)); head = document.getElementById(`e-${id}`); }
  if (!head) return;
  const row = head.closest("details");
  row.open = true;
  row.scrollIntoView({ block: "center" });
  row.querySelector("summary").focus({ preventScroll: true });
}

function differRow(group) {
  const event = record.events.find((e) => e.id === group.entry);
  const title = event ? `${dated(event.when) || "undated"} · ${headline(event)} · ${typeLabel(event.type)}` : group.entry;
  return h("section", { class: "row" }, h("h3", {}, title), differences(group.differs));
}
