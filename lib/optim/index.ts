/**
 * An optimizer is a step rule, which turns a gradient into a step, or a transform of a step rule, which
 * decides how far every kernel moves along that step. A schedule multiplies both over time. All are
 * plain values: `layca(adam(), { rate: 3 ** -5 })` gives what a run file holds as
 * `"optimizer": { "kind": "layca", "base": { "kind": "adam" }, "rate": 0.004 }`, its defaults filled in.
 *
 * In the equations w is a parameter, w₀ its initial value, g its gradient, t the update counted from 1,
 * ‖·‖ and ⟨·,·⟩ norm and product over the whole flattened tensor. A kernel is a parameter of two or
 * more dimensions.
 *
 * For loops of one's own `optim` has the same over tensors: `optim.layca(model, adam(), { rate: 3 ** -5 })`, or
 * `new optim.Optimizer(model, spec, settings)` of any spec.
 */

export { type AdagradOptions, type AdagradSpec, adagrad } from "./adagrad.js";
export { type AdamOptions, type AdamSpec, adam } from "./adam.js";
export { type AdamWOptions, type AdamWSpec, adamW } from "./adam-w.js";
export { type ConstantSchedule, constantSchedule } from "./constant-schedule.js";
export {
  type CosineSchedule,
  type CosineScheduleOptions,
  cosineSchedule,
} from "./cosine-schedule.js";
export { type LarsOptions, type LarsSpec, lars } from "./lars.js";
export { type LaycaOptions, type LaycaSpec, layca } from "./layca.js";
export { layerMultipliers } from "./layer-multipliers.js";
export { type NormalizedOptions, type NormalizedSpec, normalized } from "./normalized.js";
export {
  type OptimizerInput,
  type OptimizerSpec,
  optimizerSchema,
  stepRule,
} from "./optimizer-schema.js";
export { type RmspropOptions, type RmspropSpec, rmsprop } from "./rmsprop.js";
export {
  type ScheduleInput,
  type ScheduleSpec,
  scheduleSchema,
  type WarmupSchedule,
  type WarmupScheduleOptions,
  warmupSchedule,
} from "./schedule.js";
export { type SgdOptions, type SgdSpec, sgd } from "./sgd.js";
export { keepsSecondMoments, type StepRuleInput, type StepRuleSpec } from "./step-rules.js";
export { type StepSchedule, type StepScheduleOptions, stepSchedule } from "./step-schedule.js";
