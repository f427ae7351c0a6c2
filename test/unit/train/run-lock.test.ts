import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { lockDirectory } from "../../../lib/train/run-lock.js";
import { refusal } from "../../support/refusal.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const module = fileURLToPath(new URL("../../../lib/train/run-lock.ts", import.meta.url));

/** What another process prints that locks the folder and then ends as `how` says. */
function elsewhere(folder: string, how: string) {
  const code = `
    const { lockDirectory } = await import(${JSON.stringify(module)});
    try { globalThis.lock = lockDirectory(${JSON.stringify(folder)}); process.stdout.write("taken"); }
    catch (error) { process.stdout.write(error.message); }
    ${how}`;
  const args = ["--import", "tsx", "--input-type=module", "-e", code];
  const { stdout, signal } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { stdout, signal };
}

describe("a run's lock", () => {
  it("keeps others out, tells them who has it, and goes with its file", () => {
    const folder = temporaryFolder();
    const message = `${folder}: expected no run under way but process ${process.pid} on ${hostname()} has one there`;
    const lock = lockDirectory(folder);
    expect(refusal(() => lockDirectory(folder))).toBe(message);
    expect(elsewhere(folder, "").stdout).toBe(message);
    lock[Symbol.dispose]();
    expect(existsSync(join(folder, "run.lock"))).toBe(false);
    expect(elsewhere(folder, "").stdout).toBe("taken");
    lockDirectory(folder)[Symbol.dispose]();
  });

  it("is let go of by a process that was killed, whoever has its number now", () => {
    const folder = temporaryFolder();
    const killed = elsewhere(folder, 'process.kill(process.pid, "SIGKILL");');
    expect(killed).toEqual({ stdout: "taken", signal: "SIGKILL" });
    const left = join(folder, "run.lock");
    expect(existsSync(left)).toBe(true);
    writeFileSync(left, `process ${process.ppid} on ${hostname()}, and a longer text than its own`);
    const lock = lockDirectory(folder);
    expect(readFileSync(left, "utf8")).toBe(`process ${process.pid} on ${hostname()}`);
    lock[Symbol.dispose]();
  });
});
