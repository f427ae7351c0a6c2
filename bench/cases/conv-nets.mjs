import { layca, network, sgd } from "layca";

const NORM = { affine: false, eps: 1e-3 };
const KERNEL = { kernelSize: 3, padding: "same", bias: false };
const START = network.image({ channels: 3, height: 32, width: 32 });

/**
 * So many stages of convolution, ReLU, batch-norm; max pooling between stages.
 * @param {readonly number[]} filters
 * @param {{ convolutions: number, momentum: number }} options
 */
function stages(filters, { convolutions, momentum }) {
  let net = START;
  for (const [stage, count] of filters.entries()) {
    if (stage > 0) net = net.maxPool2d(2);
    for (let convolution = 0; convolution < convolutions; convolution++) {
      net = net.conv2d(count, { ...KERNEL, init: "heUniform" }).relu();
      net = net.batchNorm({ ...NORM, momentum });
    }
  }
  return net.globalAvgPool().linear(10, { bias: false, init: "heUniform" });
}

/** Three stacks of five blocks, strided 1×1 shortcuts where the channels change. */
function residualNet() {
  const kernel = { ...KERNEL, init: "heNormal" };
  const norm = { ...NORM, momentum: 0.01 };
  let net = START.conv2d(16, kernel).batchNorm(norm).relu();
  for (const filters of [16, 32, 64]) {
    for (let block = 0; block < 5; block++) {
      const stride = block === 0 && filters > 16 ? 2 : 1;
      const branch = (way) =>
        way
          .conv2d(filters, { ...kernel, stride })
          .batchNorm(norm)
          .relu()
          .conv2d(filters, kernel)
          .batchNorm(norm);
      const shortcut = (way) => way.conv2d(filters, { ...kernel, kernelSize: 1, stride });
      net = net.residual(branch, stride === 1 ? {} : { shortcut }).relu();
    }
  }
  return net.globalAvgPool().linear(100, { bias: false, init: "heNormal" });
}

/** By name: the study's C10-CNN1 and ResNet-32, the first one's reduced form, and nothing but the input. */
export const CONV_NETS = {
  "C10-CNN1": () => stages([32, 64, 128, 256], { convolutions: 6, momentum: 0.01 }),
  "ResNet-32": residualNet,
  "C10-r": () => stages([8, 16, 32, 64], { convolutions: 2, momentum: 0.05 }),
  input: () => START.globalAvgPool().linear(10, { bias: false }),
};

/** Layca over plain SGD at the rate of the study. */
export const LAYCA = layca(sgd(), { rate: 3 ** -3, others: "frozen" });
