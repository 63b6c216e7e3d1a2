// Where sources differ, side by side.
const KINDS = ["conflict", "wording", "precision", "omission"];
const HUES = { conflict: "var(--force)", wording: "var(--state)", precision: "var(--talks)", omission: "var(--open)" };
const sourceLabel = (source) => (record.reports[source] ? cited(source) : source);
const DECODED = { when: (edtf) => dated({ edtf }), due: (edtf) => dated({ edtf }), made: (edtf) => dated({ edtf }), type: typeLabel, modality: (code) => word("modalities", code), issues: (code) => word("issues", code) };
const shownValue = (field, text) => (DECODED[field] ? text.split(", ").map(DECODED[field]).join(", ") : text);

function sides(difference) {
  // Sources that tell the same stand in one column; those that tell nothing stand last.
  const found = new Map();
  for (const v of difference.values) {
    // Of a difference in wording, those who use none of the marked words stand together too.
    const wording = difference.kind === "wording", plain = wording && ![v.value, ...v.evidence.map((e) => e.quote)].some((text) => uses(text, difference.terms));
    const key = plain ? "plain" : wording ? v.sources.join() + v.value : v.value.toLowerCase();
    const first = v.evidence.find((e) => wording && !plain && uses(e.quote, difference.terms)) || v.evidence[0];
    const side = found.get(key) || { value: v.value, sources: [], evidence: [] };
    side.sources.push(...v.sources);
    if (first && !side.evidence.some((e) => plain && e.quote === first.quote)) side.evidence.push(first);
    found.set(key, side);
  }
  return [...found.values()].sort((a, b) => (a.value === "") - (b.value === ""));
}

const uses = (text, terms) => terms.some(([term]) => text.toLowerCase().includes(term.toLowerCase()));

function tellersOf(side) {
  const all = [...new Set(side.sources.map(sourceLabel))];
  return h("p", { class: "trail", title: all.join("\n") }, all.slice(0, 6).join(", "), all.length > 6 ? ` and ${all.length - 6} more` : "");
}

function differCard(difference) {
  const wording = difference.kind === "wording";
  return h("div", { class: "differ" },
    h("p", {}, h("b", {}, FIELDS[difference.field] || difference.field.replaceAll("_", " ")), " ", chip(word("differences", difference.kind), difference.kind === "conflict" ? "alert" : "soft"), " ", trail(difference.why)),
    h("div", { class: "sides" }, sides(difference).map((side) => h("div", { class: side.value ? "side" : "side silent" },
      wording ? null : h("p", { class: "told" }, side.value ? shownValue(difference.field, side.value) : "not told"),
      tellersOf(side),
      side.evidence.slice(0, 6).map((e) => h("p", {}, quote(e, difference.terms)))))),
    record.split[difference.id] ? h("p", { class: "trail" }, "Runs between your groups: ", record.split[difference.id].map((g) => `${g.group}: ${shownValue(difference.field, g.values[0]) || "not told"}`).join(" · ")) : null);
}

function differing() {
  const chosen = record.divergences.filter((d) => !state.differ || d.kind === state.differ);
  const groups = new Map();
  for (const d of chosen) groups.set(d.entry, [...(groups.get(d.entry) || []), d]);
  const rank = (group) => Math.min(...group.differs.map((d) => KINDS.indexOf(d.kind)));
  return [...groups].map(([entry, differs]) => ({ entry, differs: [...differs].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)) }))
    .filter((group) => passes(events.get(group.entry) || ledger.get(group.entry) || {}))
    .sort((a, b) => rank(a) - rank(b));
}

function differTitle(entry) {
  const event = events.get(entry), line = ledger.get(entry);
  const actor = Object.values(record.actors).find((a) => a.entry === entry);
  if (event) return [dated(event.when) || "undated", [h("span", { class: "kind", style: `--lane: var(--${laneOf(event.type)})` }, typeLabel(event.type)), " ", headline(event), " ", link("act", () => jump(entry))]];
  if (line) return [dated(line.made) || "undated", [names(line.by) || "not told who", " ", link("commitment", () => jump(entry))]];
  return actor ? [actor.kind.replaceAll("_", " "), actor.name] : ["", entry];
}

function differRow(group) {
  const [date, title] = differTitle(group.entry);
  return h("section", { class: "row" }, head(date, title, null, null), h("div", { class: "body" }, group.differs.map(differCard)));
}

function differenceTab() {
  const bar = shares(counted(record.divergences, (d) => d.kind, KINDS), "differ", (kind) => HUES[kind], (kind) => word("differences", kind));
  return [record.divergences.length ? bar : null, h("p", { class: "note" }, "Only sources that do not copy one another are compared. No outlet gets a score; marked words are terms of a written lexicon, shown with a plain counterpart."),
    list(differing(), differRow, "No two independent sources differ on anything that passes these filters.")];
}
