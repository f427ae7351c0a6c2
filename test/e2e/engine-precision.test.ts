import { expect, test } from "vitest";
import {
  engineInputs,
  engineSpec,
  linear,
  relu,
  runEngine,
  samples,
  weightBytes,
  weightValues,
} from "../support/engine-runs.js";
import { laycaSpec } from "../support/optimizer-specs.js";

const network = {
  input: { kind: "vector", features: 12 },
  layers: [linear(64), relu, linear(64), relu, linear(3)],
};
const spec = (precision: string) =>
  engineSpec({ network, precision, epochs: 20, optimizer: laycaSpec({ rate: 0.02 }) });
const inputs = () => engineInputs({ test: samples(12) });

test("bfloat16 keeps float32 weights, on which every step is taken", async () => {
  const { handle, state } = await runEngine(spec("bfloat16"), inputs());
  expect(state.status).toBe("finished");
  const values = weightValues(handle, "0.weight");
  const halves = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const rounded = halves.filter((bits) => (bits & 0xffff) === 0).length;
  expect(rounded / halves.length).toBeLessThan(0.01);
});

test("bfloat16 trains as float32 does, to its rounding, and not bit for bit", async () => {
  const narrow = await runEngine(spec("bfloat16"), inputs());
  const wide = await runEngine(spec("float32"), inputs());
  expect(weightBytes(narrow.handle)).not.toEqual(weightBytes(wide.handle));
  const losses = (run: typeof wide) => run.history.map(({ train }) => train.loss);
  const last = losses(wide).at(-1) ?? Number.NaN;
  const first = losses(wide)[0] ?? Number.NaN;
  expect(last).toBeLessThan(first / 2);
  for (const [epoch, loss] of losses(narrow).entries()) {
    expect(Math.abs(loss - (losses(wide)[epoch] ?? Number.NaN)) / first).toBeLessThan(0.05);
  }
  // Under Layca a kernel's first step turns it by the same angle whatever the gradient's rounding.
  const angles = (run: typeof wide) => run.history[0]?.rotation?.norm ?? [];
  for (const [kernel, norm] of angles(narrow).entries()) {
    expect(norm / (angles(wide)[kernel] ?? Number.NaN)).toBeCloseTo(1, 5);
  }
});

test("a seed gives the same bits in bfloat16 too", async () => {
  const once = await runEngine(spec("bfloat16"), inputs());
  const again = await runEngine(spec("bfloat16"), inputs());
  expect(weightBytes(again.handle)).toEqual(weightBytes(once.handle));
  expect(again.history).toEqual(once.history);
});
