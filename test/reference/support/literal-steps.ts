import { combine, dot, norm, scaled, type Vector } from "./vectors.js";

export interface Turn {
  /** ρ: the rate times the kernel's multiplier and the schedule's factor. */
  readonly rate: number;
  readonly radius: number;
  readonly arc: "tangent" | "exact";
}

/** Layca by the four literal steps of science.md §1, in float64. */
export function laycaSteps(w: Vector, s: Vector, { rate, radius, arc }: Turn): number[] {
  // Of unit vectors: the definition knows no scale, and squares of 1e±200 know no float64.
  const length = norm(w);
  const unit = scaled(w, 1 / length);
  const step = scaled(s, 1 / norm(s));
  const projected = combine(1, step, -dot(step, unit), unit);
  const full = scaled(projected, 1 / norm(projected));
  const turned =
    arc === "tangent"
      ? combine(1, unit, -rate, full)
      : combine(Math.cos(rate), unit, -Math.sin(rate), full);
  return scaled(turned, radius / norm(turned));
}

/** spec.md's lars: `longest` is what ‖w'‖ may be at most. */
export function larsStep(w: Vector, s: Vector, rate: number, longest: number): number[] {
  const moved = combine(1, w, (-rate * norm(w)) / norm(s), s);
  const length = norm(moved);
  return length > longest ? scaled(moved, longest / length) : moved;
}

/** spec.md's normalized. */
export function normalizedStep(w: Vector, s: Vector, rate: number): number[] {
  return combine(1, w, -rate / norm(s), s);
}
