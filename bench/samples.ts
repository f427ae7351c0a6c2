import { writeFileSync } from "node:fs";

/** Pixels and classes of MNIST. */
const FEATURES = 784;
const CLASSES = 10;

/**
 * Writes a training set of so many samples as safetensors, the same at every call: standard normal numbers, as
 * normalized pixels are in mean and deviation, and classes in turn. A step's time does not depend on them.
 */
export function writeSamples(path: string, samples: number): void {
  const inputs = new Float32Array(samples * FEATURES);
  let state = 1;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let index = 0; index < inputs.length; index++) {
    inputs[index] = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  }
  const targets = BigInt64Array.from({ length: samples }, (_, index) => BigInt(index % CLASSES));
  const split = inputs.byteLength;
  const header = JSON.stringify({
    "train.inputs": { dtype: "F32", shape: [samples, FEATURES], data_offsets: [0, split] },
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
