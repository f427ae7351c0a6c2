import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { OptimizerInput, ScheduleInput, StepRuleInput } from "../../../lib/optim/index.js";
import type { RunSpecInput } from "../../../lib/train/run-spec.js";
import type { Digest } from "./digest.js";

/** A tensor as the reference writes it: nested rows. */
export type Nested = number | readonly Nested[];

/** Tensors by PyTorch's keys. */
export type State = Readonly<Record<string, Nested>>;

export interface Samples {
  readonly inputs: readonly Nested[];
  /** Classes, or numbers for mse. */
  readonly targets: readonly Nested[];
}

/** A network with its initial state and data; all of it is exact in float32. */
export interface Problem {
  readonly network: RunSpecInput["network"];
  readonly initial: State;
  readonly train: Samples;
  readonly evaluation: Samples;
}

/** Parts of a run spec, and the problem they apply to. */
export interface Case {
  readonly name: string;
  readonly network: string;
  readonly loss: { readonly kind: "crossEntropy"; readonly labelSmoothing: number } | MseLoss;
}

interface MseLoss {
  readonly kind: "mse";
}

/** One batch of all training samples, then an evaluation; see scripts/reference/forward.py. */
export interface ForwardCase extends Case {
  readonly loss: Exclude<Case["loss"], MseLoss>;
  readonly expected: {
    readonly loss: number;
    readonly accuracy: number;
    readonly gradients: State;
    readonly buffers: State;
    readonly evaluationLogits: readonly (readonly number[])[];
    readonly evaluationLoss: number;
  };
  readonly amplification: Readonly<
    Record<"loss" | "gradients" | "buffers" | "evaluationLogits", number>
  >;
}

/** Quantities that a run records, one a kernel; null for an angle that is rounding alone. */
export type Measure = "distance" | "angle" | "norm";
export type Measured = readonly (number | null)[];

/** A case that trains. */
export interface TrainingCase
  extends Case,
    Pick<
      RunSpecInput,
      "optimizer" | "epochs" | "batchSize" | "trainable" | "accumulate" | "clipGradNorm"
    > {
  readonly schedule: ScheduleInput;
}

/** Some thirty steps; columns hold one value a step. See scripts/reference/trajectory.py. */
export interface TrajectoryCase extends TrainingCase {
  readonly expected: {
    readonly afterOne: State;
    readonly atEnd: State;
    readonly epoch: readonly number[];
    readonly lr: readonly number[];
    readonly loss: readonly number[];
    /** null under mse. */
    readonly accuracy: readonly (number | null)[];
    /** Radians since the last epoch's end, one row an epoch. */
    readonly epochAngle: readonly Measured[];
  } & Readonly<Record<Measure, readonly Measured[]>>;
  readonly amplification: Readonly<
    Record<"afterOne" | "atEnd" | "loss" | "epochAngle" | Measure, number>
  >;
}

/** Some steps of a rule on plain tensors, whose gradients are given; see scripts/reference/plain.py. */
export interface RuleCase {
  readonly name: string;
  readonly spec: StepRuleInput;
  /** `buffers` by `<parameter's index>.<PyTorch's name>`, after the last step. */
  readonly expected: Readonly<Record<"afterOne" | "atEnd" | "buffers", State>>;
  readonly amplification: Readonly<Record<"afterOne" | "atEnd" | "buffers", number>>;
}

/** The parameters that `RuleCase`s step, by `<layer>.weight` or `<layer>.bias`. */
export interface RuleProblem {
  readonly initial: State;
  readonly factors: readonly number[];
  readonly gradients: readonly State[];
}

type TransformInput = Exclude<OptimizerInput, StepRuleInput>;
type WithoutBase<Transform> = Transform extends { base: unknown } ? Omit<Transform, "base"> : never;

/** A transform to be put around a rule. */
export interface TransformRow {
  readonly name: string;
  readonly spec: WithoutBase<TransformInput>;
}

/** Two float32 vectors and what is between them; see scripts/reference/rotation.py. */
export interface RotationCase {
  readonly name: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly distance: number;
}

/** Some steps and what is recorded of them beside rotation; see scripts/reference/measures.py. */
export interface MeasuresCase extends TrainingCase {
  readonly feedback: { readonly layer: string; readonly images: number };
  /** Whose feedback: a test set's where there is one. */
  readonly images: "train" | "evaluation";
  /** A row of kernels a step, none for rules without second moments; a silhouette an epoch. */
  readonly expected: Readonly<
    Record<"gradientNorm" | Percentile, readonly (readonly number[])[]>
  > & { readonly silhouette: readonly number[] };
  readonly amplification: Readonly<Record<"gradientNorm" | "silhouette" | Percentile, number>>;
}

export type Percentile = "p10" | "p50" | "p90";

