import type { PointsPlot, StoredFigure } from "../figure.js";
import { meansByX, pointsLines } from "./measured-points.js";
import type { Column, Table } from "./table.js";

/** Ours less the published; nothing where either is missing. */
export function apart(ours: number | undefined, published: number | undefined): number | undefined {
  return ours === undefined || published === undefined ? undefined : ours - published;
}

/** The column of it. */
export const difference = { title: "Difference", digits: 4, signed: true } as const;
/** Percentage points, as the paper prints them. */
const percentagePoints = { digits: 2, signed: true } as const;

/** A row for each label of each line: ours, the published mean, their difference, and every repetition. */
export function pointsTable(figure: StoredFigure, plot: PointsPlot): Table {
  const lines = pointsLines(figure, plot);
  const seeds = [...new Set(lines.flatMap(({ points }) => points.map(({ seed }) => seed)))];
  const digits = 4;
  const isPublished = lines.some(({ published }) => published.length > 0);
  const isPrinted = lines.some((line) =>
    line.published.some((point) => point.difference !== undefined),
  );
  const hasPanels = plot.panels !== undefined;
  const hasNames = plot.series !== undefined;
  const columns: Column[] = [
    ...(hasPanels ? [{ title: "Panel" }] : []),
    ...(hasNames ? [{ title: "Line" }] : []),
    { title: plot.x.title },
    { title: "Ours, mean", digits },
    ...(isPublished ? [{ title: "Published", digits }, difference] : []),
    ...(plot.reference ? [{ title: "Δη, %", ...percentagePoints }] : []),
    ...(isPrinted ? [{ title: "Δη published, %", ...percentagePoints }] : []),
    ...(seeds.length > 1 ? seeds.map((seed) => ({ title: `Seed ${seed}`, digits })) : []),
  ];
  const rows = lines.flatMap(({ panel, name, points, published, differences }) => {
    const means = new Map(meansByX(points).map(({ x, mean }) => [x, mean]));
    const places = new Set([...means.keys(), ...published.map(({ x }) => x)]);
    return [...places].map((x) => {
      const mean = means.get(x);
      const printed = published.find((point) => point.x === x);
      const theirs = printed?.y;
      return [
        ...(hasPanels ? [panel] : []),
        ...(hasNames ? [name] : []),
        x,
        mean,
        ...(isPublished ? [theirs, apart(mean, theirs)] : []),
        ...(plot.reference ? [differences.get(x)] : []),
        ...(isPrinted ? [printed?.difference] : []),
        ...(seeds.length > 1
          ? seeds.map((seed) => points.find((point) => point.x === x && point.seed === seed)?.value)
          : []),
      ];
    });
  });
  return { columns, rows };
}
