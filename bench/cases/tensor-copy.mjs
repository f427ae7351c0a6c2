// Seconds to make a tensor of a typed array of 10⁶ floats and to read one, each in turn with a plain copy of the
// array into a new one: tensor-copy.mjs
import { tensor } from "layca";
import { medianSeconds } from "./median-seconds.mjs";

const values = new Float32Array(1e6).map((_, index) => index);
const made = tensor(values);
const [plain, creation, reading] = medianSeconds(
  200,
  () => values.slice(),
  () => tensor(values).dispose(),
  () => made.data(),
);
console.log(JSON.stringify({ plain, creation, reading }));
