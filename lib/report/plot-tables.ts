import type {
  CurvesPlot,
  ExactPlot,
  LayerPointsPlot,
  LayersPlot,
  PercentilesPlot,
  Plot,
  StoredFigure,
} from "../figure.js";
import { layersPanels } from "./layer-curves.js";
import { layerLines } from "./layer-lines.js";
import { percentilesPanels } from "./layer-percentiles.js";
import type { LayersPanel } from "./layers-panel.js";
import { groupsOf } from "./plot-runs.js";
import { apart, difference, pointsTable } from "./points-table.js";
import { runCurves } from "./run-curves.js";
import type { StoredRecord } from "./stored-record.js";
import type { Column, Table } from "./table.js";

type Records = ReadonlyMap<string, StoredRecord>;

/** Numbers that span magnitudes. */
const significant = { digits: 4, significant: true } as const;

/** The table of a plot. */
export function tableOf(figure: StoredFigure, plot: Plot, records: Records): Table {
  switch (plot.kind) {
    case "points":
      return pointsTable(figure, plot);
    case "curves":
      return curvesTable(figure, plot, records);
    case "layers":
      return layersTable(figure, plot, records);
    case "layerPoints":
      return layerPointsTable(figure, plot);
    case "percentiles":
      return percentilesTable(figure, plot, records);
    case "exact":
      return exactTable(plot);
  }
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

/** A row for each panel and entry of its history, ours and published, a column for each layer. */
function layersTable(figure: StoredFigure, plot: LayersPlot, records: Records): Table {
  const panels = layersPanels(figure, plot, records);
  const layers = Math.max(0, ...panels.map((panel) => panel.layers));
  const columns: Column[] = [
    { title: "Panel" },
    ...(plot.published ? [{ title: "From" }] : []),
    { title: "Epochs", digits: 4, significant: true },
    ...Array.from({ length: layers }, (_, layer) => ({ title: `Layer ${layer}`, ...significant })),
  ];
  const origin = ({ from, isRead }: LayersPanel) => (isRead ? `${from}, read off a picture` : from);
  const rows = panels.flatMap((panel) =>
    [...groupsOf(panel.points, ({ epoch }) => epoch)].map(([epoch, group]) => [
      panel.title,
      ...(plot.published ? [origin(panel)] : []),
      epoch,
      ...group.map(({ value }) => value ?? undefined),
    ]),
  );
  return { columns, rows };
}

/** A row for each layer of each line, and what the formula gives. */
function layerPointsTable(figure: StoredFigure, plot: LayerPointsPlot): Table {
  const { expected } = plot;
  const columns: Column[] = [
    { title: "Panel" },
    ...(plot.published ? [{ title: "From" }] : []),
    { title: plot.series.title },
    { title: "Layer" },
    { title: plot.y.title, ...significant },
    ...(expected ? [{ title: expected.title, ...significant }] : []),
  ];
  const rows = layerLines(figure, plot).flatMap(({ panel, from, name, values, expected: level }) =>
    values.map((value, layer) => [
      panel,
      ...(plot.published ? [from] : []),
      name,
      layer,
      value,
      ...(expected ? [level] : []),
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
