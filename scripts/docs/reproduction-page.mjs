// The numbers in docs/reproduction.md: what stands between `<!-- KIND: FOLDER NAME MORE… -->` and `<!-- end -->` is made
// from the results that the repository keeps; all else is written by hand.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { falseFirst, verdictText } from "../../lib/report/claims.ts";
import { dayText, durationText } from "../../lib/report/number-text.ts";
import { tableOf } from "../../lib/report/plot-tables.ts";
import { readResults } from "../../lib/report/stored-results.ts";
import { cellText } from "../../lib/report/table.ts";
import { table } from "./options-table.mjs";
import {
  bestTable,
  courseTable,
  epochsTable,
  leastTable,
  panelsTable,
  spansTable,
  turnedTable,
} from "./published-tables.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The page with its numbers as the kept results have them. */
export function reproductionPage() {
  const text = readFileSync(join(root, "docs/reproduction.md"), "utf8");
  return text.replace(
    /(<!-- (\w+): (\S+)((?: \S+)*?) -->)[\s\S]*?(<!-- end -->)/g,
    (_, start, kind, folder, words, end) => {
      const [name, ...more] = words.trim().split(" ");
      return `${start}\n\n${made(kind, folder, name, more)}\n\n${end}`;
    },
  );
}

function made(kind, folder, name, more) {
  const { figures, records } = resultsOf(folder);
  const make = blocks[kind];
  if (make) return make(figures, name, folder);
  const makeTable = tables[kind];
  if (!makeTable) throw new Error(`docs/reproduction.md: unknown kind ${kind}`);
  return makeTable({ ...findPlot(figures, name), records }, ...more);
}

/** Tables of one plot, ours beside the published. */
const tables = {
  panels: panelsTable,
  epochs: epochsTable,
  course: courseTable,
  best: bestTable,
  turned: turnedTable,
  spans: spansTable,
  least: leastTable,
};

const known = new Map();
function resultsOf(folder) {
  if (!known.has(folder)) known.set(folder, readResults(join(root, "results", folder)));
  return known.get(folder);
}

/** What a block may hold beside them, by its kind. */
const blocks = {
  /** Every figure of a folder: its runs, their time, its statements. */
  overview: (figures) =>
    table(
      ["figure", "runs", "training time", "statements"],
      figures.map(({ name, runs, seconds, claims }) => [
        name,
        String(runs.length),
        durationText(seconds),
        verdictText(claims).replace(/^./, (letter) => letter.toLowerCase()),
      ]),
      [1, 2],
    ),
  /** How one figure was made. */
  made: (figures, name, folder) => {
    const { runs, seconds, machine, date, data, seeds, scale } = find(figures, name);
    const command = `layca reproduce ${name} --scale ${scale} --data DATA --out DIR`;
    const count = runs.length === 1 ? "1 run" : `${runs.length} runs`;
    const repetitions = seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds.join(", ")}`;
    return runs.length === 0
      ? `\`${command}\`: no run; results/${folder}/${name}, ${dayText(date)}.`
      : `\`${command}\`: ${count}, ${durationText(seconds)} of training${runs.length > 1 ? " in sum" : ""} on ${machine}; ` +
          `${data}; ${repetitions}; ${dayText(date)}.`;
  },
  /** What must hold, false first, and what was measured. */
  statements: (figures, name) =>
    table(
      ["holds", "statement", "measured"],
      falseFirst(find(figures, name).claims).map(({ holds, text, measured }) => [
        holds ? "yes" : "**no**",
        text,
        measured,
      ]),
    ),
  /** The table of one plot where ours has numbers, without single seeds. */
  numbers: (figures, id) => {
    const { figure, plot } = findPlot(figures, id);
    const { columns, rows } = tableOf(figure, plot, new Map());
    const ours = columns.findIndex(({ title }) => title === "Ours, mean");
    const measured = rows.filter((row) => row[ours] !== undefined);
    const shown = columns.flatMap((column, index) =>
      column.title.startsWith("Seed ") ? [] : [{ column, index }],
    );
    return table(
      shown.map(({ column }) => column.title),
      measured.map((row) => shown.map(({ column, index }) => cellText(row[index], column))),
      shown.flatMap(({ column }, index) => (column.digits === undefined ? [] : [index])),
    );
  },
  /** One plot's picture. */
  picture: (figures, id, folder) => {
    const { figure, plot } = findPlot(figures, id);
    return `![${plot.title}](../results/${folder}/${figure.id}/${id}.png)`;
  },
};

function find(figures, id) {
  const figure = figures.find((each) => each.id === id);
  if (!figure) throw new Error(`docs/reproduction.md: no results of ${id} are kept there`);
  return figure;
}

function findPlot(figures, id) {
  for (const figure of figures) {
    const plot = figure.plots.find((each) => each.id === id);
    if (plot) return { figure, plot };
  }
  throw new Error(`docs/reproduction.md: no kept figure has a plot ${id}`);
}
