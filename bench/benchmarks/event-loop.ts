import { type Benchmark, ours } from "../benchmark.js";
import { spread } from "../measured.js";

/** How late a timer fires while a network trains. */
export const eventLoop: Benchmark = {
  contenders: ({ data, threads }) => [ours("event loop", "event-loop.mjs", data, String(threads))],
  rows: (samples) => {
    const delay = (name: string) => spread(samples.get("event loop"), ({ values }) => values[name]);
    return [
      { what: "A 5 ms timer's delay while training, median", unit: "ms", ours: delay("median") },
      { what: "**A 5 ms timer's delay, p99**", unit: "ms", ours: delay("p99"), goal: 10 },
    ];
  },
};
