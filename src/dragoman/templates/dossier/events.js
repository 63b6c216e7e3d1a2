// Acts as rows.
function eventRow(event, before) {
  const lane = `--lane: var(--${laneOf(event.type)})`;
  const differs = differencesOf.get(event.id) || [];
  const differing = differs.filter((d) => d.kind !== "omission").length;
  const aside = event.modality === "occurred" ? null : chip(word("modalities", event.modality), event.modality);
  const outlets = [...new Set(event.claims.map((c) => reportOf(c.report).label))];
  const summary = head(dated(event.when),
    [h("span", { class: "kind", style: lane }, typeLabel(event.type)), " ", headline(event), " ", aside],
    quote(telling(event)),
    [chip(event.where && event.where.name, "", "place"), chip(event.mediators.length && `mediated by ${names(event.mediators)}`),
      chip(event.hosts.length && `hosted by ${names(event.hosts)}`), chip(event.said_by.length && `according to ${names(event.said_by)}`),
      event.issues.map(issueChip),
      h("span", { class: "tellers" }, outlets.slice(0, 3).join(", "), outlets.length > 3 ? ` and ${outlets.length - 3} more` : "",
        event.reports > 1 ? ` · ${plural(event.reports, "report")}, ${event.independent} independent` : ""),
      chip(event.independent > 1 && record.alone[event.id] && `told by ${record.alone[event.id]} alone`, "soft"),
      differing ? chip(plural(differing, "difference"), differs.some((d) => d.kind === "conflict") ? "alert" : "soft") : null]);
  return foldable(`${before || ""}${event.id}`, summary, () => board(event, differs));
}

function entryLink(id) {
  // Words that lead to the act, on the timeline page.
  const event = events.get(id);
  return event ? h("span", {}, quote(telling(event)), " ", link("act", () => jump(id))) : null;
}