export interface PercentilesCase {
  readonly name: string;
  readonly values: readonly number[];
  readonly percents: readonly number[];
  readonly expected: readonly number[];
}

export interface SilhouetteCase {
  readonly name: string;
  readonly vectors: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly expected: number;
}

/** Tensors in digest, by PyTorch's keys. */
type Digests = Readonly<Record<string, Digest>>;

/** Five updates of a task's network. */
export interface TaskUpdates {
  readonly optimizer: OptimizerInput;
  readonly schedule: ScheduleInput;
  readonly trainable: "all" | readonly string[];
  readonly expected: {
    /** After every update the mean so far. */
    readonly loss: readonly number[];
    /** Of every kernel at the end. */
    readonly distance: readonly number[];
    readonly atEnd: Digests;
  };
}

/** A task's network on its initial weights; see scripts/reference/tasks.py. */
export interface TaskReference {
  readonly name: string;
  readonly network: RunSpecInput["network"];
  readonly classes: number;
  readonly initial: Digests;
  readonly batch: {
    readonly loss: number;
    readonly gradients: Digests;
    readonly buffers: Digests;
    /** After the batch's running statistics, the weights as they were. */
    readonly evaluationLoss: number;
    readonly largestLogit: number;
  };
  readonly own: TaskUpdates;
  readonly layca: TaskUpdates;
}

/** The files of trajectories: rules alone, transforms, schedules, what makes an update's gradient, a loss on numbers. */
export const TRAJECTORIES = [
  "sgd",
  "adam",
  "rmsprop",
  "adagrad",
  "layca",
  "lars",
  "normalized",
  "schedules",
  "updates",
  "mse",
] as const;

interface Files
  extends Readonly<
    Record<(typeof TRAJECTORIES)[number], { readonly cases: readonly TrajectoryCase[] }>
  > {
  readonly networks: { readonly problems: Readonly<Record<string, Problem>> };
  readonly forward: { readonly cases: readonly ForwardCase[] };
  readonly rules: {
    readonly problem: RuleProblem;
    readonly cases: readonly RuleCase[];
    readonly transforms: readonly TransformRow[];
  };
  readonly layers: {
    readonly problems: Readonly<Record<string, Problem>>;
    readonly cases: readonly ForwardCase[];
  };
  readonly measures: {
    readonly cases: readonly MeasuresCase[];
    readonly percentiles: readonly PercentilesCase[];
    readonly silhouettes: readonly SilhouetteCase[];
  };
  readonly safetensors: {
    readonly files: Readonly<Record<"weights" | "types", string>>;
    readonly network: string;
    /** Of the network's evaluation samples. */
    readonly probabilities: readonly (readonly number[])[];
    readonly types: Readonly<
      Record<
        string,
        {
          readonly dtype: string;
          readonly shape: readonly number[];
          readonly values: readonly (number | boolean)[];
        }
      >
    >;
  };
  readonly tasks: { readonly tasks: readonly TaskReference[] };
  readonly rotation: {
    readonly cases: readonly RotationCase[];
    readonly long: Omit<RotationCase, "name" | "from" | "to"> &
      Readonly<Record<"length" | "modulus" | "factor", number>>;
  };
}

/** One of the files that scripts/make-reference.py writes. */
export function reference<Name extends keyof Files>(name: Name): Files[Name] {
  const file = new URL(`../data/${name}.json`, import.meta.url);
  // The generator stands beside the tests, and a field it did not write fails whatever compares it.
  return JSON.parse(readFileSync(file, "utf8")) as Files[Name];
}

/** Where a file lies that the generator wrote beside the numbers. */
export function referenceFile(name: string): string {
  return fileURLToPath(new URL(`../data/${name}`, import.meta.url));
}

/** A problem of networks.json. */
export function problem(name: string): Problem {
  const found = reference("networks").problems[name];
  if (found === undefined) throw new Error(`networks.json: expected a problem named ${name}`);
  return found;
}

/** A tensor's numbers in row-major order. */
export function flat(nested: Nested): number[] {
  return typeof nested === "number" ? [nested] : nested.flatMap(flat);
}

/** What a training case says of its run, in one thread. */
export function trainingOf(given: TrainingCase): Omit<RunSpecInput, "data"> {
  const { loss, optimizer, schedule, epochs, batchSize } = given;
  const { trainable = "all", accumulate = 1, clipGradNorm = null } = given;
  const { network } = problem(given.network);
  const updates = { epochs, batchSize, trainable, accumulate, clipGradNorm };
  return { network, loss, optimizer, schedule, ...updates, threads: 1 };
}

/** The lengths of a tensor's rows, outermost first. */
export function shapeOf(nested: Nested): number[] {
  if (typeof nested === "number") return [];
  return [nested.length, ...(nested[0] === undefined ? [] : shapeOf(nested[0]))];
}
