// Calls operators with random arguments, most of them absurd. Every call must return or throw one of layca's errors.
//
//   tensor-fuzz.ts SEED CALLS [NAME]     prints { returned, refused }; of one operator only where named
//
// With FUZZ_TRACE set each call is written to standard error before it is made, to find the one that crashed.
import { writeSync } from "node:fs";
import { inspect } from "node:util";
import { LaycaError } from "../../../lib/errors.js";
import { Tensor, tensor, torch } from "../../../lib/tensor/index.js";

const [seed = "1", calls = "1000", only] = process.argv.slice(2);
let state = Number(seed);

/** A number in [0, 1): mulberry32. */
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

function pick<T>(choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T; // Never called with an empty list.
}

const circular: unknown[] = [];
circular.push(circular);
const disposed = tensor([1]);
disposed.dispose();
const foreign = Tensor.fromHandle({} as Tensor["handle"]); // What a user can forge.

const dtypes = ["float32", "float64", "float16", "bfloat16", "uint8", "int64", "bool", "complex64"];
const numbers = [
  0,
  1,
  2,
  3,
  -1,
  -2,
  0.5,
  -0,
  7,
  Number.NaN,
  Infinity,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
];

function randomTensor(): Tensor {
  const shape = Array.from({ length: Math.floor(random() * 4) }, () => pick([0, 1, 2, 3]));
  const made = torch.full(shape, pick([0, 1, 3]), { dtype: pick(dtypes) as "float32" });
  const floats = ["float32", "float64"].includes(made.dtype);
  if (floats && random() < 0.3) made.requiresGrad = true;
  return shape.length > 1 && random() < 0.3 ? made.transpose(0, 1) : made;
}

const values: readonly (() => unknown)[] = [
  randomTensor,
  randomTensor,
  randomTensor,
  () => pick(numbers),
  () => pick(numbers),
  () => Array.from({ length: Math.floor(random() * 4) }, () => pick(numbers)),
  () => Array.from({ length: Math.floor(random() * 4) }, randomTensor),
  () => pick(dtypes),
  () => pick(["cpu", "cuda", "", "mean", "none", "floor", "strided", "preserve", "\0", "é"]),
  () => pick([true, false, null, undefined, 2n ** 64n, 5n, Symbol("s"), () => 1]),
  () => pick([circular, disposed, foreign, new Date(), new Float32Array(3), { re: 1, im: 2 }]),
  () => ({ [pick(["dim", "dtype", "alpha", "keepdim", "device", "reduction"])]: randomValue() }),
];

function randomValue(): unknown {
  return pick(values)();
}

function shown(args: readonly unknown[]): string {
  return args.includes(foreign) ? `${args.length} arguments, one forged` : inspect(args);
}

const functions = Object.entries(torch).filter(([name]) => !only || name === only);
const counts = { returned: 0, refused: 0 };
for (let call = 0; call < Number(calls); call++) {
  const [name, act] = pick(functions);
  const args = Array.from({ length: Math.floor(random() * 4) + 1 }, randomValue);
  if (process.env.FUZZ_TRACE) writeSync(2, `${call} ${name} ${shown(args)}\n`);
  try {
    const result: unknown = Reflect.apply(act, undefined, args);
    if (result instanceof Tensor && result.requiresGrad && random() < 0.5) result.sum().backward();
    counts.returned++;
  } catch (error) {
    if (!(error instanceof LaycaError)) {
      throw new Error(`call ${call}, ${name}(${shown(args)})`, { cause: error });
    }
    counts.refused++;
  }
}
process.stdout.write(JSON.stringify(counts));
