// Terminates workers at moments spread over their work; prints how many ended by it.
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { scriptWorker } from "../../support/script-worker.js";

const script = new URL("tensor-worker.ts", import.meta.url);

/** Starts a worker, waits until it computes, and ends it `wait` ms later. */
async function terminated(wait: number): Promise<boolean> {
  const worker = scriptWorker(script, "for ever");
  await once(worker, "message");
  await delay(wait);
  return (await worker.terminate()) === 1;
}

const count = Number(process.argv[2]);
let ended = 0;
for (let wait = 0; wait < count; wait += 4) {
  const four = [wait, wait + 1, wait + 2, wait + 3].map((each) => terminated(each % 7));
  ended += (await Promise.all(four)).filter(Boolean).length;
}
process.stdout.write(`${ended}\n`);
