import { expect, it } from "vitest";
import type { LayersPlot } from "../../../lib/figure.js";
import { layersPanels } from "../../../lib/report/layer-curves.js";
import { sampleRecord, sampleRotation } from "../../support/sample-report.js";

const figure = sampleRotation();
const records = new Map(figure.runs.map(({ key }, index) => [key, sampleRecord(key, index)]));
const distance: LayersPlot = {
  kind: "layers",
  id: "rotation",
  title: "",
  panels: ["method"],
  y: { history: "rotation.distance", title: "" },
};

it("makes a panel of each method, whose distances start from 0 before the first step", () => {
  const panels = layersPanels(figure, distance, records);
  expect(panels.map(({ title }) => title)).toEqual(["SGD", "Layca"]);
  const points = panels[0]?.points ?? [];
  expect(points.slice(0, 2)).toEqual([
    { layer: 0, epoch: 0, value: 0 },
    { layer: 1, epoch: 0, value: 0 },
  ]);
  expect(points).toHaveLength(11 * 13);
  expect(points.at(-1)?.epoch).toBe(12);
});

it("gives angles in degrees, from the first entry on", () => {
  const angle: LayersPlot = {
    ...distance,
    y: { history: "rotation.angle", title: "", unit: "degrees" },
  };
  const [first] = layersPanels(figure, angle, records)[0]?.points ?? [];
  expect(first).toMatchObject({ layer: 0, epoch: 1 });
  expect(first?.value).toBeCloseTo((0.08 * 180) / Math.PI, 12);
});

it("leaves out runs that have no record", () => {
  expect(layersPanels(figure, distance, new Map())).toEqual([]);
});

it("draws no single steps where there are entries of epochs", () => {
  const [key, record] = [...records][0] ?? [];
  if (!key || !record) throw new Error("the sample has records");
  const history = record.history.flatMap((entry) => [{ ...entry, at: "step" as const }, entry]);
  const doubled = new Map([[key, { ...record, history }]]);
  expect(layersPanels(figure, distance, doubled)[0]?.points).toHaveLength(11 * 13);
});
