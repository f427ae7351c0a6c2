import { describe, expect, it } from "vitest";
import { checkDrawn } from "../../../lib/experiments/check-drawn.js";
import { atEveryScale, defineFigure, defineStudy } from "../../../lib/experiments/define-figure.js";
import { testAccuracy } from "../../../lib/experiments/measures.js";
import { checkOptions, figureList } from "../../../lib/experiments/reproduce-options.js";
import { mlpS } from "../../../lib/experiments/tasks/mlp-s.js";
import { refusal } from "../../support/refusal.js";

const study = defineStudy({
  tasks: [mlpS],
  methods: [{ id: "SGD", text: "", training: "sgd" }],
  grid: { layer: [0, 9] },
  seeds: [0],
});
const points = {
  kind: "points",
  id: "accuracy",
  title: "",
  x: { label: "layer", title: "" },
  y: { measure: "testAccuracy", title: "" },
} as const;
const parts = {
  id: "own",
  name: "Own",
  title: "",
  source: "",
  text: "",
  studies: atEveryScale([study]),
  measures: { testAccuracy },
  plots: [points],
  claims: {},
};

/** Defined with parts that TypeScript would refuse. */
const defined = (other: object) => defineFigure({ ...parts, ...other } as typeof parts);
const withPlots = (...plots: object[]) => refusal(() => defined({ plots }));

describe("defineFigure", () => {
  it("refuses names that lead out of the folder or to another's", () => {
    const name = "expected a name of letters, digits, hyphens and underscores but received";
    expect(refusal(() => defined({ id: "../evil" }))).toBe(`figure: id: ${name} "../evil"`);
    expect(refusal(() => defined({ id: "runs" }))).toBe(
      "figure runs: id: expected another name than runs and tensorboard",
    );
    expect(withPlots({ ...points, id: "../../evil" })).toBe(
      `figure own: plots[0].id: ${name} "../../evil"`,
    );
    expect(withPlots(points, points)).toBe(
      "figure own: plots[1].id: expected one plot named accuracy",
    );
  });

  it("refuses labels and measures that are none of the figure's, naming those that are", () => {
    expect(
      withPlots({ ...points, x: { label: "depth", title: "" }, where: { colour: "red" } }),
    ).toBe(
      "figure own: plots[0]: expected a label of the studies (task, method, layer, seed) but received depth\n" +
        "figure own: plots[0]: expected a label of the studies (task, method, layer, seed) but received colour",
    );
    expect(withPlots({ ...points, y: { measure: "nope", title: "" } })).toBe(
      "figure own: plots[0]: expected a measure (testAccuracy) but received nope",
    );
    const series = { label: "method", title: "" };
    const y = { layerMeasure: "nope", title: "" };
    expect(withPlots({ kind: "layerPoints", id: "a", title: "", series, y })).toBe(
      "figure own: plots[0]: expected a layer measure (none) but received nope",
    );
  });

  it("refuses unknown kinds and histories, and studies without seeds", () => {
    expect(withPlots({ ...points, kind: "pie" })).toMatch(
      /^figure own: plots\[0\]\.kind: expected points, curves, .+ or exact but received "pie"/,
    );
    const curves = { ...points, kind: "curves", series: points.x, x: undefined };
    expect(withPlots({ ...curves, y: { history: "loss", title: "" } })).toContain(
      'plots[0].y.history: expected "train.loss", ',
    );
    expect(refusal(() => defined({ studies: atEveryScale([{ ...study, seeds: [] }]) }))).toContain(
      "figure own: studies.smoke[0].seeds: expected one or more seeds but received []",
    );
  });

  it("knows labels and measures before it runs", () => {
    const { studies, measures } = parts;
    const rest = { ...parts, studies, measures, plots: [] };
    const define = () => [
      // @ts-expect-error no study has an axis of this name
      defineFigure({ ...rest, plots: [{ ...points, x: { label: "depth", title: "" } }] }),
      // @ts-expect-error no measure has this name
      defineFigure({ ...rest, plots: [{ ...points, y: { measure: "nope", title: "" } }] }),
    ];
    expect(define).toThrow("expected a label of the studies");
  });
});

it("a plot without a run to draw is refused before anything is trained", () => {
  const figure = defined({ plots: [{ ...points, where: { layer: 5 } }] });
  expect(refusal(() => checkDrawn({ figure, runs: [] }, "paper"))).toBe(
    "figure own: plots[0]: expected runs to draw at paper scale, but its studies have none there",
  );
  const run = { key: "", labels: { layer: 9 }, cost: 1 } as never;
  expect(refusal(() => checkDrawn({ figure, runs: [run] }, "smoke"))).toBe(
    'figure own: plots[0]: expected runs to draw at smoke scale, but none of 1 has layer with the values of where, {"layer":5}',
  );
});

describe("reproduce", () => {
  it("takes one figure or several, of different names", () => {
    const figure = defined({});
    expect(figureList(figure)).toEqual([figure]);
    expect(figureList([figure])).toEqual([figure]);
    expect(refusal(() => figureList([figure, figure]))).toBe(
      "figure own: expected one figure of this id",
    );
    expect(refusal(() => figureList([]))).toBe("figures: expected one or more figures");
  });

  it("names options that are missing, unknown or of another form", () => {
    expect(refusal(() => checkOptions({ scale: "big", job: 2 } as never))).toBe(
      'options.scale: expected "smoke", "reduced" or "paper" but received "big"\n' +
        "options.directory: expected a folder's path but it is missing\n" +
        "options.job: unknown key; did you mean jobs? expected one of scale, directory, dataRoot, jobs, device, signal, onProgress, onNotice",
    );
  });
});
