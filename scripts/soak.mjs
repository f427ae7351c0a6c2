// `npm run soak [-- --minutes 20]`: trains the reduced ResNet of the study with a checkpoint every 50 steps, watches the
// process from outside, and fails where its resident memory, its open files or its threads grow after the first minute.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { root, StepError } from "./setup/step.mjs";
import { ensureSetup } from "./setup.mjs";
import { writeSoakRun } from "./soak/run.mjs";

const WARM_UP_SECONDS = 60;
const SAMPLE_SECONDS = 5;
const SAY_SECONDS = 60;
/** Of resident memory, in MB. */
const MOST_GROWTH = 30;

const folder = mkdtempSync(join(tmpdir(), "layca-soak-"));
try {
  const minutes = minutesAsked();
  if (process.platform !== "linux") throw new StepError("soak: needs /proc, which Linux has");
  await ensureSetup({ quiet: true });
  process.exitCode = (await soak(minutes)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function minutesAsked() {
  const { values } = parseArgs({ options: { minutes: { type: "string", default: "20" } } });
  const minutes = Number(values.minutes);
  if (minutes * 60 > WARM_UP_SECONDS) return minutes;
  throw new StepError(`--minutes: expected a number > 1 but received ${values.minutes}`);
}

/** Whether nothing grew. */
async function soak(minutes) {
  const layca = await import(pathToFileURL(join(root, "dist", "index.js")).href);
  const file = writeSoakRun(folder, layca);
  const out = join(folder, "run");
  const command = [join(root, "dist", "cli", "main.js"), "train", file, "--out", out];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "ignore", "pipe"] });
  let last = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    last = text;
  });
  const ended = new Promise((resolve) => child.on("exit", (status) => resolve(status)));

  const samples = [];
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let said = 0;
  while (seconds() < minutes * 60 && child.exitCode === null) {
    await Promise.race([delay(SAMPLE_SECONDS * 1000), ended]);
    if (child.exitCode !== null) break;
    const sample = { seconds: seconds(), ...sampleOf(child.pid) };
    samples.push(sample);
    if (sample.seconds - said < SAY_SECONDS) continue;
    said = sample.seconds;
    process.stderr.write(`${Math.round(sample.seconds)} s: ${textOf(sample)}\n`);
  }
  child.kill("SIGINT");
  const status = await ended;
  if (status !== 130) throw new StepError(`the run ended with status ${status}: ${last}`);
  const { step } = JSON.parse(readFileSync(join(out, "record.json"), "utf8"));
  process.stdout.write(`${step} steps, ${Math.floor(step / 50)} checkpoints\n`);
  return report(samples);
}

/** What a process holds now. */
function sampleOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return {
    megabytes: Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]) / 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
    threads: Number(/^Threads:\s+(\d+)$/mu.exec(status)?.[1]),
  };
}

function textOf({ megabytes, files, threads }) {
  return `${megabytes.toFixed(1)} MB resident, ${files} files, ${threads} threads`;
}

/** Says how much each figure grew since the first minute, and whether that is no more than it may. */
function report(samples) {
  const warm = samples.filter(({ seconds }) => seconds >= WARM_UP_SECONDS);
  const growth = (figure) => {
    const values = warm.map((sample) => sample[figure]);
    return figure === "megabytes"
      ? Math.max(...values) - values[0]
      : // A checkpoint that is being written has a file open.
        Math.min(...values.slice(values.length / 2)) -
          Math.min(...values.slice(0, values.length / 2));
  };
  const [megabytes, files, threads] = ["megabytes", "files", "threads"].map(growth);
  process.stdout.write(
    `after the first minute: ${megabytes.toFixed(1)} MB more at most (${MOST_GROWTH} allowed), ` +
      `${files} files and ${threads} threads more\n`,
  );
  return megabytes <= MOST_GROWTH && files <= 0 && threads <= 0;
}
