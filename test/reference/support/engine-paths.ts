import { describe, it } from "vitest";
import { engine } from "../../../lib/native.js";

/** A way in which the engine steps weights. */
export interface EnginePath {
  readonly name: string;
  readonly device: "cpu" | "cuda";
  /** By libtorch's multi-tensor operators also on the CPU; other devices have no other way. */
  readonly multiTensor: boolean;
}

export const FUSED: EnginePath = { name: "fused", device: "cpu", multiTensor: false };

const PATHS: readonly EnginePath[] = [
  FUSED,
  { name: "multi-tensor", device: "cpu", multiTensor: true },
  { name: "cuda", device: "cuda", multiTensor: true },
];

/** Declares the same tests for every path, on every kind of device that the machine has. */
export function describeEachPath(declare: (path: EnginePath) => void): void {
  for (const path of PATHS) {
    if (path.device === "cuda" && engine().cudaDeviceCount() === 0) {
      it.skip(`${path.name}: this machine has no CUDA device`, () => {});
    } else {
      describe(path.name, () => declare(path));
    }
  }
}
