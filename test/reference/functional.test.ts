import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { checkCase } from "./support/check-case.js";
import type { OperatorCase } from "./support/operator-case.js";

const file = new URL("data/functional.json", import.meta.url);
const cases: readonly OperatorCase[] = JSON.parse(readFileSync(file, "utf8")).cases;

describe("torch.nn.functional gives what Python's gives", () => {
  it.each(
    cases.map((given, index) => [
      `${given.call} ${JSON.stringify(given.options ?? {}).slice(0, 60)}, case ${index}`,
      given,
    ]),
  )("%s", (_, given) => {
    checkCase(given as OperatorCase);
  });
});
