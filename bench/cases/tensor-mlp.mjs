// Blocks of steps of a hand-written loop, a perceptron 784-256-10 by autograd and plain SGD in batches of 128:
// tensor-mlp.mjs DATA.safetensors [scope] (threads are OMP_NUM_THREADS); scope: each step frees its tensors at its end
import { loadSafetensors, noGrad, slice, torch } from "layca";
import { doBlocks } from "./blocks.mjs";

const BATCH = 128;
const EPOCHS = 25; // Of a block.
const F = torch.nn.functional;

const [path = "", scope] = process.argv.slice(2);
const data = loadSafetensors(path);
const inputs = data["train.inputs"].flatten({ startDim: 1 }).to("float32");
const targets = data["train.targets"].to("int64");
const samples = inputs.size(0);

torch.manualSeed(1);
const parameters = [[256, 784], [256], [10, 256], [10]].map((shape) => {
  const parameter = torch.randn(shape).mul(0.05);
  parameter.requiresGrad = true;
  return parameter;
});
const [w1, b1, w2, b2] = parameters;

function step(first) {
  const batch = slice(first, first + BATCH);
  const hidden = F.relu(F.linear(inputs.at(batch), w1, { bias: b1 }));
  const loss = F.crossEntropy(F.linear(hidden, w2, { bias: b2 }), targets.at(batch));
  loss.backward();
  noGrad(() => {
    for (const parameter of parameters) {
      parameter.sub_(parameter.grad, { alpha: 0.1 });
      parameter.grad = null;
    }
  });
  return loss.item();
}

const act = scope === "scope" ? (first) => torch.scope(() => step(first)) : step;

function run() {
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let first = 0; first < samples; first += BATCH) act(first);
  }
}

const block = { run, calls: EPOCHS * Math.ceil(samples / BATCH) };
await doBlocks({ first: block, later: block });
