import type { EngineAddon, TensorHandle, TensorId } from "../addon.js";
import { InputError } from "../errors.js";
import { idMark, OWNED } from "./call-marks.js";
import { EngineOperator } from "./engine-operator.js";
import { type Index, Slice } from "./index-kinds.js";
import { dimensionsOf, type IndexStep, readIndices } from "./index-steps.js";
import type { Scalar } from "./scalar.js";
import { HandleOwner } from "./tensor-handle.js";

/** An operator that makes a view; its arguments follow the tensor. */
interface Move {
  readonly operator: EngineOperator;
  readonly args: readonly unknown[];
}

/** What indices make of a tensor: views of views, the last of which is picked from. */
interface Plan {
  readonly moves: readonly Move[];
  /** One a dimension, null where all of it is taken; empty where nothing is picked. */
  readonly picks: readonly (TensorHandle | null)[];
  /** Tensors made on the way that `picks` may hold. */
  readonly own: readonly TensorHandle[];
}

const SLICE = new EngineOperator("aten::slice", "Tensor");
const SELECT = new EngineOperator("aten::select", "int");
const UNSQUEEZE = new EngineOperator("aten::unsqueeze");
const INDEX = new EngineOperator("aten::index", "Tensor");
const INDEX_PUT = new EngineOperator("aten::index_put_");
const COPY = new EngineOperator("aten::copy_");
const FILL = new EngineOperator("aten::fill_", "Scalar");
const FULL = new EngineOperator("aten::full");
const ZEROS = new EngineOperator("aten::zeros");
const RESHAPE = new EngineOperator("aten::reshape");
const NONZERO = new EngineOperator("aten::nonzero");

const ALIAS: Move = { operator: new EngineOperator("aten::alias"), args: [] };

/**
 * What `tensor[indices]` gives in Python: a view, or a copy where a tensor or a list picks.
 *
 * @param owner what the result is made for
 * @throws {InputError} naming the index and the dimension it is of.
 */
export function readAt(
  addon: EngineAddon,
  owner: HandleOwner,
  tensor: HandleOwner,
  indices: readonly Index[],
): TensorHandle | TensorId {
  const lone = indices.length === 1 ? loneMove(indices[0]) : undefined;
  if (lone) {
    try {
      return moved(addon, owner, tensor, lone);
    } catch {
      // The plan says what is wrong, and of which index.
    }
  }
  const { moves, picks, own } = planned(addon, tensor, indices);
  const used: (TensorHandle | TensorId)[] = [...own];
  try {
    if (picks.length === 0) return viewOf(addon, tensor, moves, owner);
    const pick = INDEX.number(addon);
    if (moves.length === 0) {
      return addon.call(pick, owner, OWNED | idMark(0), tensor.held, picks) as TensorId;
    }
    const view = viewOf(addon, tensor, moves, null);
    used.push(view);
    return addon.call(pick, owner, OWNED, view, picks) as TensorId;
  } finally {
    disposeAll(addon, used);
  }
}

/**
 * What `tensor[indices] = value` does in Python; `value` is broadcast, a number takes the tensor's dtype.
 *
 * @throws {InputError} naming the index and the dimension it is of.
 */
export function writeAt(
  addon: EngineAddon,
  tensor: HandleOwner,
  value: HandleOwner | Scalar,
  indices: readonly Index[],
): void {
  const { moves, picks, own } = planned(addon, tensor, indices);
  const used: (TensorHandle | TensorId)[] = [...own];
  try {
    const view = viewOf(addon, tensor, moves, null);
    used.push(view);
    if (!(value instanceof HandleOwner)) {
      if (picks.length === 0) {
        FILL.call(addon, view, value);
        return;
      }
      const { dtype, device } = addon.tensorInfo(view);
      const single = FULL.make(addon, [], value, dtype, undefined, device);
      used.push(single);
      INDEX_PUT.call(addon, view, picks, single);
      return;
    }
    const shape = addon.tensorShape(value.held);
    const first = shape.findIndex((size) => size !== 1);
    // Leading dimensions of size 1 do not count: Python writes a [1, 3] into a [3].
    const sizes = first < 0 ? [] : shape.slice(first);
    const source = RESHAPE.make(addon, value.handle, sizes);
    used.push(source);
    if (picks.length === 0) COPY.call(addon, view, source);
    else INDEX_PUT.call(addon, view, picks, source);
  } finally {
    disposeAll(addon, used);
  }
}

