import type { EngineSpec } from "../../lib/addon.js";

/**
 * Optimizers and schedules as the engine takes them, every field at some plain value, but for
 * `changes`.
 */

export function sgdSpec(changes: EngineSpec = {}): EngineSpec {
  return {
    kind: "sgd",
    lr: 0.1,
    momentum: 0,
    dampening: 0,
    nesterov: false,
    weightDecay: 0,
    weightDecayOn: "kernels",
    momentumForm: "torch",
    ...changes,
  };
}

/** The same fields are adamW's: change `kind`. */
export function adamSpec(changes: EngineSpec = {}): EngineSpec {
  return {
    kind: "adam",
    lr: 1e-3,
    betas: [0.9, 0.999],
    eps: 1e-8,
    weightDecay: 0,
    weightDecayOn: "kernels",
    amsgrad: false,
    ...changes,
  };
}

export function rmspropSpec(changes: EngineSpec = {}): EngineSpec {
  return {
    kind: "rmsprop",
    lr: 1e-2,
    alpha: 0.99,
    eps: 1e-8,
    weightDecay: 0,
    weightDecayOn: "kernels",
    momentum: 0,
    centered: false,
    ...changes,
  };
}

export function adagradSpec(changes: EngineSpec = {}): EngineSpec {
  return {
    kind: "adagrad",
    lr: 1e-2,
    lrDecay: 0,
    weightDecay: 0,
    weightDecayOn: "kernels",
    initialAccumulator: 0,
    eps: 1e-10,
    ...changes,
  };
}

export function laycaSpec(changes: EngineSpec = {}): EngineSpec {
  return {
    kind: "layca",
    base: sgdSpec(),
    rate: 3 ** -3,
    radius: "initial",
    arc: "tangent",
    others: "base",
    ...("multipliers" in changes ? {} : { alpha: 0 }),
    ...changes,
  };
}

export function larsSpec(changes: EngineSpec = {}): EngineSpec {
  return {
    kind: "lars",
    base: sgdSpec(),
    rate: 3 ** -3,
    normGrowth: 1e-4,
    others: "base",
    ...changes,
  };
}

export function normalizedSpec(changes: EngineSpec = {}): EngineSpec {
  return { kind: "normalized", base: sgdSpec(), rate: 0.1, others: "base", ...changes };
}

export function warmupSpec(changes: EngineSpec = {}): EngineSpec {
  const then = { kind: "step", milestones: [1, 2], gamma: 0.5 };
  return { kind: "warmup", epochs: 2, then, ...changes };
}
