// What the engine gives to hold, which only it can read: objects with a type tag, and externals for tensors.

/** A tensor's native handle: an external, whose tensor is freed by `tensorDispose`, its scope's end or a sweep. */
export interface TensorHandle {
  readonly __layca: "tensor";
}

/**
 * A small integer in place of a handle: what an operator gives for a tensor that lives as long as its owner in
 * JavaScript. It keeps nothing alive.
 */
export type TensorId = number & { readonly __layca: "tensor id" };

/** By which the engine knows an operator of libtorch's dispatcher in one thread. */
export type OperatorNumber = number & { readonly __layca: "operator" };

/** The native handle of a source of random numbers. */
export interface GeneratorHandle {
  readonly __layca: "generator";
}

/** A run's native handle. */
export interface RunHandle {
  readonly __layca: "run";
}

/** The native handle of a lock on a file. */
export interface LockHandle {
  readonly __layca: "lock";
}

/** The native handle of an optimizer of plain tensors. */
export interface OptimizerHandle {
  readonly __layca: "optimizer";
}

/** The native handle of a trained network. */
export interface ModelHandle {
  readonly __layca: "model";
}

/** The native handle of samples from which batches are taken. */
export interface SamplesHandle {
  readonly __layca: "samples";
}

/** The native handle of a network of a spec, with its tensors. */
export interface NetworkHandle {
  readonly __layca: "network";
}

/** The native handle of what measures how tensors turn. */
export interface RotationHandle {
  readonly __layca: "rotation";
}

/** The element types of tensors, by PyTorch's names. */
export type DType =
  | "float32"
  | "float64"
  | "float16"
  | "bfloat16"
  | "uint8"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "bool"
  | "complex64"
  | "complex128";
