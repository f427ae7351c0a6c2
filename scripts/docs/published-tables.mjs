// What docs/reproduction.md sets beside the published numbers, figure by figure, no longer than a reader takes in.

import { layersPanels } from "../../lib/report/layer-curves.ts";
import { percentilesPanels } from "../../lib/report/layer-percentiles.ts";
import { meansByX, pointsLines } from "../../lib/report/measured-points.ts";
import { groupsOf } from "../../lib/report/plot-runs.ts";
import { apart, difference } from "../../lib/report/points-table.ts";
import { runCurves } from "../../lib/report/run-curves.ts";
import { cellText } from "../../lib/report/table.ts";
import { table } from "./options-table.mjs";

const accuracy = { digits: 4 };
const significant = { digits: 4, significant: true };
const none = "–";

/** A row for each place on the axis, a column for each panel: ours, and what was published. */
export function panelsTable({ figure, plot }) {
  const columns = pointsLines(figure, plot).flatMap(({ panel, points, published }) => {
    const [name] = panel.split(", published");
    const ours = meansByX(points).map(({ x, mean }) => [x, mean]);
    const theirs = published.map(({ x, y }) => [x, y]);
    return [
      { title: name, values: new Map(ours) },
      { title: `${name}, published`, values: new Map(theirs) },
    ].filter(({ values }) => values.size > 0);
  });
  const places = [...new Set(columns.flatMap(({ values }) => [...values.keys()]))];
  if (places.every((place) => typeof place === "number")) places.sort((a, b) => a - b);
  return textTable(
    [plot.x.title, ...columns.map(({ title }) => title)],
    places.map((place) => [place, ...columns.map(({ values }) => values.get(place))]),
    accuracy,
  );
}

/** A row for each line, a column for each panel: where its curve stands at an epoch, `C10-r=22`. */
export function epochsTable({ figure, plot, records }, ...panels) {
  const curves = runCurves(figure, plot, records);
  const columns = panels.map((asked) => {
    const [panel, epoch] = asked.split("=");
    const values = curves.flatMap(({ panel: title, name, points, published }) => {
      const line = title === panel ? points : title === `${panel}, published` ? published : [];
      const at = line.find((point) => point.epoch === Number(epoch));
      return at ? [[name, at.value]] : [];
    });
    const from = curves.some(({ panel: title }) => title === panel) ? "" : ", published";
    return { title: `${panel}${from}, epoch ${epoch}`, values: new Map(values) };
  });
  const names = [...new Set(columns.flatMap(({ values }) => [...values.keys()]))];
  return textTable(
    [plot.series.title, ...columns.map(({ title }) => title)],
    names
      .sort((a, b) => Number(a) - Number(b))
      .map((name) => [name, ...columns.map(({ values }) => values.get(name))]),
    significant,
  );
}

/** A row for each of some epochs: ours, published and their difference. */
export function courseTable({ figure, plot, records }, ...epochs) {
  const [curve] = runCurves(figure, plot, records);
  const at = (line, epoch) => line.find((point) => point.epoch === Number(epoch))?.value;
  return table(
    ["Epochs", "Ours, mean", "Published", difference.title],
    epochs.map((epoch) => {
      const [ours, theirs] = [at(curve.points, epoch), at(curve.published, epoch)];
      return [
        epoch,
        cellText(ours, significant),
        cellText(theirs, significant),
        cellText(apart(ours, theirs), difference),
      ];
    }),
    [0, 1, 2, 3],
  );
}

