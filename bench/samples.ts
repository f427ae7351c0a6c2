import { writeFileSync } from "node:fs";

/** Pixels and classes of MNIST. */
const FEATURES = 784;
const CLASSES = 10;
/** Channels, height and width of CIFAR. */
const IMAGE = [3, 32, 32] as const;

/**
 * Writes a training set of so many samples as safetensors, the same at every call: standard normal numbers, as
 * normalized pixels are in mean and deviation, and classes in turn. A step's time does not depend on them.
 */
export function writeSamples(path: string, samples: number): void {
  const inputs = new Float32Array(samples * FEATURES);
  const uniform = uniformNumbers();
  for (let index = 0; index < inputs.length; index++) {
    inputs[index] = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  }
  write(path, inputs, { dtype: "F32", shape: [samples, FEATURES] });
}

/** The same of colour images as bytes. */
export function writeImages(path: string, samples: number): void {
  const uniform = uniformNumbers();
  const [first, ...rest] = IMAGE;
  const size = rest.reduce((product, length) => product * length, samples * first);
  const inputs = Uint8Array.from({ length: size }, () => 256 * uniform());
  write(path, inputs, { dtype: "U8", shape: [samples, ...IMAGE] });
}

/** Numbers between 0 and 1. */
function uniformNumbers(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function write(
  path: string,
  inputs: Float32Array | Uint8Array,
  { dtype, shape }: { readonly dtype: string; readonly shape: readonly [number, ...number[]] },
): void {
  const [samples] = shape;
  const targets = BigInt64Array.from({ length: samples }, (_, index) => BigInt(index % CLASSES));
  const split = inputs.byteLength;
  const header = JSON.stringify({
    "train.inputs": { dtype, shape, data_offsets: [0, split] },
    "train.targets": {
      dtype: "I64",
      shape: [samples],
      data_offsets: [split, split + targets.byteLength],
    },
  });
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
  const length = new BigUint64Array([BigInt(padded.length)]);
  const parts = [length, Buffer.from(padded), inputs, targets];
  writeFileSync(
    path,
    Buffer.concat(
      parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)),
    ),
  );
}
