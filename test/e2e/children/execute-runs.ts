// Executes run files in processes of their own, stops them on SIGINT, and prints how each ended.
//
//   execute-runs.ts FOLDER JOBS FILE…
import { abortOnInterrupt } from "../../../lib/cli/interrupt.js";
import { readRunFile } from "../../../lib/cli/run-file.js";
import { executeRuns } from "../../../lib/experiments/execute-runs.js";
import { runKey } from "../../../lib/train/run-key.js";

const [directory = "", jobs, ...files] = process.argv.slice(2);
const runs = [];
for (const file of files) {
  const spec = await readRunFile(file, []);
  runs.push({ key: await runKey(spec), labels: {}, spec, cost: spec.epochs });
}
using interrupt = abortOnInterrupt("stopping");
const outcomes = await executeRuns(runs, {
  directory,
  jobs: Number(jobs),
  signal: interrupt.signal,
  onNotice: (text) => process.stderr.write(`${text}\n`),
});
const ends = [...outcomes].map(([key, outcome]) => [
  key,
  "record" in outcome ? outcome.record.status : outcome.reason,
]);
process.stdout.write(JSON.stringify(Object.fromEntries(ends)));
