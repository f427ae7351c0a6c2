/**
 * Optimizers of tensors, for loops of one's own: `optim.layca(model, sgd(), { rate: 3 ** -3 })`. Each takes the
 * parameters, then what the spec builder of its name takes, then settings of its own.
 */

import { namedTensors, native, type TensorSource } from "../../tensor/index.js";
import { type AdagradOptions, adagrad as adagradSpec } from "../adagrad.js";
import { type AdamOptions, adam as adamSpec } from "../adam.js";
import { type AdamWOptions, adamW as adamWSpec } from "../adam-w.js";
import { type LarsOptions, lars as larsSpec } from "../lars.js";
import { type LaycaOptions, layca as laycaSpec } from "../layca.js";
import { type NormalizedOptions, normalized as normalizedSpec } from "../normalized.js";
import { type RmspropOptions, rmsprop as rmspropSpec } from "../rmsprop.js";
import { type SgdOptions, sgd as sgdSpec } from "../sgd.js";
import type { StepRuleInput } from "../step-rules.js";
import { Optimizer } from "./optimizer.js";
import type { OptimizerSettings } from "./optimizer-settings.js";

export { Optimizer } from "./optimizer.js";
export type { OptimizerSettings } from "./optimizer-settings.js";

/**
 * Stochastic gradient descent of tensors: see the spec builder `sgd` for its options.
 *
 * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
 * @throws {InputError} naming the parameter, the option or the setting.
 */
export function sgd(
  parameters: TensorSource,
  options?: SgdOptions,
  settings?: OptimizerSettings,
): Optimizer {
  return new Optimizer(parameters, sgdSpec(options), settings);
}

/**
 * Adam of tensors: see the spec builder `adam` for its options.
 *
 * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
 * @throws {InputError} naming the parameter, the option or the setting.
 */
export function adam(
  parameters: TensorSource,
  options?: AdamOptions,
  settings?: OptimizerSettings,
): Optimizer {
  return new Optimizer(parameters, adamSpec(options), settings);
}

/**
 * AdamW of tensors: see the spec builder `adamW` for its options.
 *
 * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
 * @throws {InputError} naming the parameter, the option or the setting.
 */
export function adamW(
  parameters: TensorSource,
  options?: AdamWOptions,
  settings?: OptimizerSettings,
): Optimizer {
  return new Optimizer(parameters, adamWSpec(options), settings);
}

/**
 * RMSprop of tensors: see the spec builder `rmsprop` for its options.
 *
 * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
 * @throws {InputError} naming the parameter, the option or the setting.
 */
export function rmsprop(
  parameters: TensorSource,
  options?: RmspropOptions,
  settings?: OptimizerSettings,
): Optimizer {
  return new Optimizer(parameters, rmspropSpec(options), settings);
}

/**
 * Adagrad of tensors: see the spec builder `adagrad` for its options.
 *
 * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
 * @throws {InputError} naming the parameter, the option or the setting.
 */
export function adagrad(
  parameters: TensorSource,
  options?: AdagradOptions,
  settings?: OptimizerSettings,
): Optimizer {
  return new Optimizer(parameters, adagradSpec(options), settings);
}

/**
 * Layca of tensors over a step rule, `sgd()` or another: see the spec builder `layca` for its options.
 *
 * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
 * @throws {InputError} naming the parameter, the option or the setting.
 */
export function layca(
  parameters: TensorSource,
  base: StepRuleInput,
  options: LaycaOptions,
  settings?: OptimizerSettings,
): Optimizer {
  return new Optimizer(parameters, laycaSpec(base, options), settings);
}

/**
 * LARS of tensors over a step rule: see the spec builder `lars` for its options.
 *
 * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
 * @throws {InputError} naming the parameter, the option or the setting.
 */
export function lars(
  parameters: TensorSource,
  base: StepRuleInput,
  options: LarsOptions,
  settings?: OptimizerSettings,
): Optimizer {
  return new Optimizer(parameters, larsSpec(base, options), settings);
}

/**
 * Normalized steps of tensors over a step rule: see the spec builder `normalized` for its options.
 *
 * @param settings schedule (constant) and updatesPerEpoch, checkFinite (true), threads
 * @throws {InputError} naming the parameter, the option or the setting.
 */
export function normalized(
  parameters: TensorSource,
  base: StepRuleInput,
  options: NormalizedOptions,
  settings?: OptimizerSettings,
): Optimizer {
  return new Optimizer(parameters, normalizedSpec(base, options), settings);
}

/**
 * Scales the gradients down where their norm, all of them together, is over `maxNorm`, by maxNorm/(norm + 1e-6): as
 * `torch.nn.utils.clip_grad_norm_` and a run's `clipGradNorm`. Parameters without a gradient are passed over.
 *
 * @param maxNorm ≥ 0
 * @returns the norm before
 * @throws {InputError} for gradients that are not finite; then nothing has changed
 */
export function clipGradNorm(parameters: TensorSource, maxNorm: number): number {
  const handles = namedTensors(parameters).map(({ tensor }) => tensor.handle);
  return native((addon) => addon.clipGradNorm(handles, maxNorm));
}
