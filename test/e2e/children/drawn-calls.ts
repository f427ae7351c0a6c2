// Calls each of the operators named with arguments drawn from its schema until it returns, and prints those that never
// did.
//
//   drawn-calls.ts SEED KEY…
import { dispatch } from "../../../lib/tensor/dispatch.js";
import { Tensor } from "../../../lib/tensor/index.js";
import { operatorAt } from "../../../lib/tensor/operator-table.js";
import { argumentsFor } from "./random-arguments.js";
import { pick, seedRandom } from "./random-numbers.js";

const DRAWS = 400;

const [seed = "1", ...keys] = process.argv.slice(2);
seedRandom(Number(seed));
// Warnings of libtorch say nothing here.
process.on("warning", () => undefined);
process.removeAllListeners("warning");

function returnsOnce(key: string): boolean {
  const operator = operatorAt(key);
  for (let draw = 0; draw < DRAWS; draw++) {
    try {
      dispatch(operator, argumentsFor(pick(operator.overloads)), Tensor.fromHandle);
      return true;
    } catch {
      // Most of what is drawn does not fit.
    }
  }
  return false;
}

process.stdout.write(`${JSON.stringify(keys.filter((key) => !returnsOnce(key)))}\n`);
