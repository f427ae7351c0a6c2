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
