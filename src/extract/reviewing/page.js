"use strict";
// The page of a run. Each article's record waits in its data block and is parsed only when it is read.
// Whatever comes from a record goes into the page as text, never as markup.
(() => {
  const CHUNK = 200; // entries of the list laid out at a time
  const UNSURE = 0.7; // marks below this confidence are dashed
  const COMPARATORS = { "=": "", ">": "> ", "<": "< ", ">=": "≥ ", "<=": "≤ ", "~": "≈ " };
  const BASES = { yoy: "year on year", qoq: "quarter on quarter", mom: "month on month" };

  const $ = (id) => document.getElementById(id);
  const make = (name, props, ...children) => {
    const node = Object.assign(document.createElement(name), props);
    node.append(...children);
    return node;
  };

  // ---- values as a person reads them ------------------------------------------------------------------
  const grouped = (number) => {
    const [whole, rest] = number.split(".");
    if (number.includes("/")) return number;
    return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (rest ? "." + rest : "");
  };
  const amount = (q) => {
    const number = q.value !== null ? grouped(q.value) : [q.low, q.high].map((n) => (n === null ? "" : grouped(n))).join(" – ");
    return `${COMPARATORS[q.cmp]}${number}${q.unit ? " " + q.unit : ""}`;
  };
  const days = (d) => {
    if (d.duration) return COMPARATORS[d.cmp] + d.duration;
    if (!d.from && !d.to) return "no day known";
    if (!d.from || !d.to) return `${d.from ?? "…"} – ${d.to ?? "…"}`;
    const [first, last] = shortened(d.from, d.to);
    return first === last ? first : `${first} – ${last}`;
  };
  // Whole years as years, whole months as months: 2024-01-01 to 2024-03-31 reads 2024-01 – 2024-03.
  const shortened = (from, to) => {
    const [year, month] = to.split("-").map(Number);
    const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (!from.endsWith("-01") || !to.endsWith(`-${lastDay}`)) return [from, to];
    const length = from.endsWith("-01-01") && to.endsWith("-12-31") ? 4 : 7;
    return [from.slice(0, length), to.slice(0, length)];
  };

  // ---- the record as marks in text order --------------------------------------------------------------
  const marksOf = (record) => {
    const marks = [];
    for (const o of record.organizations) for (const m of o.mentions) marks.push({ ...m, layer: "organization", row: o });
    for (const q of record.quantities) marks.push({ ...q, layer: "quantity", row: q });
    for (const d of record.dates) marks.push({ ...d, layer: "date", row: d });
    return marks.sort((a, b) => a.start - b.start);
  };

  const describe = (mark, record) => {
    const { layer, row } = mark;
    const lines = [["text", mark.text]];
    if (layer === "organization") {
      lines.push(["name", row.name], ["type", row.type]);
      if (row.aliases.length) lines.push(["aliases", row.aliases.join("、")]);
      for (const [scheme, code] of Object.entries(row.identifiers ?? {})) lines.push([scheme, code]);
    } else if (layer === "quantity") {
      lines.push([row.kind, amount(row)]);
    } else {
      lines.push([row.kind, days(row)]);
      if (row.granularity) lines.push(["granularity", row.granularity]);
    }
    for (const f of record.facts) if (f.quantity === row.id) lines.push(["fact", `${f.subject} · ${f.metric}`]);
    lines.push(["confidence", String(mark.confidence)], ["by", mark.by]);
    return lines;
  };

  // ---- the text, cut wherever a mark or a clause begins or ends ----------------------------------------
  const pieces = (length, marks, facts) => {
    const cuts = new Set([0, length]);
    for (const span of [...marks, ...facts]) cuts.add(span.start).add(span.end);
    const edges = [...cuts].sort((a, b) => a - b);
    let next = 0;
    return edges.slice(0, -1).map((start, i) => {
      while (next < marks.length && marks[next].end <= start) next += 1;
      const inside = next < marks.length && marks[next].start <= start;
      return { start, end: edges[i + 1], mark: inside ? marks[next] : null };
    });
  };

  const layText = (record, marks) => {
    const points = Array.from(record.article.text); // offsets count code points, JavaScript's strings don't
    return pieces(points.length, marks, record.facts).map((piece) => {
      const node = make(piece.mark ? "mark" : "span", { textContent: points.slice(piece.start, piece.end).join("") });
      if (piece.mark) {
        node.className = piece.mark.layer + (piece.mark.confidence < UNSURE ? " unsure" : "");
        node.tabIndex = 0;
      }
      return { ...piece, node };
    });
  };

  // Lights the clauses `spans`, outlines the marks of the rows `keys`; gives the first lit node.
  const light = (laid, spans, keys) => {
    let first = null;
    for (const piece of laid) {
      const lit = spans.some((span) => span.start <= piece.start && piece.end <= span.end);
      piece.node.classList.toggle("lit", lit);
      piece.node.classList.toggle("key", lit && keys.includes(piece.mark?.row.id));
      if (lit && !first) first = piece.node;
    }
    return first;
  };

  // ---- the tables beside it ---------------------------------------------------------------------------
  const table = (title, heads, rows) => {
    if (!rows.length) return [];
    const body = make("tbody", {}, ...rows);
    const head = make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { textContent: text, scope: "col" }))));
    return [make("h3", { textContent: `${title} (${rows.length})` }), make("table", {}, head, body)];
  };

  const row = (cells, laid, spans, keys) => {
    const tr = make("tr", { tabIndex: 0 }, ...cells.map((cell) => make("td", cell)));
    const choose = () => {
      for (const other of document.querySelectorAll("#tables tr[aria-selected]")) other.removeAttribute("aria-selected");
      tr.setAttribute("aria-selected", "true");
      light(laid, spans, keys)?.scrollIntoView({ block: "nearest" });
    };
    tr.addEventListener("mouseenter", () => light(laid, spans, keys));
    tr.addEventListener("focus", choose);
    tr.addEventListener("click", choose);
    return tr;
  };

  const factRows = (record, laid) => {
    const quantities = new Map(record.quantities.map((q) => [q.id, q]));
    const dates = new Map(record.dates.map((d) => [d.id, d]));
    return record.facts.map((fact) => {
      const arrow = { up: "↑ ", down: "↓ " }[fact.change] ?? "";
      const period = fact.period ? days(dates.get(fact.period)) : "";
      const value = arrow + amount(quantities.get(fact.quantity));
      return row(
        [
          { textContent: fact.subject },
          { textContent: fact.metric },
          { textContent: value, className: "amount", title: BASES[fact.basis] ?? "" },
          { textContent: period, className: "period" },
        ],
        laid,
        [fact],
        [fact.quantity, fact.period, fact.organization],
      );
    });
  };

  const organizationRows = (record, laid) =>
    record.organizations.map((o) =>
      row(
        [{ textContent: o.name }, { textContent: o.type }, { textContent: o.aliases.join("、") }, { textContent: String(o.mentions.length) }],
        laid,
        o.mentions,
        [o.id],
      ),
    );

  // ---- one article ------------------------------------------------------------------------------------
  const blocks = [...document.querySelectorAll("script.record")];
  let shown = -1;
  let tips = new Map(); // from a mark's node to what its tooltip says

  const show = (index) => {
    if (!blocks[index]) return;
    shown = index;
    const record = JSON.parse(blocks[index].textContent);
    const { article, extractor } = record;
    const marks = marksOf(record);
    const laid = layText(record, marks);
    const language = article.script === "Hant" ? "zh-Hant" : "zh-Hans";
    $("title").textContent = blocks[index].dataset.title;
    $("title").lang = $("text").lang = $("tables").lang = language;
    $("about").textContent = [
      article.published ?? "day unknown", article.source, article.media_type, article.encoding,
      `extract ${extractor.version}`, `model ${extractor.model}`,
    ].join(" · ");
    $("text").replaceChildren(...laid.map((piece) => piece.node));
    $("tables").replaceChildren(
      ...table("Facts", ["Subject", "Metric", "Value", "Period"], factRows(record, laid)),
      ...table("Organizations", ["Name", "Type", "Aliases", "Mentions"], organizationRows(record, laid)),
    );
    $("tables").onmouseleave = () => light(laid, [], []);
    tips = new Map(laid.filter(({ mark }) => mark).map(({ node, mark }) => [node, () => describe(mark, record)]));
    $("article").hidden = false;
    document.querySelector("main").scrollTop = 0;
    mark();
    untip();
  };

  // ---- the tooltip ------------------------------------------------------------------------------------
  const tip = (node, lines) => {
    const list = make("dl", {});
    for (const [name, value] of lines) list.append(make("dt", { textContent: name }), make("dd", { textContent: value }));
    $("tip").replaceChildren(list);
    $("tip").hidden = false;
    const at = node.getClientRects()[0];
    const { offsetWidth: width, offsetHeight: height } = $("tip");
    const below = at.bottom + 6 + height < innerHeight;
    $("tip").style.left = `${Math.max(4, Math.min(at.left, innerWidth - width - 8))}px`;
    $("tip").style.top = `${below ? at.bottom + 6 : Math.max(4, at.top - height - 6)}px`;
  };
  const untip = () => { $("tip").hidden = true; };
  const point = ({ target }) => (tips.has(target) ? tip(target, tips.get(target)()) : untip());

  // ---- the list ---------------------------------------------------------------------------------------
  let found = [];
  let laidOut = 0;

  const told = (counts) => ["organizations", "quantities", "dates", "facts"].map((name, i) => `${name} ${grouped(counts[i])}`).join(" · ");

  const entry = (index) => {
    const { title, source, day, counts } = blocks[index].dataset;
    const numbers = told(counts.split(" "));
    const link = make("a", { href: `#${index + 1}` }, title, make("small", { textContent: `${day || "day unknown"} · ${source}` }), make("small", { textContent: numbers }));
    link.dataset.index = index;
    return make("li", {}, link);
  };
  const more = () => {
    const chunk = found.slice(laidOut, laidOut + CHUNK);
    laidOut += chunk.length;
    $("list").append(...chunk.map(entry));
    $("more").hidden = laidOut >= found.length;
    mark();
  };
  const find = () => {
    const wanted = $("find").value.trim().toLowerCase();
    const holds = (block) => `${block.dataset.title}\n${block.dataset.source}\n${block.textContent}`.toLowerCase().includes(wanted);
    found = [...blocks.keys()].filter((index) => !wanted || holds(blocks[index]));
    laidOut = 0;
    $("list").replaceChildren();
    more();
    total();
  };
  const mark = () => {
    for (const link of $("list").querySelectorAll("a")) {
      if (Number(link.dataset.index) === shown) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  const total = () => {
    const sums = [0, 0, 0, 0];
    for (const index of found) blocks[index].dataset.counts.split(" ").forEach((count, i) => { sums[i] += Number(count); });
    $("totals").textContent = `articles ${grouped(String(found.length))} · ${told(sums.map(String))}`;
  };

  // ---- what the reader does ---------------------------------------------------------------------------
  const follow = () => show((Number(location.hash.slice(1)) || 1) - 1);
  let waiting = 0;
  $("find").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 150); });
  $("more").addEventListener("click", more);
  $("legend").addEventListener("change", ({ target }) => $("text").classList.toggle(`without-${target.dataset.kind}`, !target.checked));
  for (const pointed of ["mouseover", "focusin", "click"]) $("text").addEventListener(pointed, point);
  for (const left of ["mouseleave", "focusout"]) $("text").addEventListener(left, untip);
  document.querySelector("main").addEventListener("scroll", untip);
  addEventListener("keydown", ({ key }) => { if (key === "Escape") untip(); });
  addEventListener("hashchange", follow);
  find();
  follow();
})();
