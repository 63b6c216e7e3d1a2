// Building blocks. Text only ever enters the page as text, never as mark-up: reports are hostile input.
const SVG = "http://www.w3.org/2000/svg";

function add(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== "") node.append(child);
  return node;
}
const h = (tag, attributes, ...children) => add(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => add(document.createElementNS(SVG, tag), attributes, children);
const chip = (text, kind, title) => (text ? h("span", { class: `chip ${kind || ""}`, title }, text) : null);
const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

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

function foldable(summary, body) {
  const row = h("details", { class: "row" }, h("summary", {}, summary));
  row.addEventListener("toggle", () => { if (row.open && row.children.length === 1) row.append(body()); });
  return row;
}

function grid(head, rows) {
  return h("div", { class: "scroll", tabindex: "0" }, h("table", {},
    h("thead", {}, h("tr", {}, head.map((c) => h("th", { scope: "col" }, c)))),
    h("tbody", {}, rows.map((r) => h("tr", {}, r.map((c) => (c instanceof Element && c.tagName === "TD" ? c : h("td", {}, c))))))));
}
