import { native, type Tensor } from "../tensor/index.js";

/**
 * How well classes form clusters of directions, as records give it of feedback (Figure 8 of the paper): the
 * mean silhouette (Rousseeuw, J. Comput. Appl. Math. 20, 1987) by cosine distance, in [−1, 1]. A vector's is
 * (b − a)/max(a, b), a its mean distance to the others of its class, b the least mean distance to another
 * class; 0 for a class of one, and where a = b = 0. A zero vector is at distance 1 from all others. NaN where
 * there are not two classes, or a number is not finite.
 *
 * Takes time and memory in proportion to N².
 *
 * @param vectors `[N, …]`, float32 or float64; computed in float64
 * @param labels `[N]`, int64
 * @throws {InputError} for another dtype or shape.
 */
export function silhouette(vectors: Tensor, labels: Tensor): number {
  return native((addon) => addon.silhouette(vectors.handle, labels.handle));
}
