// The run that a soak trains: the reduced ResNet of the study, on images that are noise.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const IMAGES = { train: 1200, test: 1000 };
const CLASSES = 20;
const SHAPE = [3, 32, 32];

const norm = { kind: "batchNorm", affine: false, eps: 1e-3, momentum: 0.05 };
const relu = { kind: "relu" };

/** A convolution as the study has it: no bias, and as large an image as stride allows. */
function convolution(outChannels, kernelSize, stride) {
  const fixed = { padding: "same", bias: false, init: "heNormal" };
  return { kind: "conv2d", outChannels, kernelSize, stride, ...fixed };
}

function block(channels, stride) {
  const branch = [
    ...[convolution(channels, 3, stride), norm, relu],
    ...[convolution(channels, 3, 1), norm],
  ];
  const shortcut = stride === 1 ? {} : { shortcut: [convolution(channels, 1, stride), norm] };
  return [{ kind: "residual", branch, ...shortcut }, relu];
}

const network = {
  input: { kind: "image", channels: SHAPE[0], height: SHAPE[1], width: SHAPE[2] },
  layers: [
    ...[convolution(8, 3, 1), norm, relu],
    ...[...block(8, 1), ...block(16, 2), ...block(32, 2)],
    { kind: "globalAvgPool" },
    { kind: "linear", outFeatures: CLASSES, bias: false, init: "heNormal" },
  ],
};

/**
 * Writes the run file and its data into a folder; the run goes on until it is interrupted.
 * @param {string} folder
 * @param {typeof import("../../lib/index.ts")} layca
 * @returns {string} the run file
 */
export function writeSoakRun(folder, { saveSafetensors, tensor }) {
  const tensors = Object.entries(IMAGES).flatMap(([set, count]) => {
    const pixels = new Uint8Array(count * SHAPE[0] * SHAPE[1] * SHAPE[2]);
    // A fixed sequence of bytes without a pattern that a network could find.
    let state = count;
    for (let index = 0; index < pixels.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      pixels[index] = state >>> 24;
    }
    const classes = BigInt64Array.from({ length: count }, (_, index) => BigInt(index % CLASSES));
    return [
      [`${set}.inputs`, tensor(pixels, { shape: [count, ...SHAPE] })],
      [`${set}.targets`, tensor(classes, { shape: [count] })],
    ];
  });
  saveSafetensors(join(folder, "noise.safetensors"), Object.fromEntries(tensors));
  const file = join(folder, "run.json");
  const run = {
    network,
    data: { kind: "safetensors", path: "noise.safetensors", normalize: "scalar" },
    optimizer: { kind: "layca", rate: 3 ** -3, base: { kind: "sgd" } },
    epochs: 1_000_000,
    batchSize: 16,
    threads: 1,
    checkpoint: { every: { steps: 50 } },
  };
  writeFileSync(file, JSON.stringify(run));
  return file;
}
