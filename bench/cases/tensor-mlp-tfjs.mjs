// Blocks of steps of tensor-mlp.mjs's loop in TensorFlow.js with its wasm backend:
// tensor-mlp-tfjs.mjs DATA.safetensors FOLDER, where FOLDER has the packages installed
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadSafetensors } from "layca";
import { doBlocks } from "./blocks.mjs";

const BATCH = 128;
const EPOCHS = 2; // Of a block.

const [path = "", folder = ""] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const tf = require("@tensorflow/tfjs");
const wasm = require("@tensorflow/tfjs-backend-wasm");
wasm.setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
await tf.setBackend("wasm");
await tf.ready();

const data = loadSafetensors(path);
const raw = data["train.inputs"].flatten({ startDim: 1 }).to("float32");
const samples = raw.size(0);
const inputs = tf.tensor2d(raw.data(), raw.shape);
const classes = Int32Array.from(data["train.targets"].data(), Number);
const targets = tf.oneHot(tf.tensor1d(classes, "int32"), 10).toFloat();

const variable = (shape) => tf.variable(tf.randomNormal(shape, 0, 0.05));
const [w1, b1, w2, b2] = [[784, 256], [256], [256, 10], [10]].map(variable);
const optimizer = tf.train.sgd(0.1);

function step(first) {
  const cost = tf.tidy(() =>
    optimizer.minimize(() => {
      const x = inputs.slice([first, 0], [BATCH, -1]);
      const y = targets.slice([first, 0], [BATCH, -1]);
      const logits = x.matMul(w1).add(b1).relu().matMul(w2).add(b2);
      return tf.losses.softmaxCrossEntropy(y, logits);
    }, true),
  );
  const [loss] = cost.dataSync();
  cost.dispose();
  return loss;
}

function run() {
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let first = 0; first + BATCH <= samples; first += BATCH) step(first);
  }
}

const block = { run, calls: EPOCHS * Math.floor(samples / BATCH) };
await doBlocks({ first: block, later: block });
