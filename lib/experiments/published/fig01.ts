/**
 * Figure 1 as published: mean test accuracy over ten repetitions, by the layer that was trained. Exact to
 * five decimals; the spread over the repetitions was not published.
 */
export const fig01 = {
  layerIndex: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  meanTestAccuracy: [
    0.7447, 0.75982, 0.74933, 0.73116, 0.70605, 0.68272, 0.6565, 0.63084, 0.60455, 0.57519,
  ],
  repetitions: 10,
  source:
    "data embedded in the authors’ plotting notebook, equal to the coordinates of the published vector figure",
  precision: "exact to 5 decimals",
} as const;
