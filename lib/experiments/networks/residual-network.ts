import { type Network, network } from "../../nn/index.js";
import { kerasBatchNorm } from "../keras.js";

/** Blocks of one number of filters; from the second stack on the first block halves the images. */
export interface Stack {
  readonly filters: number;
  readonly blocks: number;
}

/**
 * The study's residual networks, version 1: a convolution, then stacks of blocks of two; batch-norm and ReLU
 * after each, the block's last ReLU after the sum; 1 × 1 convolutions alone as shortcuts where the shape changes;
 * the mean of what is left of the images; a linear layer. Kernels are all that is trained.
 *
 * @param options batchNormMomentum: in PyTorch's sense.
 */
export function residualNetwork(options: {
  readonly stacks: readonly Stack[];
  readonly batchNormMomentum: number;
  readonly classes: number;
  /** What multiplies the initial kernels; default 1. */
  readonly gain?: number;
}): Network<"vector"> {
  const { stacks, batchNormMomentum, classes, gain = 1 } = options;
  const init = gain === 1 ? "heNormal" : ({ kind: "heNormal", gain } as const);
  const norm = { affine: false, ...kerasBatchNorm(batchNormMomentum) };
  const conv = { kernelSize: 3, padding: "same", bias: false, init } as const;
  const size = 32;
  let net = network
    .image({ channels: 3, height: size, width: size })
    .conv2d(stacks[0]?.filters ?? 0, { ...conv, name: "first" })
    .batchNorm(norm)
    .relu();
  for (const [stack, { filters, blocks }] of stacks.entries()) {
    for (let block = 0; block < blocks; block++) {
      const halves = stack > 0 && block === 0;
      const stride = halves ? 2 : 1;
      const branch = (way: Network<"image">) =>
        way
          .conv2d(filters, { ...conv, name: "conv1", stride })
          .batchNorm(norm)
          .relu()
          .conv2d(filters, { ...conv, name: "conv2" })
          .batchNorm(norm);
      const shortcut = (way: Network<"image">) =>
        way.conv2d(filters, { ...conv, name: "conv", kernelSize: 1, stride });
      const name = `stack${stack}-block${block}`;
      net = net.residual(branch, halves ? { name, shortcut } : { name }).relu();
    }
  }
  return net
    .avgPool2d(size / 2 ** (stacks.length - 1))
    .flatten()
    .linear(classes, { name: "output", bias: false, init });
}

/** The names of its layers that hold convolutions: all with a kernel but the output. */
export function convolutionsOf(stacks: readonly Stack[]): string[] {
  const blocks = stacks.flatMap(({ blocks }, stack) =>
    Array.from({ length: blocks }, (_, block) => `stack${stack}-block${block}`),
  );
  return ["first", ...blocks];
}
