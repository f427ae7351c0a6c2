import type { GeneratorHandle } from "../addon.js";
import { native } from "./native-call.js";
import type { Device } from "./scalar.js";

/**
 * A source of random numbers of its own, for the `generator` option of random operators: the same seed gives the
 * same numbers, whatever else draws meanwhile.
 */
export class Generator {
  /** The native handle; a type-tagged object that only the engine can read. */
  readonly handle: GeneratorHandle;
  /** What it started at. */
  readonly seed: number | bigint;

  constructor(handle: GeneratorHandle, seed: number | bigint) {
    this.handle = handle;
    this.seed = seed;
  }
}

/**
 * A generator that starts at `seed`, PyTorch's `torch.Generator().manual_seed(seed)` in one.
 *
 * @example torch.randn([2, 3], { generator: torch.generator(1) })
 * @param seed a whole number of 64 bits
 * @param options.device where the tensors are that it fills; default `cpu`
 * @throws {InputError} for a seed that is no whole number and for a device that is not there.
 */
export function generator(
  seed: number | bigint,
  options: { readonly device?: Device | undefined } = {},
): Generator {
  return new Generator(
    native((addon) => addon.generatorCreate(seed, options.device ?? "cpu")),
    seed,
  );
}

/**
 * Seeds libtorch's own sources of random numbers, from which random operators draw that are given no generator;
 * PyTorch's `torch.manual_seed`. They are the whole process's: what other workers draw meanwhile changes what comes.
 *
 * @param seed a whole number of 64 bits
 * @throws {InputError} for a seed that is no whole number.
 */
export function manualSeed(seed: number | bigint): void {
  native((addon) => addon.manualSeed(seed));
}
