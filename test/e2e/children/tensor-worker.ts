// A worker that computes with tensors of its own and reports. Told to go on for ever it is terminated while it
// works; otherwise it answers each message until "end".
import { parentPort, workerData } from "node:worker_threads";
import {
  memoryStats,
  noGrad,
  type SharedTensor,
  Tensor,
  tensor,
  torch,
} from "../../../lib/tensor/index.js";

const x = tensor([1, 2, 3], { dtype: "float64", requiresGrad: true });
x.mul(x).sum().backward();
const isRecorded = noGrad(() => x.mul(2).requiresGrad);
const isSharing = workerData === "share" || workerData === "share much";
const size = workerData === "share much" ? 2 ** 22 : 1;
const shared = isSharing ? torch.share(torch.full([size], 0.5)) : undefined;
parentPort?.postMessage({ shared, gradient: x.grad?.toArray(), isRecorded, stats: memoryStats() });
if (isSharing) process.exit();
while (workerData === "for ever") {
  torch.ones([64, 64]).matmul(torch.ones([64, 64]));
  tensor([[1, 2]]).toArray();
  refusedShape({} as Tensor["handle"]); // An error is on its way as well.
}

parentPort?.on("message", (message) => {
  if (message === "end") parentPort?.close();
  else parentPort?.postMessage(doubled(message.shared));
});

/** Doubles in place what another thread shared, and shares the sum of it. */
function doubled(shared: SharedTensor): object {
  const x = torch.fromShared(shared).mul_(2);
  return { recorded: x.requiresGrad, sum: torch.share(x.sum()), bytes: memoryStats().liveBytes };
}

function refusedShape(handle: Tensor["handle"]): void {
  try {
    void Tensor.fromHandle(handle).shape;
  } catch {
    return;
  }
  throw new Error("a handle that is none was taken");
}
