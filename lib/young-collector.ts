import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: { readonly type: "minor" }) => void;

/** The flag is the process's own: another thread may take it back between here. */
const TRIES = 10;

let collect: Collect | undefined;
let left = TRIES;

/**
 * Has V8 collect its young objects at once, in about a millisecond where few of them live; nothing where V8 does not
 * offer that. The first call makes a context for it, which takes some milliseconds more.
 */
export function collectYoung(): void {
  while (collect === undefined && left > 0) {
    left--;
    collect = exposed();
  }
  collect?.({ type: "minor" });
}

/** V8's `gc`, as `node --expose-gc` gives it to everybody, for this module alone. */
function exposed(): Collect | undefined {
  const isForAll = "gc" in globalThis;
  if (!isForAll) setFlagsFromString("--expose-gc");
  const found: unknown = runInNewContext("globalThis.gc");
  if (!isForAll) setFlagsFromString("--no-expose-gc");
  // What V8 puts there takes these options in Node 20 and later.
  return typeof found === "function" ? (found as Collect) : undefined;
}
