import type { FunctionalFunctions } from "../generated/functions/functional.js";
import type { TorchFunctions } from "../generated/functions.js";
import { functionsOf } from "../operator-functions.js";

/** The operators of `torch`. */
export const operators = functionsOf<TorchFunctions>("");

/** Those of `torch.nn.functional` that are operators themselves. */
export const functionalOperators = functionsOf<FunctionalFunctions>("nn.functional");
