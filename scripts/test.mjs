// `npm test`: sets up what is missing, then makes every check and runs every test, and goes on after a failure.
// `npm test -- <path or vitest option> …`: only those tests. The last line counts: `312 passed, 0 failed`.
import { spawnSync } from "node:child_process";
import { checks } from "./checks.mjs";
import { root, StepError } from "./setup/step.mjs";
import { ensureSetup } from "./setup.mjs";
import { runVitest } from "./vitest.mjs";

const args = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

try {
  heading("Set-up");
  await ensureSetup({ quiet: true });
  if (args.length === 0) for (const { title, command } of checks) step(title, () => check(command));
  step("Tests (vitest)", () => runVitest(args));
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`${error.message}\n`);
  failures.push("Set-up");
  total.failed++;
}

for (const title of failures) process.stdout.write(`FAILED: ${title}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

function heading(title) {
  process.stdout.write(`\n== ${title}\n`);
}

/** Runs one step, says how it went and in what time, and adds what it counted. */
function step(title, run) {
  heading(title);
  const start = performance.now();
  const counts = run();
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  if (counts.failed > 0) failures.push(title);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`-- ${title}: ${counts.failed > 0 ? "FAILED" : "ok"} in ${seconds} s\n`);
}

/** A check counts as one test. */
function check(command) {
  const failed = succeeds(command) ? 0 : 1;
  return { passed: 1 - failed, failed, skipped: 0 };
}

function succeeds(command) {
  try {
    const [program, ...rest] = command();
    return spawnSync(program, rest, { cwd: root, stdio: "inherit" }).status === 0;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}
