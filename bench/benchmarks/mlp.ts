import { type Benchmark, ours, theirs } from "../benchmark.js";
import { spread } from "../measured.js";
import { trainedLayerRows } from "../trained-layer-rows.js";

const AGAINST = "Python torch, eager, Layca by hand";
const GOAL = 0.7;

/** Whole training steps with Layca: of all kernels of the perceptron, and of Figure 1's one. */
export const mlp: Benchmark = {
  contenders: (setting) => {
    const { data, batches } = setting;
    const threads = String(setting.threads);
    return [
      ours("mlp, layca", "mlp.mjs", batches, threads),
      theirs("mlp, torch", setting, "mlp.py", batches, threads),
      ours("figure 1 with Layca, layca", "figure1.mjs", data, threads, "layca"),
      theirs("figure 1 with Layca, torch", setting, "figure1.py", data, threads, "layca"),
    ];
  },
  rows: (samples) => {
    const seconds = (name: string) => spread(samples.get(name), ({ values }) => values.seconds);
    return [
      {
        what: "**MLP 784×10 step, batch 128, Layca on all kernels**",
        unit: "ms",
        ours: seconds("mlp, layca"),
        against: AGAINST,
        theirs: seconds("mlp, torch"),
        goal: GOAL,
      },
      ...trainedLayerRows({
        what: "Figure 1 step with Layca",
        against: AGAINST,
        ours: samples.get("figure 1 with Layca, layca"),
        theirs: samples.get("figure 1 with Layca, torch"),
        goal: GOAL,
      }),
    ];
  },
};
