import { datasets, network, sgd, train } from "layca";

/** Figure 1's network: eleven linear layers, 784 wide, glorot uniform. */
export function perceptron() {
  let net = network.vector({ features: 784 });
  for (let layer = 0; layer < 10; layer++) net = net.linear(784, { init: "glorotUniform" }).relu();
  return net.linear(10, { init: "glorotUniform" });
}

/**
 * Starts a run of Figure 1 that trains one hidden layer with full batches of 100, without records of rotation.
 * @param {{
 *   path: string, threads: number, trained: number, epochs: number, optimizer?: import("layca").OptimizerSpec
 * }} run
 */
export function startFigure1({ path, threads, trained, epochs, optimizer = sgd({ lr: 10 }) }) {
  return train(perceptron(), datasets.safetensors({ path }), {
    epochs,
    batchSize: 100,
    threads,
    optimizer,
    trainable: [String(2 * trained)],
    record: { every: "epoch", rotation: false, norms: false },
  });
}
