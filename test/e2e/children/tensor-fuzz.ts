// Calls every operator in turn with random arguments: some that fit its schema, some absurd. Every call must return
// or throw one of layca's errors.
//
//   tensor-fuzz.ts SEED CALLS [KEY]     prints { returned, refused }; of one operator only where named
//
// With FUZZ_TRACE set each call is written to standard error before it is made, to find the one that crashed.
import { writeSync } from "node:fs";
import { inspect } from "node:util";
import { LaycaError } from "../../../lib/errors.js";
import { dispatch } from "../../../lib/tensor/dispatch.js";
import { table } from "../../../lib/tensor/generated/table.js";
import { Tensor } from "../../../lib/tensor/index.js";
import { operatorAt } from "../../../lib/tensor/operator-table.js";
import { argumentsFor, forged } from "./random-arguments.js";
import { pick, random, seedRandom } from "./random-numbers.js";

const [seed = "1", calls = "1000", only] = process.argv.slice(2);
seedRandom(Number(seed));
// Warnings of libtorch say nothing here.
process.on("warning", () => undefined);
process.removeAllListeners("warning");

const keys = Object.keys(table).filter((key) => !only || key === only);
const start = Math.floor(random() * keys.length);
const counts = { returned: 0, refused: 0 };
for (let call = 0; call < Number(calls); call++) {
  const operator = operatorAt(keys[(start + call) % keys.length] ?? "add");
  const args = argumentsFor(pick(operator.overloads));
  if (process.env.FUZZ_TRACE) writeSync(2, `${call} ${operator.name} ${shown(args)}\n`);
  try {
    const result = dispatch(operator, args, Tensor.fromHandle);
    if (random() < 0.3) backward(result);
    counts.returned++;
  } catch (error) {
    if (!(error instanceof LaycaError)) {
      throw new Error(`call ${call}, ${operator.name}(${shown(args)})`, { cause: error });
    }
    counts.refused++;
  }
}
process.stdout.write(JSON.stringify(counts));

function backward(result: unknown): void {
  const [first] = Array.isArray(result) ? result : [result];
  if (first instanceof Tensor && first.requiresGrad) first.abs().sum().backward();
}

function shown(args: readonly unknown[]): string {
  return args.map((value) => described(value)).join(", ");
}

/** Without the values: reading them calls operators. */
function described(value: unknown, depth = 0): string {
  if (depth > 2) return "…";
  if (Array.isArray(value))
    return `[${value.map((item) => described(item, depth + 1)).join(", ")}]`;
  if (value === forged) return "forged";
  if (value instanceof Tensor) {
    return value.isDisposed ? "disposed" : `${value.dtype}[${value.shape.join(",")}]`;
  }
  if (Object.getPrototypeOf(Object(value)) !== Object.prototype)
    return inspect(value, { depth: 0 });
  const entries = Object.entries(Object(value));
  return `{ ${entries.map(([key, item]) => `${key}: ${described(item, depth + 1)}`).join(", ")} }`;
}
