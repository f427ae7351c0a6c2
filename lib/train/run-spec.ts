import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { EngineSpec } from "../addon.js";
import { checkInput } from "../check.js";
import { type DataSpec, defaultDataRoot, keepingTensors } from "../data/index.js";
import { type LayerSpec, layersInOrder } from "../nn/index.js";
import type { OptimizerSpec, StepRuleSpec } from "../optim/index.js";
import { checkRun } from "./run-checks.js";
import { type CheckedRun, runSpecSchema } from "./run-schema.js";

export { type RunSpecInput, runSpecSchema } from "./run-schema.js";

/** A run with every default filled in and every path absolute. */
export type RunSpec = Omit<CheckedRun, "$schema" | "threads"> & { readonly threads: number };

/** How `parseRunSpec` fills in what the run file leaves open. */
export interface ParseOptions {
  /** What relative paths are relative to: the run file's folder; default: the working directory. */
  readonly baseDirectory?: string;
  /** Where data sets lie whose `root` is left out; default: where `layca data` puts them. */
  readonly dataRoot?: string;
}

/**
 * Checks a run from a file or a program, and fills in its defaults. Reads no file and allocates no
 * tensor.
 *
 * @param value a `RunSpecInput`, or whatever stands in a file
 * @param options where relative paths and data sets are looked for
 * @example const spec = parseRunSpec(JSON.parse(readFileSync("run.json", "utf8")))
 * @throws InputError with every issue: unknown keys, wrong types, impossible values, shapes that do
 *   not fit, and what a later version brings.
 */
export function parseRunSpec(value: unknown, options: ParseOptions = {}): RunSpec {
  const checked = checkInput(runSpecSchema, value);
  const network = checkRun(checked);
  const { $schema: _, ...run } = checked;
  const base = options.baseDirectory ?? process.cwd();
  const forward = layersInOrder(network.layers).map(({ name }) => name);
  return {
    ...run,
    network: { ...run.network, layers: run.network.layers.map(withoutDefaultName) },
    data: resolveData(run, base, options.dataRoot ?? defaultDataRoot()),
    optimizer: resolveOptimizer(run.optimizer, forward),
    trainable: inOrder<"all">(run.trainable, forward),
    threads: run.threads ?? availableParallelism(),
    ...(run.initialWeights === undefined
      ? {}
      : { initialWeights: resolve(base, run.initialWeights) }),
  };
}

/** The parts of a run that the engine executes. */
export function engineSpec(run: RunSpec): EngineSpec {
  return {
    network: run.network,
    loss: run.loss,
    optimizer: run.optimizer,
    schedule: run.schedule,
    epochs: run.epochs,
    batchSize: run.batchSize,
    shuffle: run.shuffle,
    dropLast: run.dropLast,
    augment: run.augment,
    clipGradNorm: run.clipGradNorm,
    accumulate: run.accumulate,
    trainable: run.trainable,
    seed: run.seed,
    device: run.device,
    precision: run.precision,
    threads: run.threads,
    record: run.record,
    stop: run.stop,
    select: run.select,
    ...(run.checkpoint ? { checkpoint: run.checkpoint } : {}),
  };
}

function resolveData(run: Omit<CheckedRun, "$schema">, base: string, dataRoot: string): DataSpec {
  const { data } = run;
  switch (data.kind) {
    case "safetensors":
      return { ...data, path: resolve(base, data.path) };
    case "tensors":
      return keepingTensors(data);
    case "imageFolder":
      return {
        ...data,
        root: resolve(base, data.root),
        flatten: run.network.input.kind === "vector",
      };
    default:
      return {
        ...data,
        root: resolve(base, data.root ?? dataRoot),
        flatten: run.network.input.kind === "vector",
      };
  }
}

function resolveOptimizer(optimizer: OptimizerSpec, forward: readonly string[]): OptimizerSpec {
  const ordered = <Rule extends StepRuleSpec>(rule: Rule): Rule => ({
    ...rule,
    weightDecayOn: inOrder(rule.weightDecayOn, forward),
  });
  return "base" in optimizer ? { ...optimizer, base: ordered(optimizer.base) } : ordered(optimizer);
}

/** A layer named by its index is the same as one without a name. */
function withoutDefaultName(layer: LayerSpec, index: number): LayerSpec {
  const { name, ...rest } = layer;
  const named = name === undefined || name === String(index) ? rest : layer;
  if (named.kind !== "residual") return named;
  const { branch, shortcut } = named;
  return {
    ...named,
    branch: branch.map(withoutDefaultName),
    shortcut: shortcut.map(withoutDefaultName),
  };
}

/**
 * Names in forward order, so that the order they were written in does not make another run of it.
 */
function inOrder<Word extends string>(
  names: Word | readonly string[],
  forward: readonly string[],
): Word | readonly string[] {
  return typeof names === "string" ? names : forward.filter((name) => names.includes(name));
}
