import { type FileState, fileState, sameState } from "./file-state.js";

interface Entry<Value> {
  readonly states: readonly FileState[];
  readonly value: Value;
}

/**
 * What was made from files, kept for the next run of this process while the files stay as they are:
 * a sweep of twenty runs reads its data once. Holds the few made last.
 */
export class FileCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /**
   * What `make` gives for these files; `variant` tells different things made from the same files
   * apart.
   */
  get(paths: readonly string[], variant: string, make: () => Value): Value {
    const key = JSON.stringify([variant, ...paths]);
    const states = paths.map((path) => fileState(path, path));
    const found = this.#entries.get(key);
    this.#entries.delete(key);
    const fresh = found?.states.every((state, index) => {
      const now = states[index];
      return now !== undefined && sameState(state, now);
    });
    const entry = found && fresh ? found : { states, value: make() };
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#capacity) break;
      this.#entries.delete(oldest);
    }
    return entry.value;
  }
}
