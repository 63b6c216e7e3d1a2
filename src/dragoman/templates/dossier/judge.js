// On the live page a person can judge; the dossier on disk only shows what was judged.
function judgeForm(event) {
  if (!record.token) return null;
  const claims = event.claims.map((c) => c.id);
  const field = (name, attributes) => h("input", { name, required: true, ...attributes });
  const form = h("form", { method: "post", action: "/judge", class: "filters" },
    h("input", { type: "hidden", name: "token", value: record.token }),
    h("label", {}, "claim", h("select", { name: "one" }, claims.map((c) => h("option", { value: c }, c)))),
    h("label", {}, "is", h("select", { name: "verdict" }, ["right", "wrong", "same", "different"].map((v) => h("option", {}, v)))),
    h("label", {}, "as claim (same, different)", h("input", { name: "other", list: "claims" })),
    h("label", {}, "why", field("why", { size: 40 })), h("label", {}, "who you are", field("by", { size: 12 })),
    h("button", { type: "submit" }, "Judge"));
  return h("details", {}, h("summary", { class: "trail" }, "Judge this"), form);
}