/** A row for each line of each panel: where it is highest, and how high, ours and published. */
export function bestTable({ figure, plot }) {
  const highest = (points) =>
    points.reduce((best, point) => (best && best.y >= point.y ? best : point), undefined);
  const text = (best) => (best ? `3^${best.x}: ${cellText(best.y, accuracy)}` : none);
  const cells = new Map();
  for (const { panel, name, points, published } of pointsLines(figure, plot)) {
    const [task, method] = panel.replace(", published", "").split(", ");
    const row = JSON.stringify([method, name]);
    const ours = meansByX(points).map(({ x, mean }) => ({ x, y: mean }));
    const best = highest(ours) ?? highest(published);
    cells.set(row, { ...cells.get(row), [ours.length > 0 ? task : `${task}, published`]: best });
  }
  const titles = [...new Set([...cells.values()].flatMap((row) => Object.keys(row)))];
  const methods = [...new Set([...cells.keys()].map((row) => JSON.parse(row)[0]))];
  const order = ([row]) => {
    const [method, factor] = JSON.parse(row);
    return [methods.indexOf(method), Number(factor)];
  };
  const sorted = [...cells].sort((a, b) => {
    const [first, second] = [order(a), order(b)];
    return first[0] - second[0] || first[1] - second[1];
  });
  return table(
    ["method", "factor", ...titles],
    sorted.map(([row, best]) => [...JSON.parse(row), ...titles.map((of) => text(best[of]))]),
    [1],
  );
}

/** A row for each panel: how far the layer that turned least and the one that turned farthest stand at the end. */
export function turnedTable({ figure, plot, records }) {
  const rows = layersPanels(figure, plot, records).map(({ title, from, points }) => {
    // Of what was read off a picture some layers are hidden at the very end.
    const ends = [...groupsOf(points, ({ layer }) => layer).values()].flatMap(
      (of) => of.slice(-2).findLast(({ value }) => value !== null)?.value ?? [],
    );
    const [least, farthest] = [Math.min(...ends), Math.max(...ends)];
    return [title, from, least, farthest, farthest / least];
  });
  return textTable(["panel", "from", "least", "farthest", "ratio"], rows, significant);
}

/** A row for each epoch: powers of ten that the medians of layers span, and that the middle 80 % of a layer's weights do. */
export function spansTable({ figure, plot, records }) {
  const panels = percentilesPanels(figure, plot, records);
  const rows = [...groupsOf(panels, ({ epoch }) => epoch)].map(([epoch, group]) => {
    const spans = ["ours", "published"].map((wanted) => {
      const panel = group.find(({ from }) => from === wanted);
      return panel ? spansOf(panel) : [undefined, undefined];
    });
    return [epoch, spans[0][0], spans[1][0], spans[0][1], spans[1][1]];
  });
  const titles = ["medians, ours", "published", "within the median layer, ours", "published"];
  return textTable(["epoch", ...titles], rows, { digits: 2 });
}

function spansOf({ p10, p50, p90 }) {
  const within = p90.map((high, layer) => Math.log10(high / p10[layer])).sort((a, b) => a - b);
  const middle = (within.length - 1) / 2;
  return [
    Math.log10(Math.max(...p50) / Math.min(...p50)),
    (within[Math.floor(middle)] + within[Math.ceil(middle)]) / 2,
  ];
}

/** A row for each line of a formula: its least value, ours and published, and the largest difference along it. */
export function leastTable({ plot }) {
  const rows = plot.lines.map(({ panel, name, y, published }) => [
    panel,
    name,
    Math.min(...y),
    Math.min(...published),
    Math.max(...y.map((value, place) => Math.abs(value / published[place] - 1))),
  ]);
  const titles = ["least, ours", "published", "largest relative difference"];
  return table(
    ["panel", plot.series, ...titles],
    rows.map(([panel, name, ours, theirs, apart]) => [
      panel,
      name,
      cellText(ours, significant),
      cellText(theirs, significant),
      apart.toExponential(1),
    ]),
    [1, 2, 3, 4],
  );
}

/** A table whose numbers are written alike, but for those that name rows. */
function textTable(titles, rows, column) {
  return table(
    titles,
    rows.map((cells) =>
      cells.map((cell, index) => (index === 0 ? String(cell) : cellText(cell, column))),
    ),
    titles.flatMap((_, index) =>
      rows.some((cells) => typeof cells[index] === "number") ? [index] : [],
    ),
  );
}
