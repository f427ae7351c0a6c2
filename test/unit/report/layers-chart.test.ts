import { describe, expect, it } from "vitest";
import type { LayersPlot } from "../../../lib/figure.js";
import config from "../../../lib/report/charts/config.json" with { type: "json" };
import { layersChart } from "../../../lib/report/layers-chart.js";
import type { LayerPoint, LayersPanel } from "../../../lib/report/layers-panel.js";
import { fileLook, palettes } from "../../../lib/report/look.js";

const plot: LayersPlot = {
  kind: "layers",
  id: "plot",
  title: "",
  panels: ["method"],
  y: { history: "rotation.distance", title: "" },
};
const panel = (layers: number, more: Partial<LayersPanel> = {}): LayersPanel => ({
  title: "SGD",
  from: "ours",
  isRead: false,
  value: undefined,
  difference: undefined,
  layers,
  points: Array.from({ length: layers }, (_, layer) => ({ layer, epoch: 1, value: layer / 10 })),
  ...more,
});

/** The views of a chart of two panels, side by side. */
function views(panels: readonly LayersPanel[], of = plot) {
  const spec = layersChart(panels, of, fileLook);
  if (!("hconcat" in spec)) throw new Error("two panels stand side by side");
  return spec.hconcat.map((view) => {
    const { data, mark, title, encoding } = JSON.parse(JSON.stringify(view));
    const { [data.name]: values } = JSON.parse(JSON.stringify(spec.datasets));
    return { values, mark, title, encoding };
  });
}

/** What the charts' config says of a mark's style. */
const lookOf = ({ style }: { style: string }) =>
  Object.entries(config.style).find(([name]) => name === style)?.[1];

describe("published panels", () => {
  const published = panel(3, { from: "published", points: [{ layer: 0, epoch: 2, value: 0.9 }] });

  it("are named so, in the colour of what is published, and dashed", () => {
    const [ours, theirs] = views([panel(3), published]);
    expect(theirs?.title.text.join(" ")).toBe("SGD, published");
    expect(theirs?.title.color).toBe(palettes.light.published);
    expect(lookOf(theirs?.mark)).toMatchObject({ strokeDash: [4, 2] });
    expect(ours?.title.text).toEqual(["SGD"]);
    expect(lookOf(ours?.mark)).not.toHaveProperty("strokeDash");
  });

  it("share the axes of ours, and are dotted where they were read, with gaps where nothing could be", () => {
    const points = [
      { layer: 0, epoch: 2, value: 0.9 },
      { layer: 0, epoch: 3, value: 0.8 },
      { layer: 0, epoch: 4, value: null },
      { layer: 0, epoch: 5, value: 0.7 },
    ];
    const [ours, theirs] = views([panel(3), { ...published, isRead: true, points }]);
    expect(ours?.encoding.y.scale.domain).toEqual([0, 0.9]);
    expect(lookOf(theirs?.mark)).toMatchObject({ strokeDash: [0.5, 3], strokeCap: "round" });
    const drawn = theirs?.values.map(({ epoch, value }: LayerPoint) => [epoch, value]);
    // The last is a curve by itself: a dot.
    expect(drawn).toEqual([
      [2, 0.9],
      [3, 0.8],
      [4, null],
      [5, 0.7],
      [5.01, 0.7],
    ]);
  });
});

it("colours by layer where networks are as deep, else from the first layer to the last", () => {
  const depths = (panels: readonly LayersPanel[]) =>
    views(panels).map(({ values }) => values.map(({ depth }: { depth: number }) => depth));
  expect(depths([panel(3), panel(3)])).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ]);
  expect(depths([panel(3), panel(5)])).toEqual([
    [0, 0.5, 1],
    [0, 0.25, 0.5, 0.75, 1],
  ]);
});

it("leaves zeros out of a logarithmic axis", () => {
  const [first] = views([panel(3), panel(3)], { ...plot, y: { ...plot.y, scale: "log" } });
  expect(first?.values.map(({ value }: { value: unknown }) => value)).toEqual([null, 0.1, 0.2]);
  expect(first?.encoding.y.scale.domain).toEqual([0.1, 0.2]);
});
