import { writeFileSync } from "node:fs";

/** As many samples and features as Figure 1 trains on: 10 images of 784 pixels of each of 10 classes. */
const SAMPLES = 100;
const FEATURES = 784;
const CLASSES = 10;

/**
 * Writes a training set of Figure 1's size as safetensors, the same at every call: standard normal numbers, as
 * normalized pixels are in mean and deviation, and classes in turn. A step's time does not depend on them.
 */
export function writeSamples(path: string): void {
  const inputs = new Float32Array(SAMPLES * FEATURES);
  let state = 1;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let index = 0; index < inputs.length; index++) {
    inputs[index] = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  }
  const targets = BigInt64Array.from({ length: SAMPLES }, (_, index) => BigInt(index % CLASSES));
  const split = inputs.byteLength;
  const header = JSON.stringify({
    "train.inputs": { dtype: "F32", shape: [SAMPLES, FEATURES], data_offsets: [0, split] },
    "train.targets": {
      dtype: "I64",
      shape: [SAMPLES],
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
