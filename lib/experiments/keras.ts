import {
  type AdagradOptions,
  type AdamOptions,
  adagrad,
  adam,
  type RmspropOptions,
  rmsprop,
} from "../optim/index.js";

// The study was made with Keras 2.1: what its options mean in PyTorch's terms, which are ours.

/** `backend.epsilon()`, which rules add outside the root. */
const eps = 1e-7;

export const kerasRmsprop = (options: RmspropOptions) => rmsprop({ alpha: 0.9, eps, ...options });
export const kerasAdam = (options: AdamOptions) => adam({ eps, ...options });
export const kerasAdagrad = (options: AdagradOptions) => adagrad({ eps, ...options });

/** `l2(c)` adds c·Σw² to the loss, whose gradient is that of a weight decay of 2c. */
export const kerasL2 = (coefficient: number) => ({ weightDecay: 2 * coefficient });

/** `BatchNormalization(momentum, epsilon = 1e-3)`; `momentum` is already PyTorch's, 1 less Keras'. */
export const kerasBatchNorm = (momentum: number) => ({ momentum, eps: 1e-3 });
