import type { DType, GeneratorHandle, OperatorNumber, TensorHandle, TensorId } from "./handles.js";

/** The part of the engine's addon that tensors are made of. */
export interface TensorAddon {
  // binding/tensor_*.cpp
  /** Copies `bytes` (its length must be that of the shape and dtype) into a new tensor. */
  tensorFromBytes(
    bytes: ArrayBufferView,
    shape: readonly number[],
    dtype: DType,
    device: string,
  ): TensorHandle;
  /** Reads `shape` × `dtype` little-endian values at `offset` of a file into a new tensor on the CPU. */
  tensorFromFile(
    path: string,
    offset: number,
    shape: readonly number[],
    dtype: DType,
  ): TensorHandle;
  /** The tensor's values, row-major, as bytes of its dtype. */
  tensorToBytes(tensor: TensorHandle): ArrayBuffer;
  /** What is asked for most often of what `tensorInfo` tells. */
  tensorShape(tensor: TensorHandle | TensorId): number[];
  tensorInfo(tensor: TensorHandle | TensorId): {
    shape: number[];
    dtype: DType;
    device: string;
    requiresGrad: boolean;
    /** `strided`, `sparseCoo`. */
    layout: string;
  };
  /** The handle of what was known by its id, which lives as long as that from then on. */
  tensorHandle(tensor: TensorHandle | TensorId): TensorHandle;
  tensorDispose(tensor: TensorHandle | TensorId): void;
  tensorIsDisposed(tensor: TensorHandle | TensorId): boolean;
  // binding/tensor_autograd.cpp
  /** Its gradient, which is known as long as `owner` lives. */
  tensorGrad(owner: object, tensor: TensorHandle | TensorId): TensorHandle | TensorId | null;
  tensorSetGrad(tensor: TensorHandle | TensorId, gradient: TensorHandle | TensorId | null): void;
  /** The name of the function that made it, `AddBackward0`; null for leaves. */
  tensorGradFn(tensor: TensorHandle): string | null;
  tensorSetRequiresGrad(tensor: TensorHandle, value: boolean): void;
  /** `retainGraph` undefined: as `createGraph`. `inputs` null: all leaves. */
  tensorBackward(
    tensor: TensorHandle | TensorId,
    gradient: TensorHandle | null,
    retainGraph: boolean | undefined,
    createGraph: boolean,
    inputs: readonly TensorHandle[] | null,
  ): void;
  /** The gradients of the inputs; null where an output does not depend on one and `allowUnused`. */
  autogradGrad(
    outputs: readonly TensorHandle[],
    inputs: readonly TensorHandle[],
    gradOutputs: readonly (TensorHandle | null)[],
    retainGraph: boolean | undefined,
    createGraph: boolean,
    allowUnused: boolean,
  ): (TensorHandle | null)[];

  // binding/autograd_function.cpp
  /**
   * Makes the outputs results of a step from the inputs, both on the CPU, whose gradients `backward` computes: given
   * the saved tensors and the outputs' gradients, those of the inputs. Returns the outputs' new handles.
   */
  autogradRecord(
    name: string,
    inputs: readonly TensorHandle[],
    outputs: readonly TensorHandle[],
    saved: readonly TensorHandle[],
    backward: (saved: TensorHandle[], gradients: TensorHandle[]) => (TensorHandle | null)[],
  ): TensorHandle[];
  /** `hook` returns what takes the gradient's place, or null; returns the hook's number. */
  tensorRegisterHook(
    tensor: TensorHandle,
    hook: (gradients: TensorHandle[]) => [TensorHandle | null],
  ): number;
  tensorRemoveHook(tensor: TensorHandle, number: number): void;

  // binding/tensor_*.cpp
  /** Gives a leaf other memory, dtype and device; its gradient goes. */
  tensorSetData(tensor: TensorHandle, data: TensorHandle): void;
  /** Scales the gradients of leaves down to `maxNorm` in all; returns their norm before. */
  clipGradNorm(parameters: readonly TensorHandle[], maxNorm: number): number;
  /** Writes a safetensors file atomically. */
  saveSafetensors(
    path: string,
    tensors: Readonly<Record<string, TensorHandle>>,
    metadata: Readonly<Record<string, string>>,
  ): void;
  /** Stable 1 − cos over the flattened tensors, and the norm, both combined in float64. */
  cosineDistance(a: TensorHandle, b: TensorHandle): number;
  /** `percents` ascending, in [0, 100]. */
  percentiles(t: TensorHandle, percents: readonly number[]): number[];
  silhouette(vectors: TensorHandle, labels: TensorHandle): number;
  /** An operator of libtorch's dispatcher: `aten::add`, overload `Tensor`. */
  operator(name: string, overload: string): OperatorNumber;
  /**
   * Calls an operator, boxed. Arguments follow its schema by position; `undefined` takes the schema's default.
   *
   * @param owner what the result is to live as long as where it is a tensor, whose id is returned; a list for several
   * @param marks `lib/tensor/call-marks.ts`: without one for the owner results are handles
   */
  call(
    operator: OperatorNumber,
    owner: object | null,
    marks: number,
    ...args: readonly unknown[]
  ): unknown;
  /** A source of random numbers for a device, at the beginning of `seed`. */
  generatorCreate(seed: number | bigint, device: string): GeneratorHandle;
  /** Seeds libtorch's own sources of random numbers, which the whole process shares. */
  manualSeed(seed: number | bigint): void;
  /** Of the operators called from this thread, 1 to 1024. */
  setNumThreads(count: number): void;
  getNumThreads(): number;
  /** Returns what it was before. */
  setGradEnabled(enabled: boolean): boolean;
  isGradEnabled(): boolean;
  /** Takes the function that has V8 collect its young objects, for loops that do not yield. */
  setYoungCollector(collect: () => void): void;
  memoryStats(): {
    liveTensors: number;
    liveBytes: number;
    hiddenBytes: number;
    externalBytes: number;
    sweeps: number;
  };

  // binding/tensor_scope.cpp
  /** Opens a scope of tensors; its number, never 0. */
  scopeOpen(): number;
  /** Puts a tensor that was made since the scope was opened into it; nothing if it is closed. */
  scopeAdopt(scope: number, tensor: TensorHandle | TensorId): void;
  /** Moves a tensor that is in `from` into `to`; 0: into none. */
  scopeHand(tensor: TensorHandle | TensorId, from: number, to: number): void;
  /** Takes a tensor out of its scope. */
  scopeKeep(tensor: TensorHandle | TensorId): void;
  /** Disposes of every tensor in it; nothing if it is closed. */
  scopeClose(scope: number): void;

  // binding/tensor_share.cpp
  /** Offers the tensor, detached, to the process's other threads; the offer's token. */
  tensorShare(tensor: TensorHandle): string;
  /** The tensor of an offer, which ends; null where there is none of this token. */
  tensorClaim(token: string): TensorHandle | null;
  /** Ends offers whose threads ended at least so long ago; how many there are left. */
  sharedExpire(milliseconds: number): number;
}
