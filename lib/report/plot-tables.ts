import type {
  CurvesPlot,
  ExactPlot,
  LayersPlot,
  PercentilesPlot,
  Plot,
  PointsPlot,
  StoredFigure,
} from "../figure.js";
import { layersPanels } from "./layer-curves.js";
import { percentilesPanels } from "./layer-percentiles.js";
import { meansByX, pointsLines } from "./measured-points.js";
import { groupsOf } from "./plot-runs.js";
import { runCurves } from "./run-curves.js";
import type { StoredRecord } from "./stored-record.js";
import type { Column, Table } from "./table.js";

type Records = ReadonlyMap<string, StoredRecord>;

/** Numbers that span magnitudes. */
const significant = { digits: 4, significant: true } as const;
const difference = { title: "Difference", digits: 4, signed: true } as const;

/** Ours less the published; nothing where either is missing. */
function apart(ours: number | undefined, published: number | undefined): number | undefined {
  return ours === undefined || published === undefined ? undefined : ours - published;
}

/** The table of a plot. */
export function tableOf(figure: StoredFigure, plot: Plot, records: Records): Table {
  switch (plot.kind) {
    case "points":
      return pointsTable(figure, plot);
    case "curves":
      return curvesTable(figure, plot, records);
    case "layers":
      return layersTable(figure, plot, records);
    case "percentiles":
      return percentilesTable(figure, plot, records);
    case "exact":
      return exactTable(plot);
  }
}

/** A row for each label of each line: ours, the published mean, their difference, and every repetition. */
export function pointsTable(figure: StoredFigure, plot: PointsPlot): Table {
  const lines = pointsLines(figure, plot);
  const seeds = [...new Set(lines.flatMap(({ points }) => points.map(({ seed }) => seed)))];
  const digits = 4;
  const isPublished = lines.some(({ published }) => published.length > 0);
  const hasPanels = plot.panels !== undefined;
  const hasNames = plot.series !== undefined;
  const columns: Column[] = [
    ...(hasPanels ? [{ title: "Panel" }] : []),
    ...(hasNames ? [{ title: "Line" }] : []),
    { title: plot.x.title },
    { title: "Ours, mean", digits },
    ...(isPublished ? [{ title: "Published", digits }, difference] : []),
    ...(seeds.length > 1 ? seeds.map((seed) => ({ title: `Seed ${seed}`, digits })) : []),
  ];
  const rows = lines.flatMap(({ panel, name, points, published }) => {
    const means = new Map(meansByX(points).map(({ x, mean }) => [x, mean]));
    const places = new Set([...means.keys(), ...published.map(({ x }) => x)]);
    return [...places].map((x) => {
      const mean = means.get(x);
      const theirs = published.find((point) => point.x === x)?.y;
      return [
        ...(hasPanels ? [panel] : []),
        ...(hasNames ? [name] : []),
        x,
        mean,
        ...(isPublished ? [theirs, apart(mean, theirs)] : []),
        ...(seeds.length > 1
          ? seeds.map((seed) => points.find((point) => point.x === x && point.seed === seed)?.value)
          : []),
      ];
    });
  });
  return { columns, rows };
}

/** A row for each epoch of each line: ours, what was published, and their difference. */
function curvesTable(figure: StoredFigure, plot: CurvesPlot, records: Records): Table {
  const curves = runCurves(figure, plot, records);
  const isPublished = curves.some(({ published }) => published.length > 0);
  const hasPanels = plot.panels !== undefined;
  const columns: Column[] = [
    ...(hasPanels ? [{ title: "Panel" }] : []),
    { title: plot.series.title },
    { title: "Epochs", digits: 4, significant: true },
    { title: isPublished ? `${plot.y.title}, ours` : plot.y.title, ...significant },
    ...(isPublished
      ? [
          { title: "Published", ...significant },
          { ...difference, ...significant },
        ]
      : []),
  ];
  const rows = curves.flatMap(({ panel, name, points, published }) => {
    const epochs = [...new Set([...points, ...published].map(({ epoch }) => epoch))].sort(
      (a, b) => a - b,
    );
    const at = (line: typeof points, epoch: number) =>
      line.find((point) => point.epoch === epoch)?.value;
    return epochs.map((epoch) => {
      const [ours, theirs] = [at(points, epoch), at(published, epoch)];
      return [
        ...(hasPanels ? [panel] : []),
        name,
        epoch,
        ours,
        ...(isPublished ? [theirs, apart(ours, theirs)] : []),
      ];
    });
  });
  return { columns, rows };
}

/** A row for each panel and entry of its history, a column for each layer. */
function layersTable(figure: StoredFigure, plot: LayersPlot, records: Records): Table {
  const panels = layersPanels(figure, plot, records);
  const layers = Math.max(0, ...panels.map((panel) => panel.layers.length));
  const columns: Column[] = [
    { title: "Panel" },
    { title: "Epochs", digits: 2, significant: true },
    ...Array.from({ length: layers }, (_, layer) => ({
      title: `Layer ${layer}`,
      digits: 3,
      significant: true,
    })),
  ];
  const rows = panels.flatMap(({ title, points }) =>
    [...groupsOf(points, ({ epoch }) => epoch)].map(([epoch, group]) => [
      title,
      epoch,
      ...group.map(({ value }) => value),
    ]),
  );
  return { columns, rows };
}

/** A row for each layer at each epoch: every percentile as ours, as published, and the difference. */
function percentilesTable(figure: StoredFigure, plot: PercentilesPlot, records: Records): Table {
  const panels = percentilesPanels(figure, plot, records);
  const isPublished = panels.some(({ from }) => from === "published");
  const percentiles = [
    ["p10", "10 %"],
    ["p50", "Median"],
    ["p90", "90 %"],
  ] as const;
  const columns: Column[] = [
    { title: "Epoch" },
    { title: "Layer" },
    ...percentiles.flatMap(([, title]) => [
      { title: isPublished ? `${title}, ours` : title, ...significant },
      ...(isPublished
        ? [
            { title: "Published", ...significant },
            { ...difference, ...significant },
          ]
        : []),
    ]),
  ];
  const rows = [...groupsOf(panels, ({ epoch }) => epoch)].flatMap(([epoch, group]) => {
    const ours = group.find(({ from }) => from === "ours");
    const theirs = group.find(({ from }) => from === "published");
    const layers = Math.max(...group.map(({ p50 }) => p50.length));
    return Array.from({ length: layers }, (_, layer) => [
      epoch,
      layer,
      ...percentiles.flatMap(([percentile]) => {
        const [own, other] = [ours?.[percentile][layer], theirs?.[percentile][layer]];
        return [own, ...(isPublished ? [other, apart(own, other)] : [])];
      }),
    ]);
  });
  return { columns, rows };
}

/** A row for each place of each line. */
function exactTable(plot: ExactPlot): Table {
  const columns: Column[] = [
    { title: "Panel" },
    { title: plot.series },
    { title: plot.x.title, ...significant },
    { title: "Ours", ...significant },
    { title: "Published", ...significant },
    { ...difference, digits: 6 },
  ];
  const rows = plot.lines.flatMap(({ panel, name, x, y, published }) =>
    x.map((at, place) => {
      const [ours, theirs] = [y[place], published[place]];
      return [panel, name, at, ours, theirs, apart(ours, theirs)];
    }),
  );
  return { columns, rows };
}
