// What of each report was used, what could not be read, and what is left to a person.
const COVERED = [["used", "used"], ["read, nothing found", "unfound"], ["not parsed", "unparsed"]];

function coverageRow(row) {
  const report = reportOf(row.report), all = row.sentences.length || 1;
  const share = (state_) => row.sentences.filter((c) => c.state === state_).length;
  const summary = head(printed(report), report.source ? [report.source, report.title ? trail(` ${report.title}`) : null] : report.label,
    [h("span", { class: "bar", role: "img", "aria-label": COVERED.map(([name]) => `${share(name)} ${name}`).join(", ") }, COVERED.map(([name, look]) => h("span", { class: look, style: `width:${(100 * share(name)) / all}%` }))),
      trail(COVERED.filter(([name]) => share(name)).map(([name]) => `${share(name)} ${name}`).join(" · "))],
    [chip(word("bases", report.basis), "", report.why), chip(report.source ? "" : "publisher not stated"), chip(report.agency && `credits ${report.agency}`)]);
  const look = new Map(COVERED);
  return foldable(row.report, summary, () => [facts(report), h("div", { class: "text", lang: report.language || "en" }, pieces(report, row.sentences, (span, words) => h("span", { class: `read ${look.get(span.state)}`, title: span.state }, words))), trail(row.report)]);
}
const failureRow = (f) => h("section", { class: "row" }, head("failed", f.origin.split("/").pop(), `${f.why} ${f.advice}`));

function reportsTab() {
  const day = (row) => reportOf(row.report).start || reportOf(row.report).end || "9";
  const rows = record.coverage.filter((row) => (!state.source || reportOf(row.report).label === state.source) && (!state.group || groupOf(reportOf(row.report)) === state.group) && (!state.text || fold(reportOf(row.report).text).includes(fold(state.text))));
  return [h("p", { class: "legend" }, h("span", {}, h("i", { class: "box used" }), "used"), h("span", {}, h("i", { class: "box unfound" }), "read, nothing found"), h("span", {}, h("i", { class: "box unparsed" }), "not parsed")),
    list(rows.sort((a, b) => (day(a) < day(b) ? -1 : 1)), coverageRow),
    record.failures.length ? [h("h2", {}, "Could not be read"), list(record.failures, failureRow)] : null,
    h("p", { class: "trail" }, `Read with version ${record.standing.version || "not noted"}; `, Object.entries(record.standing.digests).map(([room, digest]) => `${room} ${digest}`).join(" · "))];
}

function questionRow(q) {
  return h("section", { class: "row" }, head(q.kind, "The same, or two?", [
    h("div", { class: "sides" }, claimsOf(q.claims).map((c, i) => h("div", { class: "side" }, h("p", { class: "trail" }, cited(c.report)), h("p", {}, quote(c.evidence[0])),
      events.has(q.entries[i]) || ledger.has(q.entries[i]) ? link("open", () => jump(q.entries[i])) : null))), pairForm(q.claims)], [trail(`What the rules saw: ${q.why}.`)]));
}

function judgedRow(j) {
  return h("section", { class: "row" }, head((j.at || "").slice(0, 10), [h("span", { class: "kind" }, j.verdict), " ", j.field ? `${j.field} = ${j.value}` : "", trail(` ${j.by}`)],
    [j.why, h("ul", {}, claimsOf(j.claims).map((c) => h("li", {}, quote(c.evidence[0]), " ", trail(cited(c.report))))), undoForm(j)]));
}

function questionsTab() {
  return [h("p", { class: "note" }, "Pairs that look alike, and that the rules could not decide. They are kept apart until a person judges; the answer outranks every rule and survives new reports."),
    list(record.questions, questionRow, "No pair was left undecided."),
    h("h2", {}, "Judged by a person"), list(record.judged, judgedRow, "No one has judged anything in this record yet: all of it is read by rules and a language model.")];
}
