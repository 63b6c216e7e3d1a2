// The source text at the highlighted words.
const panel = document.getElementById("source");
let opener = null;

function quote(evidence, terms) {
  if (!evidence) return null;
  return h("a", { class: "cite", href: "#coverage", title: `Show in ${cited(evidence.report)}`, onclick: (e) => openSource(evidence, e) }, "“", worded(evidence.quote, terms), "”");
}

function worded(text, terms) {
  // Terms of the lexicon are marked where a source uses them; the words are the source's own.
  if (!terms || !terms.length) return text;
  const plain = new Map(terms.map(([term, kind, other]) => [term.toLowerCase(), `${kind}; plain: ${other}`]));
  const pattern = [...plain.keys()].sort((a, b) => b.length - a.length).map((t) => t.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/[\s-]+/g, "[\\s-]+"));
  const found = text.split(new RegExp(`(\\b(?:${pattern.join("|")})s?\\b)`, "gi"));
  const why = (piece) => plain.get(piece.toLowerCase()) || plain.get(piece.toLowerCase().replace(/s$/, "")) || "term of the lexicon";
  return found.map((piece, i) => (i % 2 ? h("em", { class: "loaded", title: why(piece) }, piece) : piece));
}

function pieces(report, spans, shown) {
  // The text cut at every part and span; `shown` makes what stands for a stretch.
  const cuts = new Set([0, points(report).length]);
  for (const span of [...spans, ...report.parts]) { cuts.add(span.start); cuts.add(span.end); }
  const marks = [...cuts].filter((c) => c >= 0 && c <= points(report).length).sort((a, b) => a - b);
  return marks.slice(0, -1).map((start, i) => {
    const end = marks[i + 1];
    const part = report.parts.find((p) => p.start <= start && start < p.end);
    const span = spans.find((x) => x.start <= start && end <= x.end);
    const words = stretch(report, start, end);
    if (span) return shown(span, words);
    return part && !["title", "body"].includes(part.part) ? h("span", { class: "away", title: part.part }, words) : words;
  });
}

function facts(report) {
  const date = printed(report);
  return h("div", { class: "facts" },
    report.title ? h("p", { class: "headline" }, report.title) : null,
    h("p", { class: "trail" }, [report.source || "publisher not stated", date ? `${date} (${word("bases", report.basis)})` : "undated", report.agency && `credits ${report.agency}`, report.url || report.origins[0]].filter(Boolean).join(" · ")),
    report.why ? h("p", { class: "trail" }, `Date: ${report.why}`) : null);
}

function openSource(evidence, event) {
  if (event) { event.preventDefault(); event.stopPropagation(); opener = event.currentTarget; }
  const report = reportOf(evidence.report);
  panel.replaceChildren(
    h("header", {}, h("h2", { id: "source-title" }, report.label), h("button", { class: "close", type: "button", onclick: closeSource }, "Close")),
    facts(report),
    h("div", { class: "text", lang: report.language || "en" }, pieces(report, [evidence], (_, words) => h("mark", {}, words))),
    trail(`characters ${evidence.start}–${evidence.end} · ${evidence.report}`));
  panel.hidden = false;
  panel.querySelector(".close").focus({ preventScroll: true });
  const mark = panel.querySelector("mark");
  if (mark) mark.scrollIntoView({ block: "center" });
}

function closeSource() {
  panel.hidden = true;
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
}
addEventListener("keydown", (e) => { if (e.key === "Escape" && !panel.hidden) closeSource(); });
addEventListener("click", (e) => { if (!panel.hidden && !panel.contains(e.target) && !e.target.closest(".cite")) panel.hidden = true; });
