import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "vitest";
import { startCli } from "./run-cli.js";

/** Numbers in [0, 1) that a seed determines (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Started = ReturnType<typeof startCli>["process"];

/**
 * Runs `layca train FILE --out DIRECTORY --resume` again and again, kills it by SIGKILL at random moments, `kills` times
 * or until it is too late, and lets it end.
 *
 * @returns how many times it was killed.
 */
export async function runKilled(
  file: string,
  directory: string,
  kills: number,
  random: () => number,
): Promise<number> {
  for (let killed = 0; ; killed++) {
    const run = startCli(["train", file, "--out", directory, "--resume"]);
    const ended = run.end.then(() => true);
    if (killed < kills) {
      const moment = randomMoment(run.process, directory, random);
      await Promise.race([moment, ended]);
      run.process.kill("SIGKILL");
    }
    const { status, stderr } = await run.end;
    if (status === null) continue;
    expect(status, stderr).toBe(0);
    return killed;
  }
}

/** A moment while it starts, while it writes a file, or while it trains. */
async function randomMoment(
  child: Started,
  directory: string,
  random: () => number,
): Promise<void> {
  const kind = random();
  if (kind < 0.15) {
    await delay(1500 * random());
    return;
  }
  const before = lastChange(directory);
  await until(child, () => lastChange(directory) > before);
  if (kind < 0.6) {
    for (let more = Math.floor(10 * random()); more >= 0; more--) {
      await until(child, () => !isWriting(directory, child));
      await until(child, () => isWriting(directory, child));
    }
    await delay(10 * random());
  } else {
    await delay(500 * random());
  }
}

async function until(child: Started, holds: () => boolean): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && !holds()) await delay(1);
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function isWriting(directory: string, { pid }: Started): boolean {
  return namesIn(directory).some((name) => name.includes(`.tmp-${pid}-`));
}

/** When a checkpoint or the history last changed. */
function lastChange(directory: string): number {
  const times = namesIn(directory)
    .filter((name) => name === "history.jsonl" || name === "checkpoint.safetensors")
    .map((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.max(0, ...times);
}
