import type { Plot, StoredFigure } from "../figure.js";
import { claimList } from "./claim-list.js";
import type { Drawing } from "./drawing.js";
import { type Markup, piece, trusted } from "./markup.js";
import { durationText } from "./number-text.js";
import { chartSize, originText } from "./picture.js";
import type { StoredRecord } from "./stored-record.js";
import { cellText, csvOf, evenlySpaced, type Table } from "./table.js";
import type { ThemeColors } from "./theme-colors.js";

/** Longer tables are for programs: a reader finds the rest by these, and the page stays light. */
const mostRows = 200;

/** One figure on the page: what it shows, its pictures, their numbers, what must hold, the settings. */
export function figureSection(
  figure: StoredFigure,
  drawings: readonly Drawing[],
  records: ReadonlyMap<string, StoredRecord>,
  colors: ThemeColors,
): Markup {
  return piece`<section class="figure" id="${figure.id}" aria-labelledby="${figure.id}-title">
<p class="kicker">${figure.name}</p>
<h2 id="${figure.id}-title">${figure.title}</h2>
<p>${figure.text}</p>
${drawings.map((drawing) => plotFigure(figure, drawing, colors))}
${claims(figure)}
${missingRuns(figure)}
<h3>Settings</h3>
<dl>
${[...figure.settings, ...origin(figure)].filter(([, value]) => value !== "").map(([name, value]) => piece`<dt>${name}</dt><dd>${value}</dd>`)}
</dl>
${specsOf(figure, records)}
</section>`;
}

function plotFigure(
  figure: StoredFigure,
  { plot, charts, table }: Drawing,
  colors: ThemeColors,
): Markup {
  return piece`<figure>
${charts.map(
  ({ width, light, dark }) =>
    piece`<div class="picture ${width}" style="--drawn: ${chartSize(light).width}px">${trusted(
      labelled(colors.merge(light, dark), plot),
    )}</div>`,
)}
<figcaption>${plot.title}. ${originText(figure)}.${publishedNote(plot)}</figcaption>
</figure>
<details>
<summary>The numbers, ${countText(table)}</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${plot.title}">${tableMarkup(table)}</div>
</details>
<p class="origin"><a download="${plot.id}.csv" href="data:text/csv;charset=utf-8,${urlText(
    csvOf(table),
  )}">Download as CSV</a></p>`;
}

function countText({ rows }: Table): string {
  const count = rows.length;
  if (count > mostRows) return `${mostRows} of ${count} rows, evenly spaced; the CSV has all`;
  return count === 1 ? "1 row" : `${count} rows`;
}

/** Escapes what a URL cannot hold; a comma is no such thing, and there are many. */
function urlText(text: string): string {
  return encodeURI(text).replaceAll("#", "%23");
}

/** A screen reader announces a picture once, by its title; the table behind it has the numbers. */
function labelled(svg: string, plot: Plot): string {
  return svg.replace("<svg ", piece`<svg role="img" aria-label="${plot.title}" `.source);
}

function publishedNote(plot: Plot): string {
  if (!("published" in plot) || !plot.published) return "";
  const { source, precision } = plot.published;
  return ` Published numbers: ${source} (${precision}).`;
}

function tableMarkup({ columns, rows }: Table): Markup {
  return piece`<table>
<thead><tr>${columns.map(({ title }) => piece`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${evenlySpaced(rows, mostRows).map(
  (row) =>
    piece`<tr>${columns.map((column, index) => piece`<td>${cellText(row[index], column)}</td>`)}</tr>`,
)}
</tbody></table>`;
}

/** At smoke scale nothing is claimed. */
function claims({ claims }: StoredFigure): Markup {
  return claims.length === 0
    ? trusted("")
    : piece`<h3>What must hold</h3>
${claimList(claims)}`;
}

function missingRuns(figure: StoredFigure): Markup {
  const missing = figure.runs.filter(({ status }) => status !== "finished" && status !== "stopped");
  if (missing.length === 0) return trusted("");
  const name = (labels: StoredFigure["runs"][number]["labels"]) =>
    Object.entries(labels)
      .map(([label, value]) => `${label} ${value}`)
      .join(", ");
  return piece`<h3>Runs without a result</h3>
<ul>${missing.map(({ labels, status, reason }) => piece`<li>${name(labels)}: ${status}${reason ? `, ${reason}` : ""}</li>`)}</ul>`;
}

function origin(figure: StoredFigure): [string, string][] {
  const { layca, libtorch, node } = figure.versions;
  const count = figure.runs.length;
  // What follows from formulas was computed without libtorch.
  const versions = [`layca ${layca}`, libtorch && `libtorch ${libtorch}`, node && `Node ${node}`]
    .filter((version) => version !== "")
    .join(", ");
  const trained =
    count === 0
      ? ""
      : `${durationText(figure.seconds)}, summed over ${count} ${count === 1 ? "run" : "runs"}`;
  return [
    ["Source", figure.source],
    ["Scale", figure.scale],
    ["Data", figure.data],
    ["Seeds", figure.seeds.join(", ")],
    ["Machine", figure.machine],
    ["Versions", versions],
    ["Training time", trained],
    ["Date", figure.date.replace("T", " ").replace(/(:\d\d)\.\d+Z$/, "$1 UTC")],
  ];
}

/** The whole run spec of the first run of each method: what `layca train` would repeat. */
function specsOf(figure: StoredFigure, records: ReadonlyMap<string, StoredRecord>): Markup {
  const seen = new Set<string>();
  const specs = figure.runs.flatMap(({ key, labels }) => {
    const name = String(labels.method ?? figure.name);
    const record = records.get(key);
    if (!record || seen.has(name)) return [];
    seen.add(name);
    return [
      piece`<details><summary>The run spec of ${name}, first run</summary>
<pre>${JSON.stringify(record.spec, null, 2)}</pre></details>`,
    ];
  });
  return piece`${specs}`;
}
