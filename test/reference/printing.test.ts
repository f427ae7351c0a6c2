import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Tensor } from "../../lib/tensor/index.js";
import { restoredTensor, type StoredTensor } from "./support/operator-case.js";

interface PrintedCase {
  readonly tensor: StoredTensor;
  /** Called before printing. */
  readonly method?: string;
  readonly text: string;
}

const file = new URL("data/printing.json", import.meta.url);
const cases: readonly PrintedCase[] = JSON.parse(readFileSync(file, "utf8")).cases;

describe("a tensor is printed as Python prints it", () => {
  it.each(cases.map((given) => [title(given), given] as const))("%s", (_, given) => {
    const tensor = made(given);
    expect(tensor.toString()).toBe(given.text);
    expect(inspect(tensor)).toBe(given.text);
  });
});

function made({ tensor, method }: PrintedCase): Tensor {
  const restored = restoredTensor(tensor);
  if (method === undefined) return restored;
  const act: unknown = Reflect.get(restored, method);
  if (typeof act !== "function") throw new Error(`expected a method ${method} but found none`);
  const result: unknown = Reflect.apply(act, restored, []);
  if (result instanceof Tensor) return result;
  throw new Error(`expected a tensor of ${method} but received ${typeof result}`);
}

function title({ text, method }: PrintedCase): string {
  const [first = ""] = text.split("\n");
  return `${first.slice(0, 70)}${method ? ` of ${method}` : ""}`;
}
