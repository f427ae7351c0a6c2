import { type Benchmark, ours, theirs } from "../benchmark.js";
import { type Sample, spread } from "../measured.js";

/** From the start of a process to its exit: import, one training step. */
export const firstStep: Benchmark = {
  contenders: (setting) => {
    const args = [setting.data, String(setting.threads)];
    return [
      ours("first step, layca", "first-step.mjs", ...args),
      theirs("first step, torch", setting, "first_step.py", ...args),
    ];
  },
  rows: (samples) => {
    const both = (pick: (sample: Sample) => number | undefined) => ({
      ours: spread(samples.get("first step, layca"), pick),
      against: "Python torch",
      theirs: spread(samples.get("first step, torch"), pick),
    });
    return [
      {
        what: "**Process from start to exit, one step**",
        unit: "s",
        ...both(({ wall }) => wall),
        goal: 0.4,
      },
      { what: "Its peak memory", unit: "MB", ...both(({ values }) => values.peakBytes) },
    ];
  },
};
