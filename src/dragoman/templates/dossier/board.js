// One act as each of its independent sources tells it: fields down, sources across.
const FIELDS = { type: "kind of act", modality: "told as", actors: "who", recipients: "to whom", mediators: "mediated by", hosts: "hosted by",
  when: "when", where: "where", numbers: "numbers", issues: "about", said_by: "asserted by" };
const ACTORS = new Set(["actors", "recipients", "mediators", "hosts", "said_by", "by", "toward"]);

function value(claim, field) {
  const told = claim[field];
  if (!told) return "";
  if (field === "type") return typeLabel(told);
  if (field === "modality") return word("modalities", told);
  if (ACTORS.has(field)) return names(told);
  if (field === "when") return dated(told);
  if (field === "where") return told.name;
  if (field === "issues") return told.map((code) => word("issues", code)).join(", ");
  return field === "numbers" ? told.map((n) => n.text).join(", ") : told;
}

function tellers(event) {
  return event.sources.map((reports) => ({ reports, claims: event.claims.filter((c) => reports.includes(c.report)) }));
}

function sourceHead(source) {
  const [first, ...copies] = source.reports.map(reportOf);
  return h("th", { scope: "col" }, first.label, " ", chip(groupOf(first), "soft", "group that you declared"), h("br"), trail(printed(first) || "undated"),
    copies.length ? [h("br"), trail(`one source with ${plural(copies.length, "copy")}`.replace("copys", "copies"), ": ", copies.map((c) => `${c.label}, ${printed(c) || "undated"}`).join("; "))] : null);
}

function board(event, differs) {
  const sources = tellers(event), alone = sources.length === 1;
  const rows = Object.keys(FIELDS).filter((f) => event.claims.some((c) => value(c, f))).map((f) => boardRow(f, sources, differs.filter((d) => d.field === f)));
  const terms = differs.flatMap((d) => d.terms || []);
  const wording = differs.filter((d) => d.field === "words");
  rows.push([rowHead("in its words", wording, alone), ...sources.map((x) => h("td", {}, spoken(x, wording).map((e) => h("div", {}, quote(e, terms)))))]);
  if (record.quotes[event.id]) rows.push([rowHead("quotes", [], alone), ...sources.map((x) => h("td", {}, voices(x, event)))]);
  const rest = differs.filter((d) => !(d.field in FIELDS) && d.field !== "words");
  return [event.why ? h("p", { class: "note" }, event.why) : null,
    grid([h("span", { class: "hush" }, sources.length > 1 ? "as each source tells it" : ""), ...sources.map(sourceHead)], rows, "board"),
    rest.length ? rest.map(differCard) : null,
    h("details", { class: "more" }, h("summary", {}, "How it was read"), h("ul", { class: "trail" }, event.claims.map((c) => h("li", {}, `${cited(c.report)}: ${c.why || ""} ${c.rule} · confidence ${c.confidence}`))),
      event.judgements.length ? h("ul", { class: "trail" }, event.judgements.map((j) => h("li", {}, `${j.verdict}: ${j.why} (${j.by})`))) : null),
    judgeForm(event),
    stamp(event, `confidence ${event.confidence} · ${event.type} ${(event.mode || []).join(" ")}${event.cameo ? ` · CAMEO ${event.cameo}` : ""} · PLOVER ${event.plover_label || "–"}`)];
}

function spoken(source, wording) {
  // The words of a source, with those that follow where a marked term stands there; a stretch inside a longer one is told once.
  const wider = wording.flatMap((d) => d.values.flatMap((v) => v.evidence)).filter((e) => source.reports.includes(e.report));
  const all = [...source.claims.flatMap((c) => c.evidence), ...wider];
  const holds = (a, b) => a.report === b.report && a.start <= b.start && a.end >= b.end;
  const most = all.filter((e, i) => !all.some((other, j) => j !== i && holds(other, e) && (j < i || !holds(e, other))));
  return most.sort((a, b) => (a.report < b.report ? -1 : a.report > b.report ? 1 : a.start - b.start));
}

function rowHead(text, differs, alone, note) {
  const chips = differs.map((d) => h("div", {}, chip(word("differences", d.kind), d.kind === "conflict" ? "alert" : "soft", d.why)));
  return h("th", { scope: "row" }, text, alone ? null : chips, alone || differs.length || !note ? null : h("div", {}, trail(note)));
}

function boardRow(field, sources, differs) {
  // Parties that a source tells in several claims stand together; other values stand one below the other.
  const together = (x) => [names([...new Set(x.claims.flatMap((c) => c[field] || []))])];
  const each = (x) => [...new Set(x.claims.map((c) => value(c, field)))];
  const told = sources.map((x) => (ACTORS.has(field) ? together(x) : each(x)).filter(Boolean));
  const telling = told.filter((values) => values.length);
  const same = telling.length === sources.length && telling.every((values) => values.join() === telling[0].join());
  const apart = differs.some((d) => d.kind === "conflict" || d.kind === "precision");
  return [rowHead(FIELDS[field], differs, sources.length === 1, same ? "all agree" : `told by ${telling.length} of ${sources.length}`),
    ...told.map((values) => h("td", { class: values.length ? (apart ? "differs" : null) : "silent" }, values.length ? values.map((v) => h("div", {}, v)) : "not told"))];
}

function voices(source, event) {
  // Whom its reports quote on the act, and which of the parties, and of those whom others quote, they do not.
  const heard = (record.quotes[event.id] || []).find((x) => x.reports.some((r) => source.reports.includes(r)));
  if (!heard) return [];
  const times = (v) => [v.direct && `${v.direct} in own words`, v.indirect && `${v.indirect} reported`].filter(Boolean).join(", ");
  return [heard.quoted.length ? heard.quoted.map((v) => h("div", { title: v.evidence.map((e) => `“${e.quote}”`).join("\n") }, actorName(v.actor), " ", trail(times(v)))) : "nobody",
    heard.unquoted.length ? h("div", {}, trail(`not: ${names(heard.unquoted)}`)) : null];
}

function stamp(line, text) {
  return h("p", { class: "trail" }, h("a", { href: `#${line.id}` }, line.id), text ? ` · ${text}` : "");
}
