/** Test accuracies that the paper prints beside its curves, Layca's (which it prints differences to) among them. */
export const publishedAccuracies = {
  Layca: {
    "C10-CNN1": 0.8845,
    "C100-resnet": 0.5981,
    "tiny-CNN": 0.5089,
    "C10-CNN2": 0.9233,
    "C100-WRN": 0.8069,
  },
  SGD: {
    "C10-CNN1": 0.7968,
    "C100-resnet": 0.4553,
    "tiny-CNN": 0.4226,
    "C10-CNN2": 0.8741,
    "C100-WRN": 0.7763,
  },
  "SGD + L2": {
    "C10-CNN1": 0.8815,
    "C100-resnet": 0.6011,
    "tiny-CNN": 0.4978,
    "C10-CNN2": 0.9258,
    "C100-WRN": 0.8045,
  },
  adaptive: {
    "C10-CNN1": 0.8487,
    "C100-resnet": 0.4782,
    "tiny-CNN": 0.3772,
    "C10-CNN2": 0.9119,
    "C100-WRN": 0.7936,
  },
  LARS: {
    "C10-CNN1": 0.8851,
    "C100-resnet": 0.5992,
    "tiny-CNN": 0.5096,
  },
} as const;

/** Where they come from; of Layca on C10-CNN2 and C100-WRN they are those of Figure 6's last epochs. */
export const accuraciesOrigin = {
  source: "titles of the published pictures, the records of Figure 9",
  precision: "exact as printed, in hundredths of a percent",
} as const;
