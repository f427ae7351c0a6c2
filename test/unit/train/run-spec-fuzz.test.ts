import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../../lib/errors.js";
import {
  adam,
  cosineSchedule,
  lars,
  layca,
  rmsprop,
  stepSchedule,
  warmupSchedule,
} from "../../../lib/optim/index.js";
import { parseRunSpec } from "../../../lib/train/run-spec.js";
import { smallRun } from "../../support/run-specs.js";

/** Parses, and fails on any error but an InputError in the house's form. */
function parse(value: unknown): void {
  try {
    parseRunSpec(value);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const { message } of error.issues) {
      expect(message).toMatch(
        /^(expected .+ but .+|unknown key;.+|.+ is not available yet|.+ takes .+ but .+|.+ but the network has none|and \d+ more)$/s,
      );
    }
  }
}

/** The value with what stands at `path` replaced; a path that leads nowhere adds a key. */
function replaced(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)] ?? "extra";
  const inner = replaced(Object.entries(value).find(([name]) => name === key)?.[1], rest, by);
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? inner : item))
    : { ...value, [key]: inner };
}

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withTypedArray: true,
});

test("whatever it is given, a spec comes out or an InputError", () => {
  fc.assert(fc.property(anything, parse), { numRuns: 500 });
});

test("whatever stands in a field, a spec comes out or an InputError", () => {
  const runs = [
    smallRun,
    {
      ...smallRun,
      optimizer: layca(adam({ weightDecayOn: ["0"] }), { rate: 1, multipliers: [1, 0.5] }),
      schedule: warmupSchedule({ epochs: 1, then: stepSchedule({ milestones: [1, 2] }) }),
      record: { every: ["epoch", { steps: 3 }], secondMoments: true, feedback: { layer: "0" } },
    },
    {
      ...smallRun,
      optimizer: lars(rmsprop(), { rate: 1, normGrowth: 1e-4 }),
      schedule: cosineSchedule({ epochs: 2 }),
    },
  ];
  const full = fc.constantFrom(...runs.map((run) => parseRunSpec(run)));
  const path = fc.array(fc.nat(30), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(full, path, anything, (run, where, value) => parse(replaced(run, where, value))),
    { numRuns: 2000 },
  );
});
