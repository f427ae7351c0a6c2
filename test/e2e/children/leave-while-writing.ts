// Executes a run file into a folder and leaves, in the way its argument says, while a checkpoint is being written.
//
//   leave-while-writing.ts FILE FOLDER exit|worker
import { existsSync, readdirSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { readRunFile } from "../../../lib/cli/run-file.js";
import { engine } from "../../../lib/native.js";
import { runInto } from "../../../lib/train/run-directory.js";

const [file = "", folder = "", way] = process.argv.slice(2);
const written = ["checkpoint.safetensors", "record.json"].map((name) => `${folder}/${name}`);

/** The record and the first checkpoint are there, in whatever order they came, and another is on its way. */
async function isWriting(): Promise<void> {
  const half = (name: string) => name.startsWith("checkpoint.safetensors.tmp-");
  while (!written.every(existsSync) || !readdirSync(folder).some(half)) await setImmediate();
}

if (way === "worker") {
  // Worker threads do not inherit tsx's loader in Node 20.
  const worker = new Worker(
    `import("tsx/esm/api").then(async ({ register }) => {
      register();
      process.argv = ${JSON.stringify([...process.argv.slice(0, 4), "stay"])};
      await import(${JSON.stringify(import.meta.url)});
    })`,
    { eval: true },
  );
  await isWriting();
  await worker.terminate();
  engine();
} else {
  const run = runInto(folder, await readRunFile(file, []), { resume: true });
  run.catch(() => undefined);
  if (way === "exit") {
    await isWriting();
    process.exit(3);
  }
  await run;
}
