/** Where a figure of the paper stands. */
export function paperFigure(number: number): string {
  return `Figure ${number} of “An experimental study of layer-level training speed and its impact on generalization”`;
}
