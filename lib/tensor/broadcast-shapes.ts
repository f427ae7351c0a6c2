import { InputError } from "../errors.js";

/**
 * The shape that tensors of these shapes are broadcast to, PyTorch's `torch.broadcast_shapes`.
 *
 * @throws {InputError} for shapes that cannot be broadcast to one another.
 */
export function broadcastShapes(...shapes: readonly (readonly number[])[]): number[] {
  const ndim = Math.max(0, ...shapes.map(({ length }) => length));
  return Array.from({ length: ndim }, (_, at) => {
    const sizes = shapes.map((shape) => shape[shape.length - ndim + at] ?? 1);
    const wanted = sizes.find((size) => size !== 1) ?? 1;
    const misfit = sizes.findIndex((size) => size !== 1 && size !== wanted);
    if (misfit < 0) return wanted;
    throw InputError.at(
      `broadcastShapes[${misfit}]`,
      `expected 1 or ${wanted} at dimension ${at - ndim} but received ${sizes[misfit]}`,
    );
  });
}
