// Seconds a step of Figure 1's runs in layca: figure1.mjs DATA.safetensors THREADS sgd|layca
import { layca, sgd } from "layca";
import { startFigure1 } from "./perceptron.mjs";
import { secondsAStep } from "./seconds-a-step.mjs";

const WARM_UP = 20;
const TIMED = 200;

const [path = "", threads = "2", kind = "sgd"] = process.argv.slice(2);
const optimizer =
  kind === "layca" ? layca(sgd(), { rate: 3 ** -3, others: "frozen" }) : sgd({ lr: 10 });

const seconds = {};
for (const trained of [0, 5, 9]) {
  const epochs = WARM_UP + TIMED;
  const run = startFigure1({ path, threads: Number(threads), trained, epochs, optimizer });
  seconds[trained] = await secondsAStep(run, WARM_UP);
}
console.log(JSON.stringify(seconds));
