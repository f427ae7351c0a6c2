import { inspect } from "node:util";
import type { DType, EngineAddon, TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { type BackwardOptions, backward } from "./backward.js";
import { idMark } from "./call-marks.js";
import { EngineOperator } from "./engine-operator.js";
import type { TensorMethods } from "./generated/methods.js";
import { type Hook, type RemovableHandle, registerHook } from "./hooks.js";
import type { Index } from "./index-kinds.js";
import { readAt, writeAt } from "./indexing.js";
import { native } from "./native-call.js";
import { printed } from "./print.js";
import type { PromotedOf } from "./result-dtypes.js";
import type { Device, Layout, Scalar } from "./scalar.js";
import { blanksOf, handleOf } from "./tensor-handle.js";
import { TensorSizes } from "./tensor-sizes.js";
import type { DataOf, HasDType, Nested, TensorClass, ValueOf } from "./typed.js";
import { type UniqueOptions, uniqueValues } from "./unique-values.js";
import { readValues, typedArrayOf } from "./values.js";

const ITEM = new EngineOperator("aten::item");
const WHERE = new EngineOperator("aten::where", "self");
const WHERE_SCALAR = new EngineOperator("aten::where", "ScalarOther");

interface OwnClass extends TensorClass {
  readonly tensor: Tensor<this["dtype"]>;
}

// OperatorMethods defines its methods from the table that was generated together with their types.
const Operators = TensorSizes as unknown as abstract new <D extends DType>(
  handle: TensorHandle,
) => TensorSizes & TensorMethods<OwnClass, D> & HasDType<D>;

/**
 * A tensor of libtorch, of values of the dtype `D` as far as TypeScript knows it: a plain `Tensor` may be of any and
 * can be assigned to one of a known dtype. Its memory is freed by `dispose()`, by `using`, or when the garbage collector finds
 * it unused. Every method throws {@link InputError} for a disposed tensor.
 */
export class Tensor<D extends DType = DType> extends Operators<D> implements Disposable {
  /** The tensor of a native handle; null: of one that is still to be made for it. */
  static fromHandle(this: void, handle: TensorHandle | null): Tensor {
    const tensor = new Blank();
    if (handle !== null) tensor.claim(handle);
    return tensor;
  }

  /** The type of its elements. */
  get dtype(): DType {
    return infoOf(this).dtype;
  }

  /** `cpu`, `cuda:0`. */
  get device(): Device {
    return infoOf(this).device as Device; // The engine names no others.
  }

  /** `strided`, or a form of sparse storage. */
  get layout(): Layout {
    return infoOf(this).layout as Layout; // The engine names no others.
  }

  /** Whether operations on it are recorded for `backward`; may be set on leaves of a floating or complex dtype. */
  get requiresGrad(): boolean {
    return infoOf(this).requiresGrad;
  }

  set requiresGrad(value: boolean) {
    native((addon) => addon.tensorSetRequiresGrad(this.handle, value));
  }

  /**
   * The gradient that `backward` accumulated; null before. A new object each time, of the same memory. Set it to
   * null to begin anew, or to a tensor of the same shape, dtype and device.
   */
  get grad(): Tensor<D> | null {
    const gradient: Tensor<D> = new Blank();
    const made = native((addon) => addon.tensorGrad(gradient, this.held));
    if (made === null) return null;
    gradient.own(made);
    return gradient;
  }

  /** Of the tensor's shape, dtype and device; null takes the gradient away. */
  set grad(value: Tensor | null) {
    if (value !== null && !(value instanceof Tensor)) {
      throw InputError.at("grad", `expected a tensor or null but received ${typeof value}`);
    }
    native((addon) => addon.tensorSetGrad(this.held, value?.held ?? null));
  }

  /** The name of the function that made it, `AddBackward0`; null for leaves. */
  get gradFn(): string | null {
    return native((addon) => addon.tensorGradFn(this.handle));
  }

  /**
   * Adds the gradients of this tensor to `grad` of the leaves it was computed from.
   *
   * @param gradient of the same shape; needed unless the tensor is a single value
   * @throws {InputError} for a gradient of another shape, {@link TorchError} where nothing was recorded, or it was
   *   freed by an earlier pass without `retainGraph`.
   */
  backward(gradient?: Tensor | null, options?: BackwardOptions<Tensor>): void {
    backward(this, gradient, options);
  }

  /**
   * Calls `hook` with the tensor's gradient whenever one is computed; a tensor that it returns, of the same shape and
   * dtype, takes the gradient's place. On the CPU only. The tensor holds the function until that is removed.
   *
   * @example const handle = hidden.registerHook((gradient) => gradient.clamp({ min: -1, max: 1 }))
   * @throws {InputError} for what is no function, and for a tensor on another device; {@link TorchError} for a tensor
   *   that does not require gradients.
   */
  registerHook(hook: Hook<Tensor>): RemovableHandle {
    return registerHook<Tensor>(this, hook, Tensor.fromHandle);
  }

  /**
   * What `tensor[…]` gives in Python: a number takes one place of its dimension, a {@link slice} some, `ellipsis`
   * stands for the dimensions that are not named, `newAxis` (null) makes one, a tensor or list of integers picks
   * places, one of booleans those where it is true. The result shares the memory unless a tensor or list picks.
   *
   * @example x.at(0, slice(1, 3)); x.at(ellipsis, -1); x.at(x.gt(0)); x.at([0, 2])
   * @throws {InputError} naming the index and its dimension.
   */
  at(...indices: readonly Index<Tensor>[]): Tensor<D> {
    const result: Tensor<D> = new Blank();
    result.own(native((addon) => readAt(addon, result, this, indices)));
    return result;
  }

  /**
   * What `tensor[…] = value` does in Python: writes into the places that {@link at} names.
   *
   * @example x.setAt(0, x.lt(0)); x.setAt(row, 1)
   * @param value a number, or a tensor that can be broadcast to those places
   * @returns this tensor
   * @throws {InputError} naming the index and its dimension.
   */
  setAt(value: Scalar | Tensor, ...indices: readonly Index<Tensor>[]): this {
    native((addon) => writeAt(addon, this, value, indices));
    return this;
  }

  /** This tensor's values where `condition` is true, elsewhere `other`'s: `torch.where(condition, this, other)`. */
  where<Other extends Tensor | Scalar>(
    condition: Tensor,
    other: Other,
  ): Tensor<PromotedOf<D, Other>> {
    const at = handleOf("where.condition", condition);
    const made = native((addon) =>
      other instanceof Tensor
        ? WHERE.make(addon, at, this.handle, other.handle)
        : WHERE_SCALAR.make(addon, at, this.handle, other),
    );
    return Tensor.fromHandle(made) as Tensor<PromotedOf<D, Other>>; // By the dtypes.
  }

  /**
   * The different values, for each value of this tensor its place among them, and how often each is there:
   * `torch.unique(this, options)`.
   *
   * @throws {InputError} for unknown options, {@link TorchError} for a dimension that the tensor does not have.
   */
  unique(
    options: UniqueOptions = {},
  ): [values: Tensor<D>, inverse: Tensor<"int64">, counts: Tensor<"int64">] {
    // Three tensors, made by `fromHandle`.
    return uniqueValues(this, options, Tensor.fromHandle) as ReturnType<Tensor<D>["unique"]>;
  }

  /** Whether only some values are stored, by their places: of the layout `sparseCoo`. */
  get isSparse(): boolean {
    return this.layout === "sparseCoo";
  }

  /**
   * The value of a tensor with one element; int64 as a number where it is exact, else a bigint.
   *
   * @throws {TorchError} for a tensor with more or fewer elements.
   */
  item<E extends DType>(this: Tensor<E>): ValueOf<E> {
    // `aten::item` returns a Scalar, which the engine converts to the value of the dtype.
    return native((addon) =>
      addon.call(ITEM.number(addon), null, idMark(0), this.held),
    ) as ValueOf<E>;
  }

  /** The values as nested arrays. float16 and bfloat16 are read as float32. */
  toArray<E extends DType>(this: Tensor<E>): Nested<ValueOf<E>> {
    return native((addon) => readValues(addon, this.handle)) as Nested<ValueOf<E>>; // By the dtype, as `item`.
  }

  /**
   * A copy of the values, row-major, as the typed array of the dtype: booleans as a Uint8Array, complex numbers as
   * pairs (re, im).
   *
   * @throws {InputError} for float16 and bfloat16, which JavaScript has no typed array for.
   */
  data<E extends DType>(this: Tensor<E>): DataOf<E> {
    return native((addon) =>
      typedArrayOf(addon.tensorToBytes(this.handle), addon.tensorInfo(this.handle).dtype),
    ) as DataOf<E>; // By the dtype.
  }

  /** Frees the memory at once, unless other tensors share it. Again is harmless. */
  dispose(): void {
    native((addon) => addon.tensorDispose(this.held));
  }

  /** As `dispose`, for `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Whether the tensor was freed by `dispose`. */
  get isDisposed(): boolean {
    return native((addon) => addon.tensorIsDisposed(this.held));
  }

  /** As Python prints it: `tensor([[1., 2.]], dtype=torch.float64)`, the edges alone of more than 1000 values. */
  override toString(): string {
    return native((addon) =>
      addon.tensorIsDisposed(this.held) ? "tensor(disposed)" : printed(addon, this.handle),
    );
  }

  /** JSON has no tensors. @throws {InputError} always. */
  toJSON(): never {
    throw InputError.at(
      "tensor",
      "expected values, tensor.toArray(), but received a tensor to write as JSON",
    );
  }

  /**
   * Text in template literals; everything else that JavaScript's own operators do with a tensor would be wrong.
   *
   * @throws {InputError} where a number is wanted, as by `a > b` and `a + b`.
   */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.toString();
    throw InputError.at(
      "tensor",
      "expected a method, a.add(b) or a.gt(b), or the value of a single one, a.item(), but received one of " +
        "JavaScript's own operators",
    );
  }

  [inspect.custom](): string {
    return this.toString();
  }

  // The same function everywhere: V8 inlines what it sees called alone.
  protected override get wrap(): typeof Tensor.fromHandle {
    return Tensor.fromHandle;
  }
}

const Blank = blanksOf(Tensor.prototype);

/** Not a private method: every tensor would carry a mark of the class that has it. */
function infoOf(tensor: Tensor): ReturnType<EngineAddon["tensorInfo"]> {
  return native((addon) => addon.tensorInfo(tensor.held));
}
