import type { EngineAddon, TensorHandle } from "../addon.js";
import { InputError } from "../errors.js";
import { callForTensor } from "./call-operator.js";
import type { Index, Slice } from "./index-kinds.js";
import { dimensionsOf, type IndexStep, readIndices } from "./index-steps.js";
import type { Scalar } from "./scalar.js";
import { HandleOwner } from "./tensor-handle.js";

/** What indices make of a tensor: a view of it, and tensors that then pick from the view's dimensions. */
interface Indexed {
  readonly view: TensorHandle;
  /** One a dimension, null where all of it is taken; empty where nothing is picked. */
  readonly picks: readonly (TensorHandle | null)[];
  readonly dispose: () => void;
}

/**
 * What `tensor[indices]` gives in Python: a view, or a copy where a tensor or a list picks.
 *
 * @throws {InputError} naming the index and the dimension it is of.
 */
export function readAt(
  addon: EngineAddon,
  handle: TensorHandle,
  indices: readonly Index[],
): TensorHandle {
  const { view, picks, dispose } = indexed(addon, handle, indices);
  if (picks.length === 0) return view;
  try {
    return callForTensor(addon, "aten::index", "Tensor", view, picks);
  } finally {
    dispose();
    addon.tensorDispose(view);
  }
}

/**
 * What `tensor[indices] = value` does in Python; `value` is broadcast, a number takes the tensor's dtype.
 *
 * @throws {InputError} naming the index and the dimension it is of.
 */
export function writeAt(
  addon: EngineAddon,
  handle: TensorHandle,
  value: HandleOwner | Scalar,
  indices: readonly Index[],
): void {
  const { view, picks, dispose } = indexed(addon, handle, indices);
  const used = [view];
  try {
    if (!(value instanceof HandleOwner)) {
      if (picks.length === 0) {
        used.push(callForTensor(addon, "aten::fill_", "Scalar", view, value));
        return;
      }
      const { dtype, device } = addon.tensorInfo(view);
      const single = callForTensor(addon, "aten::full", "", [], value, dtype, undefined, device);
      used.push(single, callForTensor(addon, "aten::index_put_", "", view, picks, single));
      return;
    }
    const shape = addon.tensorShape(value.handle);
    const first = shape.findIndex((size) => size !== 1);
    // Leading dimensions of size 1 do not count: Python writes a [1, 3] into a [3].
    const sizes = first < 0 ? [] : shape.slice(first);
    const source = callForTensor(addon, "aten::reshape", "", value.handle, sizes);
    used.push(source);
    used.push(
      picks.length === 0
        ? callForTensor(addon, "aten::copy_", "", view, source)
        : callForTensor(addon, "aten::index_put_", "", view, picks, source),
    );
  } finally {
    dispose();
    for (const each of used) addon.tensorDispose(each);
  }
}

function indexed(addon: EngineAddon, handle: TensorHandle, indices: readonly Index[]): Indexed {
  const steps = readIndices(addon, indices);
  const own: TensorHandle[] = steps.flatMap((step) =>
    "own" in step && step.own ? [step.handle] : [],
  );
  const dispose = () => {
    for (const made of own) addon.tensorDispose(made);
  };
  const walk = new Walk(addon, handle, own);
  try {
    walk.take(steps);
  } catch (error) {
    dispose();
    walk.leaveView();
    throw error;
  }
  if (walk.picks.length === 0) dispose();
  return { view: walk.view, picks: walk.picks, dispose };
}

/** Walks along the dimensions, from view to view. */
class Walk {
  readonly picks: (TensorHandle | null)[] = [];
  /** The tensor itself at first; after {@link take} one that is to be disposed of. */
  view: TensorHandle;
  #isMade = false;
  readonly #addon: EngineAddon;
  /** Tensors made on the way that `picks` may hold. */
  readonly #own: TensorHandle[];
  readonly #shape: readonly number[];
  /** Where in the view the next index stands, and in the tensor itself. */
  #at = 0;
  #dim = 0;

