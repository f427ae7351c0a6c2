import { InputError } from "../errors.js";
import { dtypes } from "./dtypes.js";
import { EngineOperator } from "./engine-operator.js";
import { native } from "./native-call.js";
import { OperatorMethods } from "./tensor-methods.js";

const STRIDE = new EngineOperator("aten::stride", "int");
const STORAGE_OFFSET = new EngineOperator("aten::sym_storage_offset");

/** What `Tensor` tells of its sizes, by PyTorch's names. */
export abstract class TensorSizes extends OperatorMethods {
  /** Sizes of its dimensions; empty for a single value. */
  get shape(): number[] {
    return native((addon) => addon.tensorShape(this.held));
  }

  /** The number of dimensions. */
  get ndim(): number {
    return this.shape.length;
  }

  /** The number of dimensions. */
  dim(): number {
    return this.shape.length;
  }

  /** The number of values. */
  numel(): number {
    return this.shape.reduce((product, size) => product * size, 1);
  }

  /**
   * The size of a dimension; without one, those of all.
   *
   * @param dim negative ones count from the last
   * @throws {InputError} for a dimension that the tensor does not have.
   */
  size(): number[];
  size(dim: number): number;
  size(dim?: number): number | number[] {
    const { shape } = this;
    return dim === undefined ? shape : (shape[position("size", dim, shape.length)] ?? 0);
  }

  /**
   * How many values lie between neighbours along a dimension; without one, of all.
   *
   * @throws {InputError} for a dimension that the tensor does not have, {@link TorchError} for sparse tensors.
   */
  stride(): number[];
  stride(dim: number): number;
  stride(dim?: number): number | number[] {
    const count = this.shape.length;
    const one = (at: number) =>
      // `aten::stride` returns an integer.
      native((addon) => STRIDE.call(addon, this.handle, at)) as number;
    if (dim !== undefined) return one(position("stride", dim, count));
    return Array.from({ length: count }, (_, at) => one(at));
  }

  /** How many values of the storage, which views share, lie before the first of this tensor. */
  storageOffset(): number {
    // `aten::sym_storage_offset` returns an integer.
    return native((addon) => STORAGE_OFFSET.call(addon, this.handle)) as number;
  }

  /** Bytes of each value. */
  elementSize(): number {
    return dtypes[native((addon) => addon.tensorInfo(this.held)).dtype].bytes;
  }

  /**
   * Bytes of all values, which may share memory.
   *
   * @throws {InputError} for sparse tensors, of which not all values are there.
   */
  get nbytes(): number {
    const { layout, dtype, shape } = native((addon) => addon.tensorInfo(this.held));
    if (layout !== "strided") {
      throw InputError.at("nbytes", `expected a strided tensor but received one of ${layout}`);
    }
    return shape.reduce((bytes, size) => bytes * size, dtypes[dtype].bytes);
  }

  /** Whether the values lie in memory in row-major order without gaps. */
  isContiguous(): boolean {
    const { shape } = this;
    if (shape.includes(0)) return true;
    let expected = 1;
    const strides = this.stride();
    return shape.every((_, index) => {
      const dim = shape.length - 1 - index;
      const size = shape[dim] ?? 1;
      const fits = size === 1 || strides[dim] === expected;
      expected *= size;
      return fits;
    });
  }
}

function position(name: string, dim: number, count: number): number {
  if (Number.isInteger(dim) && dim >= -count && dim < count) return dim < 0 ? dim + count : dim;
  const range =
    count === 0 ? "none, as the tensor has no dimensions," : `one from ${-count} to ${count - 1}`;
  throw InputError.at(`${name}.dim`, `expected ${range} but received ${String(dim)}`);
}
