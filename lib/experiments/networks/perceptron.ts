import { type Network, network } from "../../nn/index.js";

const hiddenLayers = 10;

/** The study's multi-layer perceptron: ten hidden layers of so many ReLU units on 784 pixels, with biases. */
export function perceptron(
  units: number,
  init: "glorotUniform" | "orthogonal" = "glorotUniform",
): Network<"vector"> {
  let net = network.vector({ features: 784 });
  for (let layer = 0; layer < hiddenLayers; layer++) {
    net = net.linear(units, { init }).relu();
  }
  return net.linear(10, { init });
}

/** The name of the linear layer with this index among them: its place in the list, activations counted. */
export function linearLayerName(index: number): string {
  return String(2 * index);
}
