import { spawn } from "node:child_process";

/** What a case's process measured of itself, and what was measured of it. */
export interface Sample {
  /** Named quantities that the process printed, in seconds or bytes. */
  readonly values: Readonly<Record<string, number>>;
  /** Wall-clock seconds from its start to its exit. */
  readonly wall: number;
}

/** One way to do a case's work: a command line, and what is set in its environment. */
export interface Contender {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** Median, least and largest of the repetitions. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly largest: number;
}

/**
 * Runs every contender in a fresh process, in turn, `repeats` times over, so that what else the machine does
 * meanwhile falls on all of them alike.
 */
export async function interleaved(
  contenders: readonly Contender[],
  repeats: number,
): Promise<Map<string, Sample[]>> {
  const samples = new Map(contenders.map(({ name }) => [name, [] as Sample[]]));
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const contender of contenders) {
      console.error(`  ${contender.name}, ${repeat + 1} of ${repeats}`);
      samples.get(contender.name)?.push(await runOnce(contender));
    }
  }
  return samples;
}

/** Runs a contender; the last line that it prints is its values as JSON. */
async function runOnce({ name, command, env }: Contender): Promise<Sample> {
  const [file, ...args] = command;
  const start = performance.now();
  const child = spawn(file, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${name}: expected exit status 0 but received ${status}`);
  return { values: valuesIn(output, name), wall };
}

function valuesIn(output: string, name: string): Record<string, number> {
  const values: unknown = JSON.parse(output.trim().split("\n").at(-1) ?? "");
  if (typeof values !== "object" || values === null) {
    throw new Error(`${name}: expected an object of numbers but received ${output}`);
  }
  const numbers = Object.entries(values).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return Object.fromEntries(numbers);
}

/** Median and range of what `pick` takes from each sample. */
export function spread(
  samples: readonly Sample[] | undefined,
  pick: (sample: Sample) => number | undefined,
): Spread {
  return spreadOf((samples ?? []).map((sample) => pick(sample) ?? Number.NaN));
}

/** Median and range of numbers. */
export function spreadOf(numbers: readonly number[]): Spread {
  const values = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(values.length / 2);
  const upper = values[middle] ?? Number.NaN;
  const lower = values.length % 2 === 0 ? (values[middle - 1] ?? Number.NaN) : upper;
  return {
    median: (lower + upper) / 2,
    least: values[0] ?? Number.NaN,
    largest: values.at(-1) ?? Number.NaN,
  };
}
