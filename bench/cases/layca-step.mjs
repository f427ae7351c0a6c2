// Seconds of a Layca step over plain SGD: layca-step.mjs NET THREADS
// Alone, and in turn with a copy of the 20n bytes that it moves at least: libtorch's, of 10n bytes from one
// buffer to another. OMP_NUM_THREADS is the copy's number of threads.
import { layca, sgd } from "layca";
import { engine } from "../../dist/native.js";
import { medianSeconds } from "./median-seconds.mjs";
import { drawNet, stepOf } from "./nets.mjs";

const [name = "", threads = "2"] = process.argv.slice(2);
const net = drawNet(name);
// So small that thousands of steps along one gradient leave weights and gradient far from parallel.
const step = stepOf(layca(sgd(), { rate: 3 ** -7 }), net, { threads: Number(threads) });

// Ones and not zeros: memory that was never written would be one page, read from the cache.
const buffer = () => engine().call("aten::ones", "", [[net.numbers * 2.5]]);
const [from, to] = [buffer(), buffer()];
const copy = () => engine().call("aten::copy_", "", [to, from, false]);

const [alone] = medianSeconds(net.steps, step);
const [besideCopy, copied] = medianSeconds(net.steps, step, copy);
console.log(JSON.stringify({ alone, besideCopy, copy: copied }));
