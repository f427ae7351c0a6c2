import { fileURLToPath } from "node:url";
import type { Contender, Sample, Spread } from "./measured.js";
import { spread } from "./measured.js";
import { type Row, sum } from "./row.js";

/** Where the contenders find what they need. */
export interface Setting {
  /** A Python that imports the full torch package. */
  readonly python: string;
  /** The safetensors file of `writeSamples`. */
  readonly data: string;
  readonly threads: number;
}

/** Contenders, and the rows of the table that come of their samples. */
export interface Benchmark {
  readonly contenders: (setting: Setting) => readonly Contender[];
  readonly rows: (samples: ReadonlyMap<string, readonly Sample[]>) => readonly Row[];
}

const caseFile = (name: string) => fileURLToPath(new URL(`cases/${name}`, import.meta.url));

/** A file of `cases/` in plain Node on the compiled package: no TypeScript loader is measured. */
function layca(name: string, file: string, { data, threads }: Setting): Contender {
  return { name, command: [process.execPath, caseFile(file), data, String(threads)] };
}

function torch(name: string, file: string, setting: Setting, ...flags: string[]): Contender {
  const { python, data, threads } = setting;
  return { name, command: [python, caseFile(file), data, String(threads), ...flags] };
}

/** The trained layer of each Figure 1 run that is timed: the first, one in the middle, the last hidden one. */
const TRAINED = ["0", "5", "9"];

const figure1: Benchmark = {
  contenders: (setting) => [
    layca("figure 1, layca", "figure1.mjs", setting),
    torch("figure 1, eager", "figure1.py", setting),
    torch("figure 1, cached prefix", "figure1.py", setting, "--cached-prefix"),
  ],
  rows: (samples) => {
    const steps = (name: string) =>
      TRAINED.map((layer) => spread(samples.get(name), ({ values }) => values[layer]));
    const ours = steps("figure 1, layca");
    return [
      ...against("eager", ours, steps("figure 1, eager"), 0.8),
      ...against("prefix cached by hand", ours, steps("figure 1, cached prefix"), 1),
    ];
  },
};

function against(
  which: string,
  ours: readonly Spread[],
  theirs: readonly Spread[],
  goal: number,
): Row[] {
  const rows = TRAINED.flatMap((layer, index): Row[] => {
    const [our, their] = [ours[index], theirs[index]];
    if (our === undefined || their === undefined) return [];
    return [
      { what: `Figure 1 step, layer ${layer}; ${which}`, unit: "ms", ours: our, theirs: their },
    ];
  });
  const total: Row = {
    what: `**Figure 1 step, sum; ${which}**`,
    unit: "ms",
    ours: sum(ours),
    theirs: sum(theirs),
    goal,
  };
  return [...rows, total];
}

const firstStep: Benchmark = {
  contenders: (setting) => [
    layca("first step, layca", "first-step.mjs", setting),
    torch("first step, torch", "first_step.py", setting),
  ],
  rows: (samples) => {
    const [ours, theirs] = [samples.get("first step, layca"), samples.get("first step, torch")];
    const peak = ({ values }: Sample) => values.peakBytes;
    const wall = (sample: Sample) => sample.wall;
    return [
      {
        what: "**Process from start to exit, one step**",
        unit: "s",
        ours: spread(ours, wall),
        theirs: spread(theirs, wall),
        goal: 0.4,
      },
      {
        what: "Its peak memory",
        unit: "MB",
        ours: spread(ours, peak),
        theirs: spread(theirs, peak),
      },
    ];
  },
};

const eventLoop: Benchmark = {
  contenders: (setting) => [layca("event loop", "event-loop.mjs", setting)],
  rows: (samples) => {
    const delay = (name: string) => spread(samples.get("event loop"), ({ values }) => values[name]);
    return [
      { what: "A 5 ms timer's delay while training, median", unit: "ms", ours: delay("median") },
      { what: "**A 5 ms timer's delay, p99**", unit: "ms", ours: delay("p99"), goal: 10 },
    ];
  },
};

/** Every benchmark by the name that `--only` takes. */
export const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map(
  Object.entries({ figure1, firstStep, eventLoop }),
);
