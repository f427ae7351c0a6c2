// Calls every operator that no case of test/reference/data/operators.json calls with arguments drawn from its schema
// until it returns, and prints those that never did.
//
//   drawn-calls.ts SEED
import { dispatch } from "../../../lib/tensor/dispatch.js";
import { table } from "../../../lib/tensor/generated/table.js";
import { Tensor } from "../../../lib/tensor/index.js";
import { operatorAt } from "../../../lib/tensor/operator-table.js";
import { operatorCases } from "../../reference/support/operator-case.js";
import { argumentsFor } from "./random-arguments.js";
import { pick, seedRandom } from "./random-numbers.js";

const DRAWS = 400;

const [seed = "1"] = process.argv.slice(2);
seedRandom(Number(seed));
// Warnings of libtorch say nothing here.
process.on("warning", () => undefined);
process.removeAllListeners("warning");

const referenced = new Set(
  operatorCases.map(({ call }) => call.replace(/^Tensor\.|^nn\.functional\./, "")),
);

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

const others = Object.keys(table).filter((key) => !referenced.has(key));
process.stdout.write(`${JSON.stringify(others.filter((key) => !returnsOnce(key)))}\n`);
