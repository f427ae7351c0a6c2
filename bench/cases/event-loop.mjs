// How late a 5 ms timer fires while Figure 1's first layer trains: event-loop.mjs DATA.safetensors THREADS
import { startFigure1 } from "./perceptron.mjs";

const INTERVAL = 5;
const EPOCHS = 300;

const [path = "", threads = "2"] = process.argv.slice(2);

const run = startFigure1({ path, threads: Number(threads), trained: 0, epochs: EPOCHS });
const delays = [];
let due = 0;

const arm = () => {
  due = performance.now() + INTERVAL;
  return setTimeout(() => {
    delays.push(Math.max(0, performance.now() - due) / 1000);
    timer = arm();
  }, INTERVAL);
};

let timer = arm();
// The entries are read as a user would read them.
for await (const _ of run);
await run.result;
clearTimeout(timer);
delays.sort((a, b) => a - b);
const quantile = (share) => delays[Math.floor(share * (delays.length - 1))];
console.log(JSON.stringify({ median: quantile(0.5), p99: quantile(0.99), largest: delays.at(-1) }));
