// Building blocks. Text only ever enters the page as text, never as mark-up: reports are hostile input.
const SVG = "http://www.w3.org/2000/svg";

function add(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== "" && child !== false) node.append(child);
  return node;
}
const h = (tag, attributes, ...children) => add(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => add(document.createElementNS(SVG, tag), attributes, children);
const chip = (text, kind, title) => (text ? h("span", { class: `chip ${kind || ""}`, title }, text) : null);
const trail = (...text) => h("span", { class: "trail" }, text);
const plural = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
const link = (text, onclick) => h("button", { type: "button", class: "link", onclick }, text);

function list(items, row, empty) {
  // Rows are made as they come into reach, so that thousands stay smooth.
  if (!items.length) return h("p", { class: "empty" }, empty || "Nothing in the record passes these filters.");
  const box = h("div", { class: "list" });
  const end = h("div", { "aria-hidden": "true" });
  let next = 0;
  const more = () => {
    for (const item of items.slice(next, next + 60)) box.insertBefore(row(item), end);
    next += 60;
    if (next >= items.length) watch.disconnect();
  };
  const watch = new IntersectionObserver((seen) => seen.some((e) => e.isIntersecting) && more(), { rootMargin: "1200px" });
  box.append(end);
  more();
  if (next < items.length) watch.observe(end);
  addEventListener("beforeprint", () => { while (next < items.length) more(); }, { once: true });
  return box;
}

function head(date, what, said, chips) {
  return h("div", { class: "head" }, h("span", { class: "date" }, date || "undated"), h("span", { class: "what" }, what),
    said ? h("span", { class: "said" }, said) : null, chips ? h("span", { class: "chips" }, chips) : null);
}

function foldable(id, summary, body) {
  const row = h("details", { class: "row", id }, h("summary", {}, summary));
  row.addEventListener("toggle", () => { if (row.open && row.children.length === 1) row.append(h("div", { class: "body" }, body())); });
  return row;
}

function grid(columns, rows, kind) {
  return h("div", { class: "scroll", tabindex: "0" }, h("table", { class: kind },
    h("thead", {}, h("tr", {}, columns.map((c) => (c instanceof Element && c.tagName === "TH" ? c : h("th", { scope: "col" }, c))))),
    h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((c) => (c instanceof Element && /^T[DH]$/.test(c.tagName) ? c : h("td", {}, c))))))));
}

function shares(counts, key, colour, label) {
  // One bar of what there is of each kind; each part and its word can be pressed to see only that.
  const whole = counts.reduce((sum, [, n]) => sum + n, 0);
  const press = (code) => () => { state[key] = state[key] === code ? "" : code; render(); };
  return h("div", { class: "shares" },
    h("div", { class: "bar", "aria-hidden": "true" }, counts.map(([code, n]) => h("span", { style: `width:${(100 * n) / whole}%;background:${colour(code)}` }))),
    h("div", { class: "keys" }, counts.map(([code, n]) => h("button", { type: "button", class: "key", "aria-pressed": String(state[key] === code), "data-key": code, onclick: press(code) },
      h("i", { style: `background:${colour(code)}` }), `${n} ${label(code)}`))));
}

function counted(items, code, order) {
  const found = new Map();
  for (const item of items) found.set(code(item), (found.get(code(item)) || 0) + 1);
  return [...found].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
}
