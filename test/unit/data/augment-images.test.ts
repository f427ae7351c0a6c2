import { describe, expect, test } from "vitest";
import type { NativeAugmentOptions, TensorHandle } from "../../../lib/addon.js";
import {
  type AugmentSpec,
  augmentImages,
  randomFlip,
  randomShift,
} from "../../../lib/data/index.js";
import { engine } from "../../../lib/native.js";
import { EngineOperator, tensor } from "../../../lib/tensor/index.js";
import { legalImages, type Pixels } from "../../support/legal-images.js";
import { refusal } from "../../support/refusal.js";

/** Two channels of 3 × 4 pixels, all of them different and none 0. */
const image: Pixels = [0, 1].map((channel) =>
  [0, 1, 2].map((row) => [0, 1, 2, 3].map((column) => 1 + 100 * channel + 10 * row + column)),
);
const shape = [2, 3, 4];
const size = 24;

/** `count` copies of the image. */
function copies(count: number, dtype: "uint8" | "float32" | "float64" = "uint8"): TensorHandle {
  const values = Array.from({ length: count }, () => image.flat(2)).flat();
  const arrays = { uint8: Uint8Array, float32: Float32Array, float64: Float64Array };
  return engine().tensorFromBytes(arrays[dtype].from(values), [count, ...shape], dtype, "cpu");
}

function augmented(
  images: TensorHandle,
  augment: readonly AugmentSpec[],
  options: Partial<NativeAugmentOptions> = {},
): TensorHandle {
  return engine().augmentImages(images, {
    augment,
    seed: 1,
    epoch: 0,
    first: 0,
    precision: "float32",
    channelsLast: false,
    threads: 1,
    ...options,
  });
}

function values(images: TensorHandle): Float32Array {
  return new Float32Array(engine().tensorToBytes(images));
}

