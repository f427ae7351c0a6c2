import { type Network, network } from "../../nn/index.js";
import { kerasBatchNorm } from "../keras.js";

/** Convolutions of one number of filters, on images of one size. */
export interface Stage {
  readonly filters: number;
  readonly convolutions: number;
}

/**
 * The study's VGG-style networks: stages of 3 × 3 convolutions, each with ReLU and then batch-norm; images
 * halved between stages; global average; a linear layer. Kernels are all that is trained.
 *
 * @param options size: height and width of the colour images; batchNormMomentum: in PyTorch's sense.
 */
export function vggNetwork(options: {
  readonly size: number;
  readonly stages: readonly Stage[];
  readonly batchNormMomentum: number;
  readonly classes: number;
  /** What multiplies the initial kernels; default 1. */
  readonly gain?: number;
}): Network<"vector"> {
  const { size, stages, batchNormMomentum, classes, gain = 1 } = options;
  const init = gain === 1 ? "heUniform" : ({ kind: "heUniform", gain } as const);
  let net = network.image({ channels: 3, height: size, width: size });
  for (const [stage, { filters, convolutions }] of stages.entries()) {
    if (stage > 0) net = net.maxPool2d(2);
    for (let index = 0; index < convolutions; index++) {
      net = net
        .conv2d(filters, {
          name: `stage${stage}-conv${index}`,
          kernelSize: 3,
          padding: "same",
          bias: false,
          init,
        })
        .relu()
        .batchNorm({ affine: false, ...kerasBatchNorm(batchNormMomentum) });
    }
  }
  return net.globalAvgPool().linear(classes, { name: "output", bias: false, init });
}
