import { native } from "./native-call.js";

/** The tensors that this thread's JavaScript holds. */
export interface MemoryStats {
  /** How many there are. */
  readonly liveTensors: number;
  /** Bytes behind them, each storage counted once however many tensors share it. */
  readonly liveBytes: number;
  /**
   * Bytes beyond these that this thread took on the CPU and nobody has given back: what autograd keeps for `backward`,
   * gradients, optimizers' buffers, the parts of sparse tensors, what malloc rounds up.
   */
  readonly hiddenBytes: number;
  /**
   * What V8 knows of memory outside of its heap in this thread, tensors' and others', by which it decides when to
   * collect. It is told here, and where unreachable tensors are freed; in between only of large changes.
   */
  readonly externalBytes: number;
  /** How often unreachable tensors were freed without waiting for the event loop. */
  readonly sweeps: number;
}

/** The memory that this thread's tensors hold now. */
export function memoryStats(): MemoryStats {
  return native((addon) => addon.memoryStats());
}
