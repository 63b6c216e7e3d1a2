// On the live page a person can judge; the dossier on disk shows the command that does.
const VERDICTS = { wrong: "is read wrong", right: "is read right" };
const SETTABLE = ["type", "modality", "actors", "recipients", "mediators", "hosts", "when", "where", "said_by"];
let judge_ = { by: "" };

function form(path, at, fields, verb) {
  const hidden = (name, text) => h("input", { type: "hidden", name, value: text });
  return h("form", { method: "post", action: path, class: "judge" }, hidden("token", record.token), hidden("at", at), fields, h("button", { type: "submit" }, verb));
}

function reasons() {
  return [h("label", {}, "why", h("input", { name: "why", required: true, size: 36 })),
    h("label", {}, "who you are", h("input", { name: "by", required: true, size: 12, autocomplete: "name", value: judge_.by, oninput: (e) => { judge_ = { by: e.target.value }; } }))];
}

function command(verdict, claims) {
  return h("p", { class: "trail" }, "To judge: ", h("code", {}, `dragoman judge RECORD ${verdict} ${claims.join(" ")} --why "…" --by "…"`), claims.length > 1 ? " (or: different)" : " (or: right)");
}

const choice = (name, options) => h("select", { name }, options.map(([code, text]) => h("option", { value: code }, text)));
const saying = (c) => `${cited(c.report)}: “${c.evidence[0].quote.slice(0, 70)}”`;

function judgeForm(event) {
  if (!record.token) return h("details", { class: "more" }, h("summary", {}, "Is it right?"), command("wrong", [event.claims[0].id]), event.claims.length > 1 ? h("ul", { class: "trail" }, event.claims.map((c) => h("li", {}, `${c.id}: ${saying(c)}`))) : null);
  const claim = h("label", {}, "what", choice("one", event.claims.map((c) => [c.id, saying(c)])));
  return h("details", { class: "more" }, h("summary", {}, "Judge this"),
    form("/judge", event.id, [claim, h("label", {}, "verdict", choice("verdict", Object.entries(VERDICTS))), reasons()], "Judge"),
    form("/judge", event.id, [h("input", { type: "hidden", name: "one", value: event.claims[0].id }), h("input", { type: "hidden", name: "verdict", value: "set" }),
      h("label", {}, "set", choice("field", SETTABLE.map((f) => [f, FIELDS[f]]))), h("label", {}, "to", h("input", { name: "value", title: "names with commas; dates as 2019, 2019-04 or 2019-04-09; codes as in the codebook", size: 22 })), reasons()], "Correct"));
}

function pairForm(claims) {
  if (!record.token) return command("same", claims);
  return form("/judge", "questions", [h("input", { type: "hidden", name: "one", value: claims[0] }), h("input", { type: "hidden", name: "other", value: claims[1] }),
    h("label", {}, "they are", choice("verdict", [["same", "the same"], ["different", "two things"]])), reasons()], "Judge");
}

function undoForm(judgement) {
  return record.token ? form("/undo", "questions", h("input", { type: "hidden", name: "judged", value: judgement.key }), "Take back") : null;
}
