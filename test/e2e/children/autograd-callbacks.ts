// Ends while functions of JavaScript are held by graphs, or called by them:
//
//   autograd-callbacks.ts alive | exit | throw | terminate COUNT
//
// alive: by itself, with graphs alive. exit: by process.exit inside of a hook. throw: by an error inside of one, that
// nobody catches. terminate: after as many workers were ended inside of their hooks.
import { once } from "node:events";
import { isMainThread, parentPort } from "node:worker_threads";
import { type Tensor, tensor, torch } from "../../../lib/tensor/index.js";
import { scriptWorker } from "../../support/script-worker.js";

class Scaled extends torch.autograd.Function {
  static forward(context: { saveForBackward(x: Tensor): void }, x: Tensor): Tensor {
    const result = x.mul(3);
    context.saveForBackward(result);
    return result;
  }

  static backward(_: unknown, gradient: Tensor): Tensor {
    return gradient.mul(3);
  }
}

const x = tensor([1, 2], { requiresGrad: true });

function hooked(hook: () => void): Tensor {
  const y = Scaled.apply(x);
  y.registerHook(hook);
  return y.sum();
}

async function terminated(): Promise<boolean> {
  const worker = scriptWorker(import.meta.url);
  await once(worker, "message");
  return (await worker.terminate()) === 1;
}

const [how, count] = process.argv.slice(2);
if (!isMainThread) {
  parentPort?.postMessage("ready");
  for (;;) hooked(() => void torch.ones([100]).sum().item()).backward();
} else if (how === "terminate") {
  let ended = 0;
  for (let index = 0; index < Number(count); index++) if (await terminated()) ended++;
  process.stdout.write(String(ended));
} else if (how === "exit") {
  hooked(() => process.exit(3)).backward();
} else if (how === "throw") {
  hooked(() => {
    throw new Error("on purpose");
  }).backward();
} else {
  const graphs = [hooked(() => undefined), hooked(() => undefined)];
  process.on("exit", () => process.stdout.write(String(graphs.length)));
}
