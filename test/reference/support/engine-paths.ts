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
  for (const path of PATHS) describePath(path.name, path, declare);
}

/** Declares the same tests for every kind of device that the machine has: for what no update enters. */
export function describeEachDevice(declare: (path: EnginePath) => void): void {
  for (const path of PATHS) {
    const first = PATHS.find(({ device }) => device === path.device);
    if (path === first) describePath(path.device, path, declare);
  }
}

function describePath(name: string, path: EnginePath, declare: (path: EnginePath) => void): void {
  if (path.device === "cuda" && engine().cudaDeviceCount() === 0) {
    it.skip(`${name}: this machine has no CUDA device`, () => {});
  } else {
    describe(name, () => declare(path));
  }
}
