// The source text at the highlighted words.
const panel = document.getElementById("source");
let opener = null;

function quote(evidence, shown) {
  if (!evidence) return null;
  const text = shown || evidence.quote;
  return h("button", { class: "cite", type: "button", title: `Show in ${reportOf(evidence.report).label}`, onclick: (e) => openSource(evidence, e) }, `“${text}”`);
}

function pieces(report, evidence) {
  const cuts = new Set([0, report.text.length, evidence.start, evidence.end]);
  for (const part of report.parts) { cuts.add(part.start); cuts.add(part.end); }
  const marks = [...cuts].filter((c) => c >= 0 && c <= report.text.length).sort((a, b) => a - b);
  return marks.slice(0, -1).map((start, i) => {
    const end = marks[i + 1];
    const words = report.text.slice(start, end);
    const part = report.parts.find((p) => p.start <= start && start < p.end);
    const away = part && !["title", "body"].includes(part.part);
    if (start >= evidence.start && end <= evidence.end) return h("mark", {}, words);
    return away ? h("span", { class: "away", title: part.part }, words) : words;
  });
}

function openSource(evidence, event) {
  if (event) { event.preventDefault(); event.stopPropagation(); opener = event.currentTarget; }
  const report = reportOf(evidence.report);
  const facts = [report.source, report.published, report.basis && `date ${report.basis}`, report.agency && `agency ${report.agency}`, report.url];
  panel.replaceChildren(
    h("header", {}, h("h2", { id: "source-title" }, report.label),
      h("p", { class: "trail" }, facts.filter(Boolean).join(" · "), report.why ? h("span", {}, h("br"), report.why) : null),
      h("button", { class: "close", type: "button", onclick: closeSource }, "Close")),
    h("div", { class: "text", lang: report.language || "en" }, pieces(report, evidence)),
    h("p", { class: "trail" }, `characters ${evidence.start}–${evidence.end} · ${evidence.report}`));
  panel.hidden = false;
  panel.querySelector(".close").focus({ preventScroll: true });
  const mark = panel.querySelector("mark");
  if (mark) mark.scrollIntoView({ block: "center" });
}

function closeSource() {
  panel.hidden = true;
  if (opener) opener.focus();
}
addEventListener("keydown", (e) => { if (e.key === "Escape" && !panel.hidden) closeSource(); });
