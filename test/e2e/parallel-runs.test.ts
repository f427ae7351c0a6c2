import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { runKey } from "../../lib/train/run-key.js";
import { durableRuns, recordIn, writeRunFile } from "../support/durable-runs.js";
import { writeMnist } from "../support/idx-files.js";
import { processId } from "../support/process-id.js";
import { folderOfFile } from "../support/temporary-folder.js";

const folder = folderOfFile();
const root = fileURLToPath(new URL("../../", import.meta.url));
const keys: string[] = [];
const files: string[] = [];

/** Starts `children/execute-runs.ts` on the run files. */
function start(out: string, jobs: number, runFiles: readonly string[] = files) {
  const script = "test/e2e/children/execute-runs.ts";
  const args = ["--import", "tsx", script, join(folder, out), String(jobs), ...runFiles];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
    });
  }
  const end = new Promise<{ ends: Record<string, string>; stderr: string }>((resolve) => {
    child.on("close", () =>
      resolve({ ends: JSON.parse(said.stdout || "{}"), stderr: said.stderr }),
    );
  });
  return { child, end };
}

const directory = (out: string, key = "") => join(folder, out, "runs", key);

/** The processes that have runs under way. */
function workersOf(out: string): number[] {
  if (!existsSync(directory(out))) return [];
  return readdirSync(directory(out)).flatMap((key) => {
    try {
      const holder = readFileSync(join(directory(out, key), "run.lock"), "utf8");
      return [Number(/^process (\d+)/u.exec(holder)?.[1])];
    } catch {
      return [];
    }
  });
}

async function checkpoints(out: string, count: number): Promise<void> {
  const has = (key: string) => existsSync(join(directory(out, key), "checkpoint.safetensors"));
  while (!existsSync(directory(out)) || readdirSync(directory(out)).filter(has).length < count) {
    await delay(5);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function expectSameResults(out: string): void {
  for (const key of keys) {
    const [one, other] = [out, "alone"].map((name) => directory(name, key));
    const history = (from = "") => readFileSync(join(from, "history.jsonl"), "utf8");
    expect(history(one)).toBe(history(other));
    expect(recordIn(one ?? "").test).toEqual(recordIn(other ?? "").test);
    expect(readdirSync(one ?? "").sort()).toEqual(["history.jsonl", "record.json"]);
  }
}

beforeAll(async () => {
  writeMnist(join(folder, "mnist"), { train: 64, test: 40 });
  for (const [index, name] of durableRuns.slice(0, 3).entries()) {
    const { file, spec } = writeRunFile(folder, name, { epochs: 16 + index });
    keys.push(await runKey(spec));
    files.push(file);
  }
  const { ends } = await start("alone", 1).end;
  expect(ends).toEqual(Object.fromEntries(keys.map((key) => [key, "finished"])));
});

describe("runs in processes of their own", () => {
  it("give the same bits one after the other and side by side", async () => {
    const { ends } = await start("beside", 2).end;
    expect(ends).toEqual(Object.fromEntries(keys.map((key) => [key, "finished"])));
    expectSameResults("beside");
  });

  it("stop in good order on SIGINT, all of them, and go on from their checkpoints", async () => {
    const first = start("cut", 2);
    await checkpoints("cut", 2);
    const workers = workersOf("cut");
    expect(workers).toHaveLength(2);
    // As a terminal does it: every process of the group hears it.
    for (const pid of [...workers, first.child.pid]) process.kill(processId(pid), "SIGINT");
    expect(Object.keys((await first.end).ends).length).toBeLessThan(3);
    expect(workers.filter(isAlive)).toEqual([]);
    const interrupted = readdirSync(directory("cut")).filter(
      (key) => recordIn(directory("cut", key)).status === "interrupted",
    );
    expect(interrupted.length).toBeGreaterThan(0);

    const second = await start("cut", 1).end;
    expect(second.stderr.match(/^resuming the run in /gmu)).toHaveLength(interrupted.length);
    expectSameResults("cut");
  });

  it("keep a checkpoint and end when the one that started them is killed", async () => {
    const first = start("orphans", 2);
    await checkpoints("orphans", 2);
    const workers = workersOf("orphans");
    first.child.kill("SIGKILL");
    await first.end;
    await expect.poll(() => workers.filter(isAlive), { timeout: 20_000 }).toEqual([]);
    const statuses = readdirSync(directory("orphans")).map(
      (key) => recordIn(directory("orphans", key)).status,
    );
    expect(statuses).toContain("interrupted");
    expect(statuses).not.toContain("running");
    await start("orphans", 2).end;
    expectSameResults("orphans");
  });

  it("end at once on a second SIGINT to the one that started them", async () => {
    const first = start("at-once", 2);
    await checkpoints("at-once", 2);
    const workers = workersOf("at-once");
    for (const pid of workers) process.kill(pid, "SIGSTOP");
    first.child.kill("SIGINT");
    await delay(300);
    first.child.kill("SIGINT");
    await new Promise((resolve) => first.child.on("exit", resolve));
    for (const pid of workers) process.kill(pid, "SIGCONT");
    await expect.poll(() => workers.filter(isAlive), { timeout: 20_000 }).toEqual([]);
  });

  it("do not end one another: one that is killed, diverges or is refused is told of", async () => {
    const bad = (name: string, changes: object) => {
      const path = join(folder, `${name}.json`);
      const run = JSON.parse(readFileSync(files[0] ?? "", "utf8"));
      writeFileSync(path, JSON.stringify({ ...run, ...changes }));
      return path;
    };
    const diverging = bad("diverging", { optimizer: { kind: "sgd", lr: 1e30 }, epochs: 50 });
    const refused = bad("refused", { batchSize: 65, dropLast: true, epochs: 51 });
    const killed = bad("killed", { epochs: 100_000 });
    const running = start("mixed", 1, [diverging, refused, killed, ...files]);
    await checkpoints("mixed", 1);
    process.kill(processId(workersOf("mixed")[0]), "SIGKILL");
    const { ends } = await running.end;
    expect(Object.values(ends).sort()).toEqual([
      expect.stringMatching(/^batchSize: expected at most the 64 training samples/u),
      "failed",
      "finished",
      "finished",
      "finished",
      "its process ended by SIGKILL",
    ]);
    expectSameResults("mixed");
  });
});
