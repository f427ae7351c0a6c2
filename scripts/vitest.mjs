// Runs vitest and counts what it ran.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./setup/step.mjs";

/**
 * Runs vitest with its own output and returns its counts. A test file that fails as a whole counts as one failure, and so
 * does a failure that belongs to no test.
 * @param {readonly string[]} args
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), "layca-test-"));
  const file = join(folder, "results.json");
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, "node_modules", "vitest", "vitest.mjs"),
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${file}`,
        ...args,
      ],
      { cwd: root, stdio: "inherit" },
    );
    const counts = existsSync(file)
      ? count(JSON.parse(readFileSync(file, "utf8")))
      : { passed: 0, failed: 0, skipped: 0 };
    return { ...counts, failed: counts.failed || (status === 0 ? 0 : 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(results) {
  const brokenFiles = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + brokenFiles.length,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
