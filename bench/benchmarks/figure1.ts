import { type Benchmark, ours, theirs } from "../benchmark.js";
import { trainedLayerRows } from "../trained-layer-rows.js";

/** A training step of Figure 1: one hidden layer of eleven trained by SGD. */
export const figure1: Benchmark = {
  contenders: (setting) => {
    const args = [setting.data, String(setting.threads)];
    return [
      ours("figure 1, layca", "figure1.mjs", ...args, "sgd"),
      theirs("figure 1, eager", setting, "figure1.py", ...args, "sgd"),
      theirs("figure 1, cached prefix", setting, "figure1.py", ...args, "sgd", "--cached-prefix"),
    ];
  },
  rows: (samples) => {
    const against = (name: string, torch: string, goal: number) =>
      trainedLayerRows({
        what: "Figure 1 step",
        against: torch,
        ours: samples.get("figure 1, layca"),
        theirs: samples.get(name),
        goal,
      });
    return [
      ...against("figure 1, eager", "Python torch, eager", 0.8),
      ...against("figure 1, cached prefix", "Python torch, prefix cached by hand", 1),
    ];
  },
};
