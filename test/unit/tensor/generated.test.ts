import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { libtorchInfo } from "../../../lib/native.js";

interface Generator {
  schemaFile(libtorch: string): string | undefined;
  generate(yaml: string): ReadonlyMap<string, string>;
  committed(): readonly string[];
}

// Plain JavaScript, which runs before anything is compiled: its types are written here.
const generator: Generator = await import(
  new URL("../../../scripts/generate-tensor.mjs", import.meta.url).href
);

it("is what the generator writes from this libtorch's schemas", { timeout: 60_000 }, ({ skip }) => {
  const yaml = generator.schemaFile(libtorchInfo().folder);
  if (!yaml) return skip("this libtorch comes without native_functions.yaml");
  const files = generator.generate(yaml);
  expect(generator.committed().toSorted()).toEqual([...files.keys()].toSorted());
  for (const [name, text] of files) {
    const file = new URL(`../../../lib/tensor/generated/${name}`, import.meta.url);
    expect(readFileSync(file, "utf8"), name).toBe(text);
  }
});
