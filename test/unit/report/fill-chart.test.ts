import { expect, it } from "vitest";
import { fillChart, withoutSample } from "../../../lib/report/fill-chart.js";

const spec = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  description: "a line",
  mark: { type: "line", strokeWidth: 2 },
  encoding: { x: { field: "x", axis: { title: "Epochs" } }, color: { legend: { columns: 1 } } },
  layer: [{ mark: "line" }, { mark: "point" }],
  datasets: { numbers: [{ x: 1 }] },
};

it("joins objects key by key, however deep", () => {
  const filled = fillChart(spec, { encoding: { x: { axis: { format: "d" } } } });
  expect(filled.encoding).toEqual({
    x: { field: "x", axis: { title: "Epochs", format: "d" } },
    color: { legend: { columns: 1 } },
  });
  expect(filled.mark).toEqual(spec.mark);
});

it("puts lists, null and plain values in the place of what was there", () => {
  const more = { mark: "area", encoding: { color: { legend: null } }, layer: [{ mark: "rule" }] };
  expect(fillChart(spec, more)).toMatchObject(more);
  expect(fillChart({ title: null }, { title: { text: "A" } })).toEqual({ title: { text: "A" } });
});

it("leaves the committed specification as it is", () => {
  const before = structuredClone(spec);
  fillChart(spec, { mark: { strokeWidth: 1 }, encoding: { x: { axis: { title: null } } } });
  expect(spec).toEqual(before);
});

it("takes away the sample and what a specification says of itself", () => {
  expect(Object.keys(withoutSample(spec))).toEqual(["$schema", "mark", "encoding", "layer"]);
});
