// The record as data, and its words.
const record = JSON.parse(document.getElementById("data").textContent);
const actorName = (id) => (record.actors[id] ? record.actors[id].name : id.replace(/^~/, "").replaceAll("-", " "));
const names = (ids) => (ids || []).map(actorName).join(", ");
const reportOf = (id) => record.reports[id] || { label: id, source: "", text: "", parts: [] };
const laneOf = (type) => (record.labels.types[type] || { lane: "talks" }).lane;
const typeLabel = (type) => (record.labels.types[type] || { label: type }).label;

function dated(when) {
  if (!when) return "";
  if (when.start && when.start === when.end) return when.start;
  if (when.edtf) return when.edtf.replace("../", "until ").replace("/..", " on").replace("/", " to ");
  return when.offset || when.text || "";
}
const known = (when) => Boolean(when && (when.start || when.end));
const sortDay = (when) => (when && (when.start || when.end)) || "9999";

function headline(event) {
  const who = names(event.actors) || names(event.said_by) || "not told who";
  const to = names(event.recipients);
  return to ? `${who} → ${to}` : who;
}
