import { fileURLToPath } from "node:url";
import type { Contender, Sample } from "./measured.js";
import type { Row } from "./row.js";
import type { Timings, Turns } from "./turns.js";

/** Where the contenders find what they need. */
export interface Setting {
  /** A Python that imports the full torch package. */
  readonly python: string;
  /** Safetensors files of `writeSamples`: Figure 1's one batch, and ten batches of 128. */
  readonly data: string;
  readonly batches: string;
  /** A safetensors file of `writeImages`: four batches of 128. */
  readonly images: string;
  /** A folder for what torch.compile makes, so that a later process finds it. */
  readonly compiled: string;
  /** A folder for npm packages that are only measured. */
  readonly packages: string;
  readonly threads: number;
}

/** Contenders, and the rows of the table that come of their samples. */
export interface Benchmark {
  readonly contenders: (setting: Setting) => readonly Contender[];
  /** Those whose processes live on. */
  readonly turns?: (setting: Setting) => readonly Turns[];
  readonly rows: (
    samples: ReadonlyMap<string, readonly Sample[]>,
    timings: Timings,
  ) => readonly Row[];
}

const caseFile = (name: string) => fileURLToPath(new URL(`cases/${name}`, import.meta.url));

/** A file of `cases/` in plain Node on the compiled package: no TypeScript loader is measured. */
export function ours(name: string, file: string, ...args: readonly string[]): Contender {
  return { name, command: [process.execPath, caseFile(file), ...args] };
}

/** A file of `cases/` in the Python that has torch. */
export function theirs(
  name: string,
  { python }: Setting,
  file: string,
  ...args: readonly string[]
): Contender {
  return { name, command: [python, caseFile(file), ...args] };
}
