// Makes 200,000 tensors of one element that nobody keeps, without yielding, and prints how many were held at most, and
// whether what V8 offered for it is left behind.
//
//   tensor-young.ts [worker]
import { runInNewContext } from "node:vm";
import { isMainThread } from "node:worker_threads";
import { memoryStats, tensor } from "../../../lib/tensor/index.js";
import { scriptWorker } from "../../support/script-worker.js";

if (isMainThread && process.argv[2] === "worker") {
  scriptWorker(import.meta.url);
} else {
  loop();
}

function loop(): void {
  const one = tensor([1]);
  let peak = 0;
  for (let index = 0; index < 200_000; index++) {
    one.add(1);
    if (index % 100 === 0) peak = Math.max(peak, memoryStats().liveTensors);
  }
  const left = [typeof Reflect.get(globalThis, "gc"), runInNewContext("typeof gc")];
  process.stdout.write(JSON.stringify({ peak, left }));
}
