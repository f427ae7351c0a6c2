import { describe, expect, it } from "vitest";
import { loadModel, loadSafetensors, tensor } from "../../lib/index.js";
import { readSafetensors } from "../../lib/tensor/index.js";
import { expectClose } from "./support/precision.js";
import { flat, problem, reference, referenceFile } from "./support/reference-data.js";

const expected = reference("safetensors");
const weights = referenceFile(expected.files.weights);

/** What a tensor holds, row by row; int64 as numbers. */
function numbersOf(values: unknown): unknown[] {
  if (Array.isArray(values)) return values.flatMap(numbersOf);
  return [typeof values === "bigint" ? Number(values) : values];
}

describe("files that Python's safetensors wrote", () => {
  it("give every type, shape and value that was put in", () => {
    const tensors = loadSafetensors(referenceFile(expected.files.types));
    expect(Object.keys(tensors).sort()).toEqual(Object.keys(expected.types).sort());
    for (const [name, { dtype, shape, values }] of Object.entries(expected.types)) {
      const loaded = tensors[name];
      expect(loaded?.dtype, name).toBe(dtype);
      expect(loaded?.shape, name).toEqual(shape);
      expect(numbersOf(loaded?.toArray()), name).toEqual(values);
    }
  });

  it("tell what stands beside the tensors", () => {
    expect(readSafetensors(weights).metadata).toEqual({ "made by": "Python" });
  });

  it("are the weights of a network that gives what torch gives with them", () => {
    const { network, initial, evaluation } = problem(expected.network);
    const loaded = loadSafetensors(weights);
    expect(Object.keys(loaded).sort()).toEqual(Object.keys(initial).sort());
    const model = loadModel(weights, { network, precision: "float64" });
    const inputs = evaluation.inputs.map(flat);
    const { probabilities } = model.predict(
      tensor(Float64Array.from(inputs.flat()), { shape: [inputs.length, inputs[0]?.length ?? 0] }),
    );
    const read = probabilities.flatMap((row) => [...row]);
    expectClose(read, expected.probabilities.flat(), 1e-12, "probabilities");
  });
});