/** How often each image occurs, by its pixels in a row. */
function counted(all: Float32Array): Map<string, number> {
  const counts = new Map<string, number>();
  for (let begin = 0; begin < all.length; begin += size) {
    const key = all.subarray(begin, begin + size).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const borders = ["zeros", "reflect", "nearest"] as const;
const lists: [string, AugmentSpec[]][] = [
  ["a flip", [randomFlip()]],
  ...borders.map((border): [string, AugmentSpec[]] => [
    `a shift, ${border}`,
    [randomShift({ pixels: 1, border })],
  ]),
  ["a flip and a shift", [randomFlip(), randomShift({ pixels: 1 })]],
  [
    "shifts of different borders and a flip",
    [randomShift({ pixels: 1 }), randomFlip(), randomShift({ pixels: 2, border: "reflect" })],
  ],
];

describe.each(lists)("%s", (_name, changes) => {
  const legal = new Map<string, number>();
  for (const one of legalImages(image, changes)) {
    const key = one.flat(2).join();
    legal.set(key, (legal.get(key) ?? 0) + 1);
  }
  const ways = [...legal.values()].reduce((sum, one) => sum + one, 0);

  test("gives the images it may give, and all of them equally often", () => {
    const count = 500 * ways;
    const found = counted(values(augmented(copies(count), changes)));
    expect([...found.keys()].sort()).toEqual([...legal.keys()].sort());
    for (const [key, occurrences] of found) {
      const expected = 500 * (legal.get(key) ?? 0);
      // Five standard deviations, the same ones whenever this runs.
      expect(Math.abs(occurrences - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  test("gives the same bits whatever the threads, batches, layout and dtype of the images", () => {
    const normalize = { mean: [100, 30], std: [70, 3] };
    const bytes = (images: TensorHandle) => Buffer.from(engine().tensorToBytes(images));
    const whole = bytes(augmented(copies(3000), changes, { normalize }));
    const same = (other: TensorHandle) => expect(bytes(other).equals(whole)).toBe(true);
    same(augmented(copies(3000), changes, { normalize, threads: 2 }));
    same(augmented(copies(3000), changes, { normalize, channelsLast: true, threads: 2 }));
    same(augmented(copies(3000, "float32"), changes, { normalize }));
    same(augmented(copies(3000, "float32"), changes, { normalize, channelsLast: true }));
    same(augmented(copies(3000, "float64"), changes, { normalize }));
    const parts = [0, 1, 7, 1024, 3000];
    const pieces = parts.slice(1).map((end, index) => {
      const first = parts[index] ?? 0;
      return bytes(augmented(copies(end - first), changes, { normalize, first }));
    });
    expect(Buffer.concat(pieces).equals(whole)).toBe(true);
  });
});

test("pixels are normalized in the run's precision, and the border of zeros is 0 all the same", () => {
  const normalize = { mean: [10, 120], std: [3, 7] };
  const changes = [randomShift({ pixels: 1 })];
  const plain = values(augmented(copies(50), changes));
  const expected = Float64Array.from(plain, (value, index) => {
    const channel = Math.floor((index % size) / 12);
    return value === 0
      ? 0
      : (value - (normalize.mean[channel] ?? 0)) / (normalize.std[channel] ?? 1);
  });
  const wide = engine().tensorToBytes(
    augmented(copies(50), changes, { normalize, precision: "float64" }),
  );
  expect(new Float64Array(wide)).toEqual(expected);
  const scalar = values(augmented(copies(50), changes, { normalize: { mean: [9], std: [2] } }));
  expect(scalar).toEqual(plain.map((value) => (value === 0 ? 0 : (value - 9) / 2)));
});

test("channelsLast lays a pixel's channels side by side", () => {
  const operator = new EngineOperator("aten::stride", "int");
  const stride = (images: TensorHandle, dimension: number) =>
    operator.call(engine(), images, dimension);
  for (const dtype of ["uint8", "float32"] as const) {
    const last = augmented(copies(2, dtype), [randomFlip()], { channelsLast: true });
    expect([0, 1, 2, 3].map((dimension) => stride(last, dimension))).toEqual([24, 1, 8, 2]);
    const first = augmented(copies(2, dtype), [randomFlip()]);
    expect([0, 1, 2, 3].map((dimension) => stride(first, dimension))).toEqual([24, 12, 4, 1]);
  }
});

test("other seeds and epochs give other images, neighbours differ as often as chance has it", () => {
  const flips = (options: Partial<NativeAugmentOptions>) => {
    const all = values(augmented(copies(4000), [randomFlip()], options));
    return Array.from({ length: 4000 }, (_, index) => all[index * size] !== 1);
  };
  const first = flips({});
  const agreement = (other: readonly boolean[]) =>
    first.filter((flip, index) => flip === other[index]).length;
  expect(agreement(flips({}))).toBe(4000);
  // Of 4000 fair coins, five standard deviations are 158.
  for (const other of [flips({ seed: 2 }), flips({ epoch: 1 }), [...first.slice(1), false]]) {
    expect(Math.abs(agreement(other) - 2000)).toBeLessThan(158);
  }
});

test("augmentImages takes and gives tensors", () => {
  const images = tensor(Uint8Array.from(image.flat(2)), { shape: [1, ...shape] });
  const seen = augmentImages(images, [{ kind: "randomShift", pixels: 1 }], {
    normalize: { mean: [1], std: [2] },
    epoch: 3,
  });
  const handle = augmented(images.handle, [randomShift({ pixels: 1 })], {
    normalize: { mean: [1], std: [2] },
    epoch: 3,
  });
  expect(seen.shape).toEqual([1, ...shape]);
  expect(seen.dtype).toBe("float32");
  expect(seen.data()).toEqual(values(handle));
});

test.each<[string, () => unknown, string]>([
  [
    "shifts as large as the image",
    () =>
      augmentImages(tensor(new Uint8Array(12), { shape: [1, 1, 3, 4] }), [
        randomShift({ pixels: 3 }),
      ]),
    "augment[0].pixels: expected 1 to 2 for images of 3 × 4 pixels but received 3",
  ],
  [
    "vectors",
    () => augmentImages(tensor(new Uint8Array(12), { shape: [3, 4] }), [randomFlip()]),
    "images: expected one or more images [N, C, H, W] but received shape [3, 4]",
  ],
  [
    "integers",
    () => augmentImages(tensor(new Int32Array(12), { shape: [1, 1, 3, 4] }), [randomFlip()]),
    "images.inputs: expected uint8, float32 or float64 but received Int",
  ],
  [
    "means that are not one a channel",
    () =>
      augmentImages(tensor(new Uint8Array(12), { shape: [1, 1, 3, 4] }), [randomFlip()], {
        normalize: { mean: [1, 2], std: [1, 2] },
      }),
    "data.normalize.mean: expected one number or one a channel but received 2",
  ],
  [
    "unknown options",
    () => augmentImages(tensor([1]), [randomFlip()], JSON.parse('{ "epochs": 1 }')),
    "options.epochs: unknown key; did you mean epoch? expected one of seed, epoch, first, normalize",
  ],
])("refuses %s", (_name, act, message) => {
  expect(refusal(act)).toBe(message);
});
