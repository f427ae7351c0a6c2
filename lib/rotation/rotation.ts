import { asLaycaError } from "../errors.js";
import { engine } from "../native.js";
import type { Tensor } from "../tensor/index.js";

/**
 * The cosine distance 1 − cos(w, w₀) over the whole flattened tensors, in [0, 2]: the layer rotation of the paper.
 * Computed as (‖w − w₀‖² − (‖w‖ − ‖w₀‖)²) / (2‖w‖‖w₀‖) in float64, so that small rotations are exact and nothing
 * is negative. NaN where a tensor is zero or not finite.
 *
 * @throws {InputError} unless both are float32 or both float64, with as many elements.
 */
export function cosineDistance(w: Tensor, w0: Tensor): number {
  try {
    return engine().cosineDistance(w.handle, w0.handle);
  } catch (error) {
    throw asLaycaError(error);
  }
}

/**
 * The angle between two tensors in radians, in [0, π]: 2·asin √(d/2) of their {@link cosineDistance} d.
 *
 * @throws {InputError} as `cosineDistance`.
 */
export function rotationAngle(w: Tensor, w0: Tensor): number {
  return angleOfDistance(cosineDistance(w, w0));
}

/** The angle in radians whose 1 − cos is `distance`. */
export function angleOfDistance(distance: number): number {
  return 2 * Math.asin(Math.sqrt(distance / 2));
}

/** The angle in radians by which one Layca step at `rate` ρ turns a layer: atan ρ. */
export function angleOfRate(rate: number): number {
  return Math.atan(rate);
}

/**
 * The cosine distance that `steps` independent random steps at `rate` ρ lead to on average, the null model of
 * layer rotation: 1 − (1 + ρ²)^(−steps/2). After about 2/ρ² steps it is saturated.
 */
export function expectedRandomDistance(rate: number, steps: number): number {
  return -Math.expm1((-steps / 2) * Math.log1p(rate * rate));
}
