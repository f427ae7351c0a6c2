/** The engine's `call` is told by these bits what it is given: the owner of a result, or those of several, */
export const OWNED = 1 << 30;

/** that the argument at a position below 15 is a tensor, by its id, unlike a number of the user's, */
export function idMark(at: number): number {
  return 1 << at;
}

/** or a list in a short form: integers packed into a number, or tensors of which some are given by their ids. */
export function shortListMark(at: number): number {
  return 1 << (15 + at);
}
