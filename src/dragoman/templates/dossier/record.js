// The record as data, and its words.
function unpacked({ shapes, words, data }) {
  // The way back from views/packing.py.
  const bare = [];
  const open = (x) => {
    if (typeof x === "string") return x[0] !== "~" ? x : x[1] === "~" ? x.slice(1) : words[x.slice(1)];
    if (!Array.isArray(x)) return x;
    const shape = x[0] && shapes[x[0] - 1], made = shape ? {} : [];
    for (let i = 1; i < x.length; i++) made[shape ? shape[i - 1] : i - 1] = open(x[i]);
    if (made.quote === 0) bare.push(made);
    return made;
  };
  const page = open(data);
  for (const e of bare) e.quote = stretch(page.reports[e.report], e.start, e.end);
  return page;
}

// Offsets count characters; a text with such as JavaScript counts twice is cut up once.
const points = (report) => (report.points ??= /[\u{10000}-\u{10ffff}]/u.test(report.text) ? [...report.text] : report.text);
const stretch = (report, start, end) => [points(report).slice(start, end)].flat().join("");

const record = unpacked(JSON.parse(document.getElementById("data").textContent));
const actorName = (id) => (record.actors[id] ? record.actors[id].name : id.replace(/^~/, "").replaceAll("-", " "));
const names = (ids) => (ids || []).map(actorName).join(", ");
const reportOf = (id) => record.reports[id] || { label: id, source: "", title: "", origins: [], text: "", parts: [] };
const laneOf = (type) => (record.labels.types[type] || { lane: "talks" }).lane;
const typeLabel = (type) => (record.labels.types[type] || { label: type }).label;
const word = (kind, code) => record.labels[kind][code] || String(code).replaceAll("_", " ");
for (const e of record.events) e.evidence = e.claims.flatMap((c) => c.evidence);
const events = new Map(record.events.map((e) => [e.id, e]));
const ledger = new Map(record.ledger.map((l) => [l.id, l]));
const differencesOf = new Map();
for (const d of record.divergences) differencesOf.set(d.entry, [...(differencesOf.get(d.entry) || []), d]);

function dated(when) {
  if (!when) return "";
  if (when.start && when.start === when.end) return when.start;
  if (when.edtf) {
    const about = when.edtf.includes("~") ? "about " : "";
    const ends = when.edtf.replaceAll(/[~?]/g, "").split("/");
    if (ends.length === 1) return about + ends[0] + (when.edtf.includes("?") ? "?" : "");
    return ends[0] === ".." ? `${about}until ${ends[1]}` : ends[1] === ".." ? `${about}from ${ends[0]}` : `${about}${ends[0]} to ${ends[1]}`;
  }
  return when.offset || when.text || "";
}
const printed = (report) => dated({ edtf: report.published, start: report.start, end: report.end });
const cited = (id) => [reportOf(id).label, printed(reportOf(id)) || "undated"].join(" · ");
const issueChip = (code) => chip(word("issues", code), "", `PA-X ${code}`);
const fullest = (evidence) => evidence.reduce((best, e) => (e.quote.length > best.quote.length ? e : best), evidence[0]);
const termsOf = (text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu));
function telling(event) {
  // Of several tellings the one that has most words in common with the others.
  if (event.claims.length < 3) return fullest(event.evidence);
  const told = event.claims.map((c) => fullest(c.evidence)).map((e) => [e, termsOf(e.quote)]);
  const shared = ([e, mine]) => told.reduce((sum, [o, theirs]) => sum + (o === e ? 0 : [...theirs].filter((w) => mine.has(w)).length / (theirs.size || 1)), 0);
  return told.map((x) => [shared(x), x[0]]).reduce((best, x) => (x[0] > best[0] ? x : best))[1];
}
const known = (when) => Boolean(when && (when.start || when.end));
const placeName = (where) => (where ? where.name : "");
const groupOf = (report) => (Object.entries(record.groups).find(([, sources]) => sources.includes(report.source)) || [""])[0];
const claimsOf = (ids) => (ids || []).map((id) => record.claims[id]).filter(Boolean);

function headline(event) {
  const who = names(event.actors) || "not told who";
  const to = names(event.recipients);
  return to ? `${who} → ${to}` : who;
}
