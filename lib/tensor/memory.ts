import { native } from "./native-call.js";

/** The tensors that this thread's JavaScript holds. */
export interface MemoryStats {
  readonly liveTensors: number;
  /** Bytes behind them, each storage counted once however many tensors share it. */
  readonly liveBytes: number;
  /** How often unreachable tensors were freed without waiting for the event loop. */
  readonly sweeps: number;
}

/** The memory that this thread's tensors hold now. */
export function memoryStats(): MemoryStats {
  return native((addon) => addon.memoryStats());
}
