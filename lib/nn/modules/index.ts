/** Modules with parameters, for networks and loops of one's own. */

export type { LoadedState, LoadStateOptions } from "./load-state.js";
export { Module, type ModuleMembers, type ModuleTensor } from "./module.js";
export type { Place } from "./move-tensor.js";
export { type BuildOptions, build, NetworkModule, type PassOptions } from "./network-module.js";
export { parameter } from "./parameter.js";