function planned(addon: EngineAddon, tensor: HandleOwner, indices: readonly Index[]): Plan {
  const steps = readIndices(addon, indices);
  const plan = new Planner(addon, addon.tensorShape(tensor.held));
  try {
    plan.take(steps);
  } catch (error) {
    disposeAll(addon, plan.own);
    throw error;
  }
  return plan;
}

/** Makes the views, one of the other, and disposes of all but the last; of no moves, a view of the same. */
function viewOf(
  addon: EngineAddon,
  tensor: HandleOwner,
  moves: readonly Move[],
  owner: HandleOwner | null,
): TensorHandle | TensorId {
  const [first = ALIAS, ...others] = moves;
  let view = moved(addon, others.length === 0 ? owner : null, tensor, first);
  for (const [index, move] of others.entries()) {
    const before = view as TensorHandle; // Of no owner.
    try {
      view = moved(addon, index === others.length - 1 ? owner : null, before, move);
    } finally {
      addon.tensorDispose(before);
    }
  }
  return view;
}

function moved(
  addon: EngineAddon,
  owner: HandleOwner | null,
  of: HandleOwner | TensorHandle,
  { operator, args }: Move,
): TensorHandle | TensorId {
  const number = operator.number(addon);
  const owned = owner ? OWNED : 0;
  const result =
    of instanceof HandleOwner
      ? addon.call(number, owner, owned | idMark(0), of.held, ...args)
      : addon.call(number, owner, owned, of, ...args);
  return result as TensorHandle | TensorId;
}

/** Of a lone integer or slice, the indices of most loops, which a plan would take longer for than libtorch does. */
function loneMove(index: Index | undefined): Move | undefined {
  if (index instanceof Slice) return sliced(index, 0);
  return Number.isSafeInteger(index) ? { operator: SELECT, args: [0, index] } : undefined;
}

function sliced({ start, stop, step }: Slice, dim: number): Move {
  return { operator: SLICE, args: [dim, start, stop, step] };
}

function disposeAll(addon: EngineAddon, tensors: readonly (TensorHandle | TensorId)[]): void {
  for (const tensor of tensors) addon.tensorDispose(tensor);
}

/** Goes along the dimensions, index by index. */
class Planner implements Plan {
  readonly moves: Move[] = [];
  readonly picks: (TensorHandle | null)[] = [];
  readonly own: TensorHandle[] = [];
  readonly #addon: EngineAddon;
  readonly #shape: readonly number[];
  /** Where in the view the next index stands, and in the tensor itself. */
  #at = 0;
  #dim = 0;

  constructor(addon: EngineAddon, shape: readonly number[]) {
    this.#addon = addon;
    this.#shape = shape;
  }

  take(steps: readonly IndexStep[]): void {
    let named = 0;
    for (const step of steps) {
      named += dimensionsOf(step);
      if ("own" in step && step.own) this.own.push(step.handle);
    }
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
        this.#move(UNSQUEEZE, this.#at);
        this.#at++;
        break;
      case "rest":
        this.#at += rest;
        this.#dim += rest;
        break;
      case "truth":
        this.#move(UNSQUEEZE, this.#at);
        this.#pick(this.#made(ZEROS.make(this.#addon, [step.value ? 1 : 0], "int64")));
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
    this.#move(SELECT, this.#at, at);
    this.#dim++;
  }

  #slice(slice: Slice): void {
    const { start, stop, step } = slice;
    if (start !== null || stop !== null || step !== 1) this.moves.push(sliced(slice, this.#at));
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
    const places = this.#made(NONZERO.make(this.#addon, handle));
    for (const [index] of shape.entries()) {
      this.#pick(this.#made(SELECT.make(this.#addon, places, 1, index)));
    }
  }

  #pick(handle: TensorHandle): void {
    while (this.picks.length < this.#at) this.picks.push(null);
    this.picks.push(handle);
    this.#at++;
  }

  #move(operator: EngineOperator, ...args: readonly unknown[]): void {
    this.moves.push({ operator, args });
  }

  #made(handle: TensorHandle): TensorHandle {
    this.own.push(handle);
    return handle;
  }
}
