import { type Benchmark, ours } from "../benchmark.js";
import { spread } from "../measured.js";
import { NETS } from "../nets.js";

/** What it costs to record how far every kernel turned at every step. */
export const rotation: Benchmark = {
  contenders: ({ threads }) =>
    NETS.map(({ name }) => ours(`rotation ${name}`, "rotation.mjs", name, String(threads))),
  rows: (samples) =>
    NETS.map(({ name, title }) => {
      const seconds = (value: string) =>
        spread(samples.get(`rotation ${name}`), ({ values }) => values[value]);
      return {
        what: `**Layca step with its rotation, ${title}**`,
        unit: "ms",
        ours: seconds("recorded"),
        against: "the same step without, in turn with it",
        theirs: seconds("plain"),
        goal: 1.25,
      };
    }),
};
