// `npm run stress [-- <path or vitest option> …]`: the tests that take long (test/stress).

import { StepError } from "./setup/step.mjs";
import { ensureSetup } from "./setup.mjs";
import { runVitest } from "./vitest.mjs";

try {
  await ensureSetup({ quiet: true });
  const { passed, failed } = runVitest(["--mode", "stress", ...process.argv.slice(2)]);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
