let state = 1;

/** Where the numbers begin. */
export function seedRandom(seed: number): void {
  state = seed;
}

/** A number in [0, 1): mulberry32. */
export function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** A whole number in [from, to]. */
export function randomInteger(from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

export function pick<T>(choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T; // Never called with an empty list.
}
