import fc from "fast-check";
import type { OptimizerInput, StepRuleInput } from "../../../lib/optim/index.js";
import { type Trial, trials } from "./drawn-tensors.js";
import { reference, type TransformRow } from "./reference-data.js";

/** A rule by its row's name. */
export interface RuleRow {
  readonly name: string;
  readonly spec: StepRuleInput;
}

/** A rule alone (`transform` null) or under a transform. */
export interface Combination {
  readonly name: string;
  readonly rule: RuleRow;
  readonly transform: TransformRow["spec"] | null;
  readonly spec: OptimizerInput;
}

const { cases, transforms } = reference("rules");

/** The rows of scripts/reference/cases: what is added there is tried here. */
export const RULES: readonly RuleRow[] = cases.map(({ name, spec }) => ({ name, spec }));
export const TRANSFORMS: readonly TransformRow[] = transforms;

export const TRANSFORMED: readonly Combination[] = TRANSFORMS.flatMap((transform) =>
  RULES.map((rule) => combined(rule, transform)),
);

export const COMBINATIONS: readonly Combination[] = [
  ...RULES.map((rule) => ({ name: rule.name, rule, transform: null, spec: rule.spec })),
  ...TRANSFORMED,
];

export function combined(rule: RuleRow, { name, spec }: TransformRow): Combination {
  return {
    name: `${name} over ${rule.name}`,
    rule,
    transform: spec,
    // Omit has taken `base` from each member of the union, and here it returns.
    spec: { ...spec, base: rule.spec } as OptimizerInput,
  };
}

/** Whether the weights enter the base step. */
export function decays({ spec }: RuleRow): boolean {
  return spec.kind === "adamW" || (spec.weightDecay ?? 0) !== 0;
}

/** Whether a zero gradient gives a zero step whatever came before. */
export function forgets(rule: RuleRow): boolean {
  const { spec } = rule;
  if (decays(rule) || spec.kind === "adam" || spec.kind === "adamW") return false;
  return spec.kind === "adagrad" || (spec.momentum ?? 0) === 0;
}

/** Checks a property of every combination, each on a trial of its own. */
export function forEvery(
  combinations: readonly Combination[],
  check: (combination: Combination, trial: Trial) => void,
): void {
  for (const combination of combinations) {
    const property = fc.property(trials, (trial) => check(combination, trial));
    fc.assert(property, { numRuns: 1 });
  }
}
