import { expect, it } from "vitest";
import fig02 from "../../../../lib/experiments/figures/fig02.js";

it("sets the published curves of a task in the order of the rate or of alpha", () => {
  const values = (id: string, label: string) =>
    fig02.plots.flatMap((plot) =>
      plot.kind === "layers" && plot.id === id
        ? (plot.published?.panels ?? []).flatMap(({ where }) =>
            where.task === "C10-CNN1" ? (where[label] ?? []) : [],
          )
        : [],
    );
  expect(values("fig2-layers-alpha", "alpha")).toEqual([-0.6, 0, 0.6]);
  expect(values("fig2-layers-rate", "log3Rate")).toEqual([-5, -4, -3]);
});
