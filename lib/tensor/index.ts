import { tensor } from "./create.js";
import * as functions from "./generated/functions.js";
import { memoryStats } from "./memory.js";
import { noGrad } from "./no-grad.js";

export type { DType } from "../addon.js";
export { type TensorOptions, tensor } from "./create.js";
export type { TensorData } from "./dtypes.js";
export { type MemoryStats, memoryStats } from "./memory.js";
export {
  type HasParameters,
  isOwner,
  type NamedTensor,
  namedTensors,
  type TensorSource,
} from "./named-tensors.js";
export { native } from "./native-call.js";
export type { NestedInput } from "./nested-input.js";
export { noGrad } from "./no-grad.js";
export {
  loadSafetensors,
  readSafetensors,
  type SafetensorsEntry,
  type SafetensorsFile,
  saveSafetensors,
} from "./safetensors.js";
export type { Complex, Device, Layout, MemoryFormat, Reduction, Scalar } from "./scalar.js";
export { Tensor } from "./tensor.js";
export type { NestedValues, TensorValue } from "./values.js";

/** PyTorch's functions under its names in camelCase: required arguments by position, the others in one object. */
export const torch = { ...functions, tensor, noGrad, memoryStats } as const;
