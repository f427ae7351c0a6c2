// Leaves the process room for one large tensor and makes several, each while the one before is garbage that nothing
// has collected; then some that no room is left for. Prints what came of it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { engine } from "../../../lib/native.js";
import { memoryStats, torch } from "../../../lib/tensor/index.js";

const MEGABYTE = 2 ** 20;
const large = () => torch.empty([600, MEGABYTE / 4]);
/** In a function of its own: a caller's frame might still hold the tensor. */
const dropped = () => large().shape[0] === 600;

const addon = engine();
const full = addon.operator("aten::full", "");
const repeat = addon.operator("aten::repeat", "");
/** The same, of a tensor that is passed by its id, and whose owner is garbage, too. */
const repeated = () =>
  addon.call(repeat, {}, 1, addon.call(full, {}, 0, [1], 0.5), [(600 * MEGABYTE) / 4]) !== null;

torch.ones([2, 2]).matmul(torch.ones([2, 2]));
const { sweeps } = memoryStats();
const [, kilobytes] = /VmSize:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
const limit = Number(kilobytes) * 1024 + 1000 * MEGABYTE;
execFileSync("prlimit", ["--pid", String(process.pid), `--as=${limit}`]);

let made = 0;
for (let round = 0; round < 10; round++) made += Number(dropped()) + Number(repeated());
const held = large();
const refusals: unknown[] = [];
for (const act of [large, () => torch.empty([2 ** 45])]) {
  try {
    act();
  } catch (error) {
    refusals.push(error instanceof Error ? `${error.name}: ${error.message}` : error);
  }
}
const swept = memoryStats().sweeps > sweeps;
process.stdout.write(JSON.stringify({ made, held: held.shape, refusals, swept }));
