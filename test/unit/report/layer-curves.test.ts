import { describe, expect, it } from "vitest";
import type { LayersPlot, PublishedLayersPanel } from "../../../lib/figure.js";
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
const angle: LayersPlot = {
  ...distance,
  y: { history: "rotation.angle", title: "", unit: "degrees" },
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
  const [first] = layersPanels(figure, angle, records)[0]?.points ?? [];
  expect(first).toMatchObject({ layer: 0, epoch: 1 });
  expect(first?.value).toBeCloseTo((0.08 * 180) / Math.PI, 12);
});

it("leaves out runs that have no record, and panels that nothing was recorded of", () => {
  expect(layersPanels(figure, distance, new Map())).toEqual([]);
  const norms: LayersPlot = { ...distance, y: { history: "rotation.norm", title: "" } };
  expect(layersPanels(figure, norms, records)).toEqual([]);
});

describe("of a record with single steps", () => {
  const [key, record] = [...records][0] ?? [];
  if (!key || !record) throw new Error("the sample has records");
  const entries = (at: "step" | "firstStepOfEpoch", epochs: number) => {
    const history = record.history.flatMap((entry) =>
      entry.epoch < epochs ? [{ ...entry, at }, entry] : [entry],
    );
    return new Map([[key, { ...record, history }]]);
  };

  it("draws those of epochs alone", () => {
    expect(layersPanels(figure, distance, entries("step", 12))[0]?.points).toHaveLength(11 * 13);
  });

  it("draws no angle of an epoch of whose rotation the entry has only the last step", () => {
    const [panel] = layersPanels(figure, angle, entries("step", 2));
    expect(new Set(panel?.points.map(({ epoch }) => epoch))).toEqual(
      new Set([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    );
    const first = layersPanels(figure, angle, entries("firstStepOfEpoch", 12))[0];
    expect(first?.points).toHaveLength(11 * 12);
  });
});

describe("published panels", () => {
  const panel = (method: string, more: Partial<PublishedLayersPanel> = {}) => ({
    where: { method },
    epochs: [2, 5],
    values: [
      [0.1, null],
      [0.2, 0.3],
    ],
    ...more,
  });
  const drawn = (panels: readonly PublishedLayersPanel[], more: Partial<LayersPlot> = {}) =>
    layersPanels(
      figure,
      {
        ...distance,
        ...more,
        published: { title: "published", source: "", precision: "", panels },
      },
      records,
    );

  it("follow ours of the same labels; those of other runs come last", () => {
    const panels = drawn([panel("Adam"), panel("Layca"), panel("SGD")]);
    expect(panels.map(({ title, from }) => `${title} ${from}`)).toEqual([
      "SGD ours",
      "SGD published",
      "Layca ours",
      "Layca published",
      "Adam published",
    ]);
  });

  it("keep gaps where nothing could be read, layer by layer in each epoch", () => {
    const [, published] = drawn([panel("SGD", { read: "picture" })]);
    expect(published).toMatchObject({ layers: 2, isRead: true });
    expect(published?.points).toEqual([
      { layer: 0, epoch: 2, value: 0.1 },
      { layer: 1, epoch: 2, value: 0.2 },
      { layer: 0, epoch: 5, value: null },
      { layer: 1, epoch: 5, value: 0.3 },
    ]);
  });

  it("are those that the plot selects, as ours are", () => {
    const panels = drawn([panel("Adam"), panel("Layca"), panel("SGD")], {
      where: { method: ["SGD", "Adam"] },
    });
    expect(panels.map(({ title, from }) => `${title} ${from}`)).toEqual([
      "SGD ours",
      "SGD published",
      "Adam published",
    ]);
  });

  it("have their printed numbers, ours the mean and its difference to the reference", () => {
    const panels = drawn([panel("SGD", { value: 0.7968, difference: -8.77 })], {
      note: {
        measure: "testAccuracy",
        title: "test accuracy",
        reference: { same: ["task"], where: { method: "Layca" } },
      },
    });
    expect(panels.map(({ value }) => value)).toEqual([0.944, 0.7968, 0.947]);
    expect(panels[0]?.difference).toBeCloseTo(-0.3, 10);
    expect(panels.slice(1).map(({ difference }) => difference)).toEqual([-8.77, undefined]);
  });
});
