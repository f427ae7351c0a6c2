// Seconds of a step of Adam and of momentum SGD, rotation and transforms left out: optimizers.mjs NET THREADS
import { adam, sgd } from "layca";
import { medianSeconds } from "./median-seconds.mjs";
import { drawNet, stepOf } from "./nets.mjs";

const [name = "", threads = "2"] = process.argv.slice(2);
const RULES = { adam: adam({ lr: 1e-3 }), momentum: sgd({ lr: 1e-3, momentum: 0.9 }) };

const seconds = {};
for (const [rule, spec] of Object.entries(RULES)) {
  const net = drawNet(name);
  const step = stepOf(spec, net, { threads: Number(threads) });
  [seconds[rule]] = medianSeconds(net.steps, step);
}
console.log(JSON.stringify(seconds));
