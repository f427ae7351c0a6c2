import { AsyncLocalStorage } from "node:async_hooks";
import type { TensorHandle, TensorId } from "../addon.js";
import { native } from "./native-call.js";

/**
 * A scope of tensors that is open, or was. The engine keeps a list of the tensors in each; which scope code runs in
 * follows its asynchronous context, so that functions that wait in turns do not take each other's tensors.
 */
export class TensorScope {
  readonly #outer: TensorScope | undefined;
  readonly #number = native((addon) => addon.scopeOpen());
  #isOpen = true;

  constructor(outer: TensorScope | undefined) {
    this.#outer = outer;
  }

  /** This scope, or the innermost around it that is still open: work that nobody waited for may outlive its own. */
  get stillOpen(): TensorScope | undefined {
    return this.#isOpen ? this : this.#outer?.stillOpen;
  }

  adopt(tensor: TensorHandle | TensorId): void {
    native((addon) => addon.scopeAdopt(this.#number, tensor));
  }

  /** Frees the tensors in it; those of `handed` go to the scope around it. */
  close(handed: Iterable<TensorHandle | TensorId>): void {
    const outer = this.#outer?.stillOpen;
    native((addon) => {
      for (const tensor of handed) {
        addon.scopeHand(tensor, this.#number, outer === undefined ? 0 : outer.#number);
      }
      addon.scopeClose(this.#number);
    });
    this.#isOpen = false;
  }
}

const current = new AsyncLocalStorage<TensorScope>();
let open = 0;
let isEndDue = false;

/** Puts a new tensor into the scope that the code runs in, if any. */
export function adoptTensor(tensor: TensorHandle | TensorId): void {
  if (open > 0) current.getStore()?.stillOpen?.adopt(tensor);
}

/** Opens a scope and runs `act` in it; whoever calls must close it by {@link leaveScope}. */
export function enterScope<T>(act: (scope: TensorScope) => T): T {
  const scope = new TensorScope(open > 0 ? current.getStore()?.stillOpen : undefined);
  open++;
  return current.run(scope, () => act(scope));
}

export function leaveScope(scope: TensorScope, handed: Iterable<TensorHandle | TensorId>): void {
  try {
    scope.close(handed);
  } finally {
    open--;
    // Node 20 follows every promise of the process while a storage is in use. Not at once, since a loop may open the
    // next scope now, and switching costs more than a scope.
    if (open === 0 && !isEndDue) {
      isEndDue = true;
      setImmediate(stopFollowing).unref();
    }
  }
}

function stopFollowing(): void {
  isEndDue = false;
  if (open === 0) current.disable();
}
