import type { LayersPlot, Plot, PointsPlot, StoredFigure } from "../figure.js";
import { layersPanels } from "./layer-curves.js";
import { meansByX, measuredPoints } from "./measured-points.js";
import { signedText } from "./number-text.js";
import type { StoredRecord } from "./stored-record.js";

export type Cell = string | number | undefined;

/** The numbers behind a picture. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly title: string;
  /** Decimals to show; significant digits where `significant`. CSV has every digit. */
  readonly digits?: number;
  readonly significant?: boolean;
  readonly signed?: boolean;
}

/** The table of a plot. */
export function tableOf(
  figure: StoredFigure,
  plot: Plot,
  records: ReadonlyMap<string, StoredRecord>,
): Table {
  switch (plot.kind) {
    case "points":
      return pointsTable(figure, plot);
    case "layers":
      return layersTable(figure, plot, records);
  }
}

/** A row for each label: the published mean, ours, their difference, and every repetition. */
export function pointsTable(figure: StoredFigure, plot: PointsPlot): Table {
  const points = measuredPoints(figure, plot);
  const { published } = plot;
  const seeds = [...new Set(points.map(({ seed }) => seed))];
  const digits = 4;
  const columns: Column[] = [
    { title: plot.x.title },
    { title: "Ours, mean", digits },
    ...(published
      ? [
          { title: "Published", digits },
          { title: "Difference", digits, signed: true },
        ]
      : []),
    ...(seeds.length > 1 ? seeds.map((seed) => ({ title: `Seed ${seed}`, digits })) : []),
  ];
  const rows = meansByX(points).map(({ x, mean }) => {
    const theirs = published?.y[published.x.indexOf(Number(x))];
    return [
      x,
      mean,
      ...(published ? [theirs, theirs === undefined ? undefined : mean - theirs] : []),
      ...(seeds.length > 1
        ? seeds.map((seed) => points.find((point) => point.x === x && point.seed === seed)?.value)
        : []),
    ];
  });
  return { columns, rows };
}

/** A row for each panel and entry of its history, a column for each layer. */
function layersTable(
  figure: StoredFigure,
  plot: LayersPlot,
  records: ReadonlyMap<string, StoredRecord>,
): Table {
  const panels = layersPanels(figure, plot, records);
  const layers = Math.max(0, ...panels.map((panel) => panel.layers.length));
  const columns: Column[] = [
    { title: "Method" },
    { title: "Epochs", digits: 2, significant: true },
    ...Array.from({ length: layers }, (_, layer) => ({
      title: `Layer ${layer}`,
      digits: 3,
      significant: true,
    })),
  ];
  const rows = panels.flatMap(({ title, points }) => {
    const byEpoch = new Map<number, number[]>();
    for (const { epoch, value } of points) {
      const row = byEpoch.get(epoch);
      if (row) row.push(value);
      else byEpoch.set(epoch, [value]);
    }
    return [...byEpoch].map(([epoch, values]) => [title, epoch, ...values]);
  });
  return { columns, rows };
}

/** A cell as a table shows it. */
export function cellText(cell: Cell, { digits, significant, signed }: Column): string {
  if (cell === undefined) return "\u2013";
  if (typeof cell === "string" || digits === undefined) return String(cell);
  if (signed) return signedText(cell, digits);
  return significant ? String(Number(cell.toPrecision(digits))) : cell.toFixed(digits);
}

/** A table as CSV (RFC 4180), numbers with every digit. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns.map(({ title }) => title), ...rows].map((row) =>
    row.map(csvCell).join(","),
  );
  return `${lines.join("\r\n")}\r\n`;
}

function csvCell(cell: Cell): string {
  const text = cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
