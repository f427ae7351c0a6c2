import { describe } from "vitest";
import { reference } from "./support/reference-data.js";
import { describeTrajectories } from "./support/trajectory.js";

describe("sgd follows torch.optim.SGD and spec.md's other momentum forms", () => {
  describeTrajectories(reference("sgd").cases);
});

describe("adam and adamW follow torch.optim.Adam and AdamW", () => {
  describeTrajectories(reference("adam").cases);
});

describe("rmsprop follows torch.optim.RMSprop", () => {
  describeTrajectories(reference("rmsprop").cases);
});

describe("adagrad follows torch.optim.Adagrad", () => {
  describeTrajectories(reference("adagrad").cases);
});