  constructor(addon: EngineAddon, handle: TensorHandle, own: TensorHandle[]) {
    this.#addon = addon;
    this.#own = own;
    this.#shape = addon.tensorShape(handle);
    this.view = handle;
  }

  take(steps: readonly IndexStep[]): void {
    const named = steps.reduce((sum, step) => sum + dimensionsOf(step), 0);
    const have = this.#shape.length;
    if (named > have) {
      throw InputError.at(
        "at",
        `expected indices of at most ${have} dimensions, as many as the tensor has, but received indices of ${named}`,
      );
    }
    for (const [position, step] of steps.entries()) {
      this.#step(step, position, have - named);
    }
    if (!this.#isMade) this.#move("aten::alias", "");
  }

  leaveView(): void {
    if (this.#isMade) this.#addon.tensorDispose(this.view);
  }

  #step(step: IndexStep, position: number, rest: number): void {
    switch (step.kind) {
      case "select":
        this.#select(step.at, position);
        break;
      case "slice":
        this.#slice(step.slice);
        break;
      case "newAxis":
        this.#move("aten::unsqueeze", "", this.#at);
        this.#at++;
        break;
      case "rest":
        this.#at += rest;
        this.#dim += rest;
        break;
      case "truth":
        this.#move("aten::unsqueeze", "", this.#at);
        this.#pick(
          this.#made(callForTensor(this.#addon, "aten::zeros", "", [step.value ? 1 : 0], "int64")),
        );
        break;
      case "places":
        this.#pick(step.handle);
        this.#dim++;
        break;
      case "mask":
        this.#mask(step.handle, step.shape, position);
        break;
    }
  }

  #select(at: number | bigint, position: number): void {
    const size = this.#shape[this.#dim] ?? 0;
    if (at < -size || at >= size) {
      const range = size === 0 ? "none" : `one from ${-size} to ${size - 1}`;
      throw InputError.at(
        `at[${position}]`,
        `expected ${range} for dimension ${this.#dim} of size ${size} but received ${at}`,
      );
    }
    this.#move("aten::select", "int", this.#at, at);
    this.#dim++;
  }

  #slice({ start, stop, step }: Slice): void {
    if (start !== null || stop !== null || step !== 1) {
      this.#move("aten::slice", "Tensor", this.#at, start, stop, step);
    }
    this.#at++;
    this.#dim++;
  }

  /** A mask of several dimensions becomes one tensor of places for each of them. */
  #mask(handle: TensorHandle, shape: readonly number[], position: number): void {
    const masked = this.#shape.slice(this.#dim, this.#dim + shape.length);
    const wrong = shape.findIndex((size, index) => size !== masked[index]);
    if (wrong >= 0) {
      throw InputError.at(
        `at[${position}]`,
        `expected a mask of ${masked[wrong]} along dimension ${this.#dim + wrong}, as the tensor has, but received ` +
          `one of shape [${shape.join(", ")}]`,
      );
    }
    this.#dim += shape.length;
    if (shape.length === 1) {
      this.#pick(handle);
      return;
    }
    const places = this.#made(callForTensor(this.#addon, "aten::nonzero", "", handle));
    for (const [index] of shape.entries()) {
      this.#pick(this.#made(callForTensor(this.#addon, "aten::select", "int", places, 1, index)));
    }
  }

  #pick(handle: TensorHandle): void {
    while (this.picks.length < this.#at) this.picks.push(null);
    this.picks.push(handle);
    this.#at++;
  }

  #made(handle: TensorHandle): TensorHandle {
    this.#own.push(handle);
    return handle;
  }

  #move(name: string, overload: string, ...args: readonly unknown[]): void {
    const made = callForTensor(this.#addon, name, overload, this.view, ...args);
    this.leaveView();
    this.view = made;
    this.#isMade = true;
  }
}
