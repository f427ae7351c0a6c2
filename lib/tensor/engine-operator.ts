import type { EngineAddon, OperatorNumber, TensorHandle } from "../addon.js";

/** An operator of libtorch's dispatcher, which the engine knows by a number; it is asked for that once. */
export class EngineOperator {
  /** `aten::narrow`. */
  readonly name: string;
  /** `Tensor`; "" for the only one. */
  readonly overload: string;
  private found: OperatorNumber | undefined;

  constructor(name: string, overload = "") {
    this.name = name;
    this.overload = overload;
  }

  number(addon: EngineAddon): OperatorNumber {
    this.found ??= addon.operator(this.name, this.overload);
    return this.found;
  }

  /**
   * Calls it.
   *
   * @param args by the operator's schema; tensors by their handles
   */
  call(addon: EngineAddon, ...args: readonly unknown[]): unknown {
    return addon.call(this.number(addon), null, 0, ...args);
  }

  /** The same of operators that return one tensor. */
  make(addon: EngineAddon, ...args: readonly unknown[]): TensorHandle {
    return this.call(addon, ...args) as TensorHandle;
  }
}
