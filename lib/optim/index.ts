export { type LaycaOptions, type LaycaSpec, layca } from "./layca.js";
export { layerMultipliers } from "./layer-multipliers.js";
export { type OptimizerInput, type OptimizerSpec, optimizerSchema } from "./optimizer-schema.js";
export {
  constantSchedule,
  type ScheduleInput,
  type ScheduleSpec,
  scheduleSchema,
  stepSchedule,
} from "./schedule.js";
export { type SgdOptions, type SgdSpec, sgd } from "./sgd.js";
export type { StepRuleInput, StepRuleSpec } from "./step-rules.js";
