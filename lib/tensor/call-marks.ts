/** The engine's `call` is told by these bits what it is given: the owner of a result, */
export const OWNED = 1 << 30;

/** that the argument at a position below 15 is a tensor, by its id, unlike a number of the user's, */
export function idMark(at: number): number {
  return 1 << at;
}

/** or a list of integers, packed. */
export function packedMark(at: number): number {
  return 1 << (15 + at);
}
