export { Network, network, type Stage } from "./builder.js";
export {
  describeNetwork,
  type LayerDescription,
  layersInOrder,
  type NetworkDescription,
  type ParameterDescription,
} from "./describe.js";
export type { InitializerSpec } from "./initializer.js";
export type { InputSpec } from "./input-schema.js";
export { coversLayer, layerIssues, layerNameIssues } from "./layer-names.js";
export type { LayerTensor } from "./layer-rule.js";
export type { LayerSpec, LayerSpecInput } from "./layers.js";
export { type BuildOptions, NetworkModule } from "./modules/index.js";
export { type NetworkSpec, type NetworkSpecInput, networkSchema } from "./network-schema.js";
export { batchText, elementCount, inputShape, type Shape } from "./shape.js";
export { checkStateDict, type StateDictTensor } from "./state-dict.js";
