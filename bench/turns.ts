import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Contender } from "./measured.js";

/**
 * Contenders whose processes live on and do blocks of work, each when it is asked to: so near to one another that a
 * machine which changes its speed does so to all of them.
 */
export interface Turns {
  readonly contenders: readonly Contender[];
  /** Names of blocks that each contender does once in a while before any is timed. */
  readonly warmUp: readonly string[];
  /** Names of the blocks that are timed, in their order; one name may come again. */
  readonly blocks: readonly string[];
}

/** Seconds by contender and block, in the order they were taken: what has the same index was taken side by side. */
export type Timings = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/**
 * Starts every contender's process anew `repeats` times over and asks all of them for each block; contenders that do not
 * take turns with one another, one group after the other.
 */
export async function allInTurns(groups: readonly Turns[], repeats: number): Promise<Timings> {
  const timings = new Map<string, ReadonlyMap<string, readonly number[]>>();
  for (const group of groups) {
    for (const [name, blocks] of await inTurns(group, repeats)) timings.set(name, blocks);
  }
  return timings;
}

async function inTurns(turns: Turns, repeats: number): Promise<Timings> {
  const timings = new Map(
    turns.contenders.map(({ name }) => [name, new Map<string, number[]>()] as const),
  );
  for (let repeat = 0; repeat < repeats; repeat++) {
    console.error(
      `  ${turns.contenders.map(({ name }) => name).join(" | ")}, ${repeat + 1} of ${repeats}`,
    );
    const workers = turns.contenders.map((contender) => new Worker(contender));
    try {
      for (const block of turns.warmUp) for (const worker of workers) await worker.ask(block);
      for (const [index, block] of turns.blocks.entries()) {
        // Whoever came last comes first: neither is always the one that finds the other's data in the caches.
        for (const worker of index % 2 === 0 ? workers : workers.toReversed()) {
          const seconds = await worker.ask(block);
          const known = timings.get(worker.name);
          const list = known?.get(block);
          if (list) list.push(seconds);
          else known?.set(block, [seconds]);
        }
      }
    } finally {
      await Promise.all(workers.map((worker) => worker.end()));
    }
  }
  return timings;
}

/** A contender's process: reads the name of a block from a line of its input, answers with a line of seconds. */
class Worker {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #closed: Promise<unknown>;

  constructor({ name, command, env }: Contender) {
    const [file, ...args] = command;
    this.name = name;
    const child = spawn(file, args, {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, ...env },
    });
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#closed = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    child.stdin.on("error", () => undefined); // Of a process that ended: its missing answer tells.
  }

  async ask(block: string): Promise<number> {
    this.#child.stdin?.write(`${block}\n`);
    const { value } = await this.#lines.next();
    const seconds = Number(value);
    if (seconds > 0) return seconds;
    throw new Error(`${this.name}, ${block}: expected seconds but received ${value}`);
  }

  async end(): Promise<void> {
    this.#child.stdin?.end();
    await this.#closed;
  }
}
