// Seconds of a Layca step that tells every kernel's rotation, in turn with one that does not: rotation.mjs NET THREADS
import { layca, sgd } from "layca";
import { medianSeconds } from "./median-seconds.mjs";
import { drawNet, stepOf } from "./nets.mjs";

const [name = "", threads = "2"] = process.argv.slice(2);
const spec = layca(sgd(), { rate: 3 ** -7 });
const [first, second] = [drawNet(name), drawNet(name)];
const plain = stepOf(spec, first, { threads: Number(threads) });
const recorded = stepOf(spec, second, { threads: Number(threads), rotation: true });

const [plainSeconds, recordedSeconds] = medianSeconds(first.steps, plain, recorded);
console.log(JSON.stringify({ plain: plainSeconds, recorded: recordedSeconds }));
