import { sgd } from "../optim/index.js";
import { kerasAdagrad, kerasAdam, kerasRmsprop } from "./keras.js";

/** SGD by the average of gradients, whose momentum is Adam's. */
export const averaged = { momentum: 0.9, momentumForm: "average" } as const;

/** Rules at the rates that the study tuned, each for a task of its own. */
export const publishedRules = {
  adagrad: { text: "Adagrad, lr 3⁻⁴", optimizer: kerasAdagrad({ lr: 3 ** -4 }) },
  rmsprop: { text: "RMSprop, lr 3⁻⁶", optimizer: kerasRmsprop({ lr: 3 ** -6 }) },
  averaged: {
    text: "SGD at lr 3⁰ by the average of gradients, factor .9",
    optimizer: sgd({ lr: 1, ...averaged }),
  },
  adam: { text: "Adam, lr 3⁻⁵", optimizer: kerasAdam({ lr: 3 ** -5 }) },
} as const;
