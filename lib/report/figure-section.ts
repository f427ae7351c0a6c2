import type { Plot, StoredFigure } from "../figure.js";
import { claimList } from "./claim-list.js";
import type { Drawing } from "./drawing.js";
import { type Markup, piece, trusted } from "./markup.js";
import { durationText } from "./number-text.js";
import { chartSize, originText } from "./picture.js";
import type { StoredRecord } from "./stored-record.js";
import { cellText, csvOf, type Table } from "./table.js";

/** One figure on the page: what it shows, its pictures, their numbers, what must hold, the settings. */
export function figureSection(
  figure: StoredFigure,
  drawings: readonly Drawing[],
  records: ReadonlyMap<string, StoredRecord>,
): Markup {
  return piece`<section class="figure" id="${figure.id}" aria-labelledby="${figure.id}-title">
<p class="kicker">${figure.name}</p>
<h2 id="${figure.id}-title">${figure.title}</h2>
<p>${figure.text}</p>
${drawings.map((drawing) => plotFigure(figure, drawing))}
<h3>What must hold</h3>
${claimList(figure.claims)}
${missingRuns(figure)}
<h3>Settings</h3>
<dl>
${[...figure.settings, ...origin(figure)].map(([name, value]) => piece`<dt>${name}</dt><dd>${value}</dd>`)}
</dl>
${specsOf(figure, records)}
</section>`;
}

function plotFigure(figure: StoredFigure, { plot, charts, table }: Drawing): Markup {
  return piece`<figure>
${charts.map(
  ({ look, svg }) =>
    piece`<div class="picture ${look.theme} ${look.width}" style="--drawn: ${chartSize(svg).width}px">${trusted(
      labelled(svg, plot),
    )}</div>`,
)}
<figcaption>${plot.title}. ${originText(figure)}.${publishedNote(plot)}</figcaption>
</figure>
<details>
<summary>The numbers, ${table.rows.length} rows</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${plot.title}">${tableMarkup(table)}</div>
</details>
<p class="origin"><a download="${plot.id}.csv" href="data:text/csv;charset=utf-8,${encodeURIComponent(
    csvOf(table),
  )}">Download as CSV</a></p>`;
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
${rows.map(
  (row) =>
    piece`<tr>${columns.map((column, index) => piece`<td>${cellText(row[index], column)}</td>`)}</tr>`,
)}
</tbody></table>`;
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
  return [
    ["Source", figure.source],
    ["Scale", figure.scale],
    ["Data", figure.data],
    ["Seeds", figure.seeds.join(", ")],
    ["Machine", figure.machine],
    ["Versions", `layca ${layca}, libtorch ${libtorch}, Node ${node}`],
    ["Training time", `${durationText(figure.seconds)}, summed over ${figure.runs.length} runs`],
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
