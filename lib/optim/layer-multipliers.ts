import { InputError } from "../errors.js";

/**
 * Factors of Layca's rate that prioritize layers (paper §4.2), for kernel l of L, counted from 0 in
 * forward order:
 *
 * ```
 * (1 − α)^(5·(L − 1 − l)/(L − 1))    α > 0: slows the first layers
 * (1 + α)^(5·l/(L − 1))              α ≤ 0: slows the last layers
 * ```
 *
 * All L kernels count, trained or not. With L = 1 the factor is 1.
 *
 * @param alpha α, −1 < α < 1; 0 gives ones.
 * @param layers L ≥ 1
 * @returns a factor in (0, 1] for each kernel, in forward order
 * @throws {InputError} for another alpha or number of layers.
 * @example layerMultipliers(0.5, 3) // [0.03125, 0.1767…, 1]
 */
export function layerMultipliers(alpha: number, layers: number): number[] {
  if (!(alpha > -1 && alpha < 1)) {
    throw InputError.at("alpha", `expected a number > -1 and < 1 but received ${alpha}`);
  }
  if (!Number.isSafeInteger(layers) || layers < 1) {
    throw InputError.at("layers", `expected an integer ≥ 1 but received ${layers}`);
  }
  if (layers === 1) return [1];
  const last = layers - 1;
  return Array.from({ length: layers }, (_, layer) =>
    alpha > 0 ? (1 - alpha) ** ((5 * (last - layer)) / last) : (1 + alpha) ** ((5 * layer) / last),
  );
}
