/**
 * Figure 2a as published: test accuracy over alpha (the rate chosen anew for each, by validation accuracy) and over
 * the rate, whose base-3 logarithm is given. null where training had failed and nothing was drawn.
 */
export const fig02 = {
  tasks: {
    "C10-CNN1": {
      alpha: [-0.8, -0.6, -0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8],
      accuracyOverAlpha: [0.8267, 0.8297, 0.8392, 0.8482, 0.8578, 0.8709, 0.8826, 0.8839, 0.8864, 0.886, 0.8753, 0.8265, 0.6274],
      log3Rate: [-7, -6, -5, -4, -3, -2, -1, 0],
      accuracyOverRate: [0.5711, 0.6861, 0.8101, 0.8604, 0.8845, 0.8191, 0.101, 0.1],
    },
    "C100-resnet": {
      alpha: [-0.8, -0.6, -0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8],
      accuracyOverAlpha: [null, 0.5082, 0.5463, 0.5655, 0.5678, 0.5931, 0.5981, 0.5737, 0.5606, 0.5477, 0.4812, 0.3732, null],
      log3Rate: [-7, -6, -5, -4, -3, -2, -1, 0],
      accuracyOverRate: [0.3083, 0.3295, 0.3539, 0.4678, 0.5981, 0.01, 0.01, 0.01],
    },
    "tiny-CNN": {
      alpha: [-0.8, -0.6, -0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8],
      accuracyOverAlpha: [null, 0.4127, 0.4203, 0.4393, 0.4694, 0.4993, 0.5089, 0.4975, 0.4981, 0.4859, 0.4667, 0.3391, null],
      log3Rate: [-7, -6, -5, -4, -3, -2, -1, 0],
      accuracyOverRate: [0.3028, 0.315, 0.3568, 0.4019, 0.5089, 0.0651, 0.0062, 0.0056],
    },
  },
  source: "coordinates of the published vector figure, on the grid of a test set of 10,000",
  precision: "exact to 4 decimals",
} as const;
