import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** An IDX file of unsigned bytes: magic, dimensions (big-endian), values. */
export function idxBytes(
  shape: readonly number[],
  values: Uint8Array,
  magic = 0x800 + shape.length,
) {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.writeUInt32BE(magic, 0);
  shape.forEach((size, index) => {
    header.writeUInt32BE(size, 4 + 4 * index);
  });
  return Buffer.concat([header, values]);
}

/** Images of 28 × 28 pixels whose pixels depend on their number, and labels that go round the ten digits. */
export function digits(count: number): { images: Buffer; labels: Buffer } {
  const pixels = Uint8Array.from(
    { length: count * 784 },
    (_, index) => (index * 7 + index / 784) % 256,
  );
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 10);
  return { images: idxBytes([count, 28, 28], pixels), labels: idxBytes([count], labels) };
}

export const mnistNames = {
  trainImages: "train-images-idx3-ubyte",
  trainLabels: "train-labels-idx1-ubyte",
  testImages: "t10k-images-idx3-ubyte",
  testLabels: "t10k-labels-idx1-ubyte",
};

/** Writes a small MNIST of `train` and `test` images into a folder. */
export function writeMnist(
  folder: string,
  { train = 40, test = 20, gzip = false }: { train?: number; test?: number; gzip?: boolean } = {},
): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, bytes: Buffer) =>
    writeFileSync(join(folder, gzip ? `${name}.gz` : name), gzip ? gzipSync(bytes) : bytes);
  const [training, testing] = [digits(train), digits(test)];
  write(mnistNames.trainImages, training.images);
  write(mnistNames.trainLabels, training.labels);
  write(mnistNames.testImages, testing.images);
  write(mnistNames.testLabels, testing.labels);
}
