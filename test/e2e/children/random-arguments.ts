import type { DType } from "../../../lib/addon.js";
import type { ArgumentKind } from "../../../lib/tensor/argument-kinds.js";
import { Tensor, tensor, torch } from "../../../lib/tensor/index.js";
import type { Overload } from "../../../lib/tensor/operator.js";
import { pick, random, randomInteger } from "./random-numbers.js";

const circular: unknown[] = [];
circular.push(circular);
const disposed = tensor([1]);
disposed.dispose();
/** What a user can forge. */
export const forged = Tensor.fromHandle({} as Tensor["handle"]);

const dtypes: readonly DType[] = [
  ...([
    "float32",
    "float32",
    "float32",
    "float64",
    "int64",
    "int64",
    "float16",
    "bfloat16",
  ] as const),
  ...(["uint8", "int32", "bool", "complex64", "complex128"] as const),
];

const shapes: readonly (readonly number[])[] = [
  ...[[], [1], [3], [4], [2, 3], [3, 3], [3, 3], [1, 3], [3, 1], [4, 4], [2, 3, 3]],
  ...[[1, 2, 4], [2, 2, 4, 4], [1, 3, 4, 4], [1, 2, 3, 4, 4], [0], [2, 0], [0, 3, 3]],
];

const absurdNumbers = [
  ...[
    Number.NaN,
    Infinity,
    -Infinity,
    0.5,
    -0,
    2 ** 31,
    2 ** 31 - 1,
    -(2 ** 31),
    2 ** 53,
    2 ** 53 - 1,
  ],
  ...[-(2 ** 63), 2 ** 40, 1e300, -1, -100, 255, 1000],
];

const texts = [
  ...["mean", "sum", "none", "floor", "trunc", "valid", "same", "constant", "reflect", "replicate"],
  ...["circular", "ij", "xy", "prod", "amax", "amin", "left", "right", "linear", "lower", "higher"],
  ...["midpoint", "nearest", "fro", "nuc", "gelsd", "gelsy", "gels", "complete", "reduced", "r"],
  ...["backward", "ortho", "forward", "tanh", "gesvd", "L", "U", "ij,jk->ik", "ii", "", "\0", "é"],
];

const names: Readonly<Partial<Record<ArgumentKind, readonly string[]>>> = {
  dtype: dtypes,
  device: ["cpu", "cpu", "cpu", "cuda", "cuda:0", "meta"],
  layout: ["strided", "strided", "sparseCoo", "sparseCsr", "sparseBsr"],
  memoryFormat: ["contiguous", "preserve", "channelsLast", "channelsLast3d"],
  reduction: ["none", "mean", "sum", "all"],
};

const absurd: readonly (() => unknown)[] = [
  () => pick(absurdNumbers),
  () => pick(absurdNumbers),
  () => Array.from({ length: randomInteger(0, 4) }, () => pick(absurdNumbers)),
  () => pick([circular, disposed, forged, new Date(), new Float32Array(3), { re: 1, im: 2 }, {}]),
  () =>
    pick([true, null, undefined, 2n ** 64n, 5n, -(2n ** 63n), Symbol("s"), () => 1, [[1]], "x"]),
  () => Array.from({ length: randomInteger(0, 3) }, randomTensor),
  randomTensor,
];

/** Arguments for an overload; one call in two has an absurd one somewhere. */
export function argumentsFor({ required, options }: Overload): unknown[] {
  const shape = pick(shapes);
  const wild = random() < 0.5 ? 0.3 : 0;
  const draw = (kind: ArgumentKind) =>
    random() < wild ? pick(absurd)() : plausible(kind, random() < 0.8 ? shape : pick(shapes));
  const args = required.map(draw);
  const given = Object.entries(options).filter(() => random() < 0.5);
  if (given.length === 0) return args;
  return [...args, Object.fromEntries(given.map(([name, { kind }]) => [name, draw(kind)]))];
}

function plausible(kind: ArgumentKind, shape: readonly number[]): unknown {
  if (kind.endsWith("?")) return random() < 0.2 ? null : plausible(baseOf(kind), shape);
  const choices = names[kind];
  if (choices) return pick(choices);
  switch (kind) {
    case "tensor":
      return randomTensor(shape);
    case "tensors":
    case "indices":
      return listOf(() => randomTensor(random() < 0.7 ? shape : pick(shapes)));
    case "scalar":
      return pick([0, 1, 2, -1, 0.5, true, 3n, { re: 1, im: -1 }]);
    case "scalars":
    case "floats":
      return listOf(() => pick([0, 1, 0.5, -2]));
    case "int":
      return randomInteger(-2, 4);
    case "ints":
      return random() < 0.5 ? [...shape] : listOf(() => randomInteger(-2, 4));
    case "ints+":
      return random() < 0.5 ? randomInteger(-2, 4) : listOf(() => randomInteger(0, 3));
    case "float":
      return pick([0, 1, 0.1, 0.5, -1, 2]);
    case "bool":
      return random() < 0.5;
    case "bools":
      return listOf(() => random() < 0.5);
    case "generator":
      return torch.generator(randomInteger(0, 9));
    default:
      return pick(texts);
  }
}

function listOf<T>(item: () => T): T[] {
  return Array.from({ length: randomInteger(0, 4) }, item);
}

function baseOf(kind: ArgumentKind): ArgumentKind {
  return kind.slice(0, -1) as ArgumentKind; // The type says that a kind is a base with an optional "?" after it.
}

function randomTensor(shape: readonly number[] = pick(shapes)): Tensor {
  const dtype = pick(dtypes);
  const made = filled(shape, dtype);
  const floats = dtype === "float32" || dtype === "float64";
  if (random() < 0.04 && shape.length > 1) return made.toSparse();
  if (floats && random() < 0.3) made.requiresGrad = true;
  if (shape.length > 1 && random() < 0.2) return made.transpose(0, 1);
  return random() < 0.05 ? made.expand([2, ...shape]) : made;
}

/** Whole numbers as indices are, small or far out; other numbers around zero, now and then one that is none. */
function filled(shape: readonly number[], dtype: DType): Tensor {
  if (dtype === "int64" || dtype === "int32") {
    const far = random() < 0.2;
    const drawn = torch.randint(far ? 2 ** 31 - 1 : 3, shape, { dtype, generator: seeded() });
    return far && random() < 0.5 ? drawn.neg() : drawn;
  }
  if (random() < 0.1)
    return torch.full(shape, pick([Number.NaN, Infinity, 0, 1]), { dtype: "float32" }).to(dtype);
  return torch.randn(shape, { generator: seeded() }).to(dtype);
}

function seeded() {
  return torch.generator(randomInteger(0, 1_000_000));
}
