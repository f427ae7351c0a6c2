import { inspect } from "node:util";
import type { DType, TensorHandle } from "../addon.js";
import type { TensorData } from "./dtypes.js";
import { formatValues } from "./format.js";
import type { TensorMethods } from "./generated/methods.js";
import { native } from "./native-call.js";
import { OperatorMethods } from "./tensor-methods.js";
import { type NestedValues, nestedValues, type TensorValue, typedArrayOf } from "./values.js";

/** Beyond so many values a tensor prints its shape only. */
const PRINTED_VALUES = 10_000;

// OperatorMethods defines its methods from the table that was generated together with their types.
const Operators = OperatorMethods as unknown as abstract new (
  handle: TensorHandle,
) => OperatorMethods & TensorMethods<Tensor>;

/**
 * A tensor of libtorch. Its memory is freed by `dispose()`, by `using`, or when the garbage collector finds
 * it unused. Every method throws {@link InputError} for a disposed tensor.
 */
export class Tensor extends Operators implements Disposable {
  /** The tensor of a native handle. */
  static fromHandle(this: void, handle: TensorHandle): Tensor {
    return new Tensor(handle);
  }

  /** Sizes of its dimensions; empty for a single value. */
  get shape(): number[] {
    return this.#info().shape;
  }

  get dtype(): DType {
    return this.#info().dtype;
  }

  /** `cpu`, `cuda:0`. */
  get device(): string {
    return this.#info().device;
  }

  /** Whether operations on it are recorded for `backward`. */
  get requiresGrad(): boolean {
    return this.#info().requiresGrad;
  }

  set requiresGrad(value: boolean) {
    native((addon) => addon.tensorSetRequiresGrad(this.handle, value));
  }

  /**
   * The gradient that `backward` accumulated; null before. A new object each time, of the same memory. Set it to
   * null to begin anew, or to a tensor of the same shape, dtype and device.
   */
  get grad(): Tensor | null {
    const handle = native((addon) => addon.tensorGrad(this.handle));
    return handle && new Tensor(handle);
  }

  set grad(value: Tensor | null) {
    native((addon) => addon.tensorSetGrad(this.handle, value === null ? null : value.handle));
  }

  /**
   * Adds the gradients of this tensor to `grad` of the leaves it was computed from.
   *
   * @param gradient of the same shape; needed unless the tensor is a single value
   */
  backward(gradient?: Tensor): void {
    native((addon) => addon.tensorBackward(this.handle, gradient ? gradient.handle : null));
  }

  /**
   * The value of a tensor with one element; int64 as a number where it is exact, else a bigint.
   *
   * @throws {TorchError} for a tensor with more or fewer elements.
   */
  item(): TensorValue {
    // `aten::item` returns a Scalar, which the engine converts to one of these.
    return native((addon) => addon.call("aten::item", "", [this.handle])) as TensorValue;
  }

  /** The values as nested arrays. float16 and bfloat16 are read as float32. */
  toArray(): NestedValues {
    const { dtype, shape } = this.#info();
    if (dtype === "float16" || dtype === "bfloat16") {
      using wide = this.to("float32");
      return wide.toArray();
    }
    return nestedValues(this.data(), dtype, shape);
  }

  /**
   * A copy of the values, row-major, as the typed array of the dtype: booleans as a Uint8Array, complex numbers as
   * pairs (re, im).
   *
   * @throws {InputError} for float16 and bfloat16, which JavaScript has no typed array for.
   */
  data(): TensorData {
    return native((addon) =>
      typedArrayOf(addon.tensorToBytes(this.handle), addon.tensorInfo(this.handle).dtype),
    );
  }

  /** Frees the memory at once, unless other tensors share it. Again is harmless. */
  dispose(): void {
    native((addon) => addon.tensorDispose(this.handle));
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Whether the tensor was freed by `dispose`. */
  get isDisposed(): boolean {
    return native((addon) => addon.tensorIsDisposed(this.handle));
  }

  /** `Tensor(float32 [2]) [1, 2]`. */
  override toString(): string {
    if (this.isDisposed) return "Tensor(disposed)";
    const { dtype, shape, device, requiresGrad } = this.#info();
    const about = [
      `${dtype} [${shape.join(", ")}]`,
      ...(device === "cpu" ? [] : [device]),
      ...(requiresGrad ? ["requiresGrad"] : []),
    ].join(", ");
    const isSmall = shape.reduce((product, size) => product * size, 1) <= PRINTED_VALUES;
    return `Tensor(${about})${isSmall ? ` ${formatValues(this.toArray())}` : ""}`;
  }

  [inspect.custom](): string {
    return this.toString();
  }

  protected override wrap(handle: TensorHandle): Tensor {
    return new Tensor(handle);
  }

  #info() {
    return native((addon) => addon.tensorInfo(this.handle));
  }
}
