import { expect, test } from "vitest";
import { z } from "zod";
import { runSpecSchema } from "../../../lib/train/run-schema.js";

const schema = z.toJSONSchema(runSpecSchema, { io: "input", target: "draft-2020-12" });

/** Every property of every object in the schema, by its path. */
function properties(node: unknown, path = ""): [path: string, property: Record<string, unknown>][] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const inner = properties(value, `${path}/${key}`);
    if (key !== "properties") return inner;
    const own = Object.entries<Record<string, unknown>>(value);
    return [
      ...own.map(([name, one]) => [`${path}/${name}`, one] as [string, typeof one]),
      ...inner,
    ];
  });
}

test("describes every field of a run file", () => {
  const found = properties(schema);
  expect(found.length).toBeGreaterThan(70);
  expect(found.filter(([, { description }]) => typeof description !== "string")).toEqual([]);
});

test("says what a run file must have, and takes no other keys", () => {
  expect(schema.required).toEqual(["network", "data", "optimizer", "epochs", "batchSize"]);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties?.$schema).toMatchObject({ type: "string" });
});

test("has the defaults of the contract, and none of this machine", () => {
  const defaults = Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      typeof property === "object" && "default" in property ? [[name, property.default]] : [],
    ),
  );
  expect(defaults).toEqual({
    loss: { kind: "crossEntropy", labelSmoothing: 0 },
    schedule: { kind: "constant" },
    shuffle: true,
    dropLast: false,
    augment: [],
    clipGradNorm: null,
    accumulate: 1,
    trainable: "all",
    seed: 1,
    device: "cpu",
    precision: "float32",
    record: {},
    stop: [],
    select: "final",
  });
});
