import { createHash } from "node:crypto";
import type { TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { engine } from "../native.js";
import { elementCount } from "../nn/index.js";
import { EngineOperator, type Tensor } from "../tensor/index.js";
import { bytesOf, type TensorSource } from "./tensor-scan.js";

const NARROW = new EngineOperator("aten::narrow");

/** A tensor of this process, copied so that what happens to the original does not reach a run. */
export interface HeldTensor extends TensorSource {
  readonly handle: TensorHandle;
}

/** Tensors by their names, and what they are known by. */
export interface HeldTensors {
  readonly tensors: ReadonlyMap<string, HeldTensor>;
  /** SHA-256 (hex) of names, dtypes, shapes and values. */
  readonly sha256: string;
}

const chunkBytes = 2 ** 24;

// What is held lives while a spec that names it does: see `keepingTensors`.
const byHash = new Map<string, WeakRef<HeldTensors>>();
const keptBy = new WeakMap<object, HeldTensors>();
const forgetting = new FinalizationRegistry<string>((sha256) => {
  if (!byHash.get(sha256)?.deref()) byHash.delete(sha256);
});

/** Copies tensors to the CPU and holds them under the hash of their contents. */
export function holdTensors(named: ReadonlyMap<string, Tensor>): HeldTensors {
  const hash = createHash("sha256");
  const tensors = new Map<string, HeldTensor>();
  for (const [name, tensor] of named) {
    const held = copyOf(name, tensor);
    tensors.set(name, held);
    hash.update(JSON.stringify([name, held.dtype, held.shape]));
    const [count = 0] = held.shape;
    const perChunk = Math.max(1, Math.floor(chunkBytes / sampleBytes(held)));
    for (let first = 0; first < count; first += perChunk) {
      hash.update(new Uint8Array(held.read(first, Math.min(perChunk, count - first))));
    }
  }
  const sha256 = hash.digest("hex");
  const before = byHash.get(sha256)?.deref();
  if (before) return before;
  const held = { tensors, sha256 };
  byHash.set(sha256, new WeakRef(held));
  forgetting.register(held, sha256);
  return held;
}

/** Keeps what is held under its hash as long as `spec`, which names it, and returns `spec`. */
export function keepingTensors<Spec extends { readonly sha256: string }>(spec: Spec): Spec {
  const held = byHash.get(spec.sha256)?.deref();
  if (held) keptBy.set(spec, held);
  return spec;
}

/**
 * What is held under a hash.
 *
 * @throws InputError where it is not, or no longer, in this process.
 */
export function heldTensors(sha256: string): HeldTensors {
  const held = byHash.get(sha256)?.deref();
  if (held) return held;
  const message = "expected tensors given to datasets.tensors in this process but there are none";
  throw InputError.at("data.sha256", `${message} of ${sha256.slice(0, 12)}`);
}

function copyOf(name: string, tensor: Tensor): HeldTensor {
  using plain = tensor.detach();
  const copy = plain.to({ device: "cpu", copy: true, memoryFormat: "contiguous" });
  const { shape, dtype, handle } = copy;
  return {
    place: "data",
    name,
    dtype,
    shape,
    handle,
    read(first, count) {
      const rows = NARROW.make(engine(), handle, 0, first, count);
      try {
        return engine().tensorToBytes(rows);
      } finally {
        engine().tensorDispose(rows);
      }
    },
  };
}

function sampleBytes({ shape, dtype }: HeldTensor): number {
  return Math.max(1, elementCount(shape.slice(1)) * bytesOf(dtype));
}
