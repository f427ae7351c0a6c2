import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes of an image that depend on its number, planes of red, green and blue. */
export function cifarPixels(number: number): Uint8Array {
  return Uint8Array.from(
    { length: 3072 },
    (_, index) => (number * 13 + index * 7 + Math.floor(index / 1024) * 50) % 256,
  );
}

/** Records of images `first` … `first + labels.length − 1`, each with its label bytes. */
export function cifarRecords(labels: readonly (readonly number[])[], first = 0): Buffer {
  return Buffer.concat(
    labels.flatMap((bytes, index) => [Uint8Array.from(bytes), cifarPixels(first + index)]),
  );
}

/** Labels that go round the classes; of CIFAR-100 the superclass of fine class f is f mod 20. */
export function cifarLabels(kind: "cifar10" | "cifar100", count: number, first = 0): number[][] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    return kind === "cifar10" ? [number % 10] : [(number % 100) % 20, number % 100];
  });
}

interface Options {
  readonly gzip?: boolean;
  /** Images of each training file, and of the test file. */
  readonly train?: number;
  readonly test?: number;
}

/** Writes a small CIFAR of the binary version into a folder: image numbers run on from file to file. */
export function writeCifar(
  kind: "cifar10" | "cifar100",
  folder: string,
  { gzip = false, train = kind === "cifar10" ? 4 : 120, test = 10 }: Options = {},
): void {
  mkdirSync(folder, { recursive: true });
  const names =
    kind === "cifar10"
      ? [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`)
      : ["train.bin"];
  const write = (name: string, count: number, first: number) => {
    const bytes = cifarRecords(cifarLabels(kind, count, first), first);
    writeFileSync(join(folder, gzip ? `${name}.gz` : name), gzip ? gzipSync(bytes) : bytes);
  };
  names.forEach((name, index) => {
    write(name, train, index * train);
  });
  write(kind === "cifar10" ? "test_batch.bin" : "test.bin", test, names.length * train);
}
