// Seconds a training step where as many processes of one thread as there are THREADS train side by side, divided by
// their number: conv-sweep.mjs NET IMAGES.safetensors THREADS EPOCHS
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const [name = "", path = "", threads = "2", epochs = "3"] = process.argv.slice(2);
const file = fileURLToPath(new URL("conv-step.mjs", import.meta.url));
const runs = Array.from({ length: Number(threads) }, () =>
  promisify(execFile)(process.execPath, [file, name, path, "1", epochs]),
);
const each = (await Promise.all(runs)).map(({ stdout }) => JSON.parse(stdout).seconds);
const mean = each.reduce((sum, seconds) => sum + seconds) / each.length;
console.log(JSON.stringify({ seconds: mean / each.length }));
