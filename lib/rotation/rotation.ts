import { native, type Tensor } from "../tensor/index.js";

/**
 * The cosine distance 1 − cos(w, w₀) over the whole flattened tensors, in [0, 2]: the layer rotation of the paper.
 * Computed as (‖w − w₀‖² − (‖w‖ − ‖w₀‖)²) / (2‖w‖‖w₀‖) in float64, so that small rotations are exact and nothing
 * is negative. NaN where a tensor is zero or not finite.
 *
 * @param w float32 or float64, of any shape
 * @param w0 of the same dtype, with as many elements
 * @throws {InputError} unless both are float32 or both float64, with as many elements.
 */
export function cosineDistance(w: Tensor, w0: Tensor): number {
  return native((addon) => addon.cosineDistance(w.handle, w0.handle));
}

/**
 * The angle between two tensors in radians, in [0, π]: 2·asin √(d/2) of their {@link cosineDistance} d.
 *
 * @param w float32 or float64, of any shape
 * @param w0 of the same dtype, with as many elements
 * @throws {InputError} as `cosineDistance`.
 * @example (180 / Math.PI) * rotationAngle(model.head.weight, initial) // in degrees
 */
export function rotationAngle(w: Tensor, w0: Tensor): number {
  return angleOfDistance(cosineDistance(w, w0));
}

/**
 * The angle in radians, in [0, π], whose 1 − cos is `distance`.
 *
 * @param distance in [0, 2]; NaN beyond
 */
export function angleOfDistance(distance: number): number {
  return 2 * Math.asin(Math.sqrt(distance / 2));
}

/**
 * The angle in radians by which one Layca step at `rate` ρ turns a layer: atan ρ, as published. With
 * `arc: "exact"` it is ρ itself, so that a schedule can be written in radians.
 *
 * Steps with momentum μ go the same way for a while: over many steps a layer turns as far as without
 * momentum at a rate of ρ·√((1 + μ)/(1 − μ)), which is 4.36·ρ at μ = 0.9. This is why the published
 * runs with Adam, or with averaged gradients, have rates of 3⁻⁵ where SGD has 3⁻³.
 *
 * @param rate ρ, times the layer's multiplier and the schedule's factor
 */
export function angleOfRate(rate: number): number {
  return Math.atan(rate);
}

/**
 * The cosine distance that independent random steps at `rate` ρ lead to on average, the null model of
 * layer rotation: 1 − (1 + ρ²)^(−steps/2). After 2/ρ² steps it stands at 1 − 1/e and begins to saturate;
 * a distance near 1 says no more how far a layer still turns, the rotation since the last record does.
 *
 * @param rate ρ ≥ 0
 * @param steps updates done
 * @returns in [0, 1)
 */
export function expectedRandomDistance(rate: number, steps: number): number {
  return -Math.expm1((-steps / 2) * Math.log1p(rate * rate));
}
