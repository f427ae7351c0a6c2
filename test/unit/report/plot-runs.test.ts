import { expect, it } from "vitest";
import type { LayersPlot } from "../../../lib/figure.js";
import { panelTitle } from "../../../lib/report/plot-runs.js";

const plot: LayersPlot = {
  kind: "layers",
  id: "plot",
  title: "Title",
  panels: ["task", "alpha"],
  y: { history: "rotation.distance", title: "distance" },
};

it("calls a panel by the values of its labels, numbers by their names where they are given", () => {
  expect(panelTitle({ task: "C10-r", alpha: -0.6, seed: 1 }, plot)).toBe("C10-r, −0.6");
  const named = { ...plot, panelNames: { alpha: "alpha" } };
  expect(panelTitle({ task: "C10-r", alpha: -0.6 }, named)).toBe("C10-r, alpha −0.6");
  expect(panelTitle({ task: "C10-r" }, named)).toBe("C10-r");
});
