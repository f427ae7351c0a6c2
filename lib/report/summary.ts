import type { LayersPlot, StoredFigure } from "../figure.js";
import { falseFirst, verdictText } from "./claims.js";
import { layersPanels } from "./layer-curves.js";
import { pointsTable } from "./points-table.js";
import type { StoredRecord } from "./stored-record.js";
import { readResults, type StoredResults } from "./stored-results.js";
import { cellText, type Table } from "./table.js";

/**
 * What a terminal shows of a report: what must hold, what does not before all else, runs without a result, a short
 * table a figure, and where to look.
 *
 * @param directory that of `reproduce`, whose records are read
 * @param figures as `reproduce` returned them
 * @param files as `drawReport` returned them
 * @param results what the directory holds; default: read from it
 * @throws {InputError} naming a record that is cut off or something else.
 */
export function reportSummary(
  directory: string,
  figures: readonly StoredFigure[],
  files: { readonly page: string; readonly pictures: readonly string[] },
  { records }: StoredResults = readResults(directory),
): string {
  const claims = figures.flatMap((figure) => figure.claims.map((claim) => ({ ...claim, figure })));
  return [
    `${verdictText(claims)}:`,
    ...falseFirst(claims).map(
      ({ holds, text, measured, figure }) =>
        `  ${String(holds).padEnd(5)}  ${figure.name}: ${text}\n         ${measured}`,
    ),
    ...figures.flatMap(missingRuns),
    ...figures.flatMap((figure) => [
      "",
      `${figure.name}, ${figure.scale} scale`,
      ...tables(figure, records),
    ]),
    "",
    "Where to look:",
    `  ${files.page}`,
    ...files.pictures.filter((path) => path.endsWith(".png")).map((path) => `  ${path}`),
  ].join("\n");
}

function tables(figure: StoredFigure, records: ReadonlyMap<string, StoredRecord>): string[] {
  return figure.plots.flatMap((plot) => {
    if (plot.kind === "points") return textTable(measuredRows(pointsTable(figure, plot)));
    const turns = plot.kind === "layers" && plot.y.history === "rotation.distance";
    return turns ? textTable(rotationTable(figure, plot, records)) : [];
  });
}

/** A table without what was published of other tasks than ours. */
function measuredRows(table: Table): Table {
  const ours = table.columns.findIndex(({ title }) => title === "Ours, mean");
  return { ...table, rows: table.rows.filter((row) => row[ours] !== undefined) };
}

/** A row a panel: its note, and the least and the farthest that a layer has turned at the end. */
function rotationTable(
  figure: StoredFigure,
  plot: LayersPlot,
  records: ReadonlyMap<string, StoredRecord>,
): Table {
  const panels = layersPanels(figure, plot, records).filter(({ from }) => from === "ours");
  const rotation = { digits: 4 };
  return {
    columns: [
      { title: "Method" },
      ...(plot.note ? [{ title: capital(plot.note.title), digits: 4 }] : []),
      { title: "1 − cos(w, w₀), least", ...rotation },
      { title: "farthest", ...rotation },
    ],
    rows: panels.map(({ title, value: accuracy, layers, points }) => {
      const last = points.slice(-layers).flatMap(({ value }) => value ?? []);
      const note = plot.note ? [accuracy] : [];
      return [title, ...note, Math.min(...last), Math.max(...last)];
    }),
  };
}

/** Columns set apart by two spaces, the first to the left and numbers to the right. */
function textTable({ columns, rows }: Table): string[] {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((column, index) => cellText(row[index], column))),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...cells.map((row) => row[index]?.length ?? 0)),
  );
  return cells.map((row) =>
    row
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join("  ")
      .replace(/^/, "  "),
  );
}

function missingRuns(figure: StoredFigure): string[] {
  return figure.runs
    .filter(({ status }) => status !== "finished" && status !== "stopped")
    .map(
      ({ key, status, reason }) =>
        `  ${figure.name}: run ${key.slice(0, 12)} ${status}${reason ? `, ${reason}` : ""}`,
    );
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
