// A worker that computes with tensors of its own and reports. Told to go on for ever it is terminated while it
// works; otherwise it answers each message until "end".
import { parentPort, workerData } from "node:worker_threads";
import { memoryStats, noGrad, Tensor, tensor, torch } from "../../../lib/tensor/index.js";

const x = tensor([1, 2, 3], { dtype: "float64", requiresGrad: true });
x.mul(x).sum().backward();
const isRecorded = noGrad(() => x.mul(2).requiresGrad);
parentPort?.postMessage({ gradient: x.grad?.toArray(), isRecorded, stats: memoryStats() });
while (workerData === "for ever") {
  torch.ones([64, 64]).matmul(torch.ones([64, 64]));
  tensor([[1, 2]]).toArray();
  readShape({} as Tensor["handle"]); // An error is on its way as well.
}

parentPort?.on("message", (message) => {
  if (message === "end") parentPort?.close();
  else parentPort?.postMessage(readShape(message.handle));
});

function readShape(handle: Tensor["handle"]): unknown {
  try {
    return Tensor.fromHandle(handle).shape;
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}
