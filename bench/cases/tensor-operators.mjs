// Seconds a call of operators on small tensors, and of one on larger ones, once they are compiled, the median of blocks
// of calls that do not await, with what sweeping unused tensors takes: tensor-operators.mjs
import { noGrad, torch } from "layca";

const [WARM_UP, BLOCKS, CALLS] = [10, 25, 10_000];

const x = torch.ones([4, 4]);
const y = torch.ones([4, 4]);
const leaf = torch.ones([4, 4]);
leaf.requiresGrad = true;
const large = torch.ones([256, 256]);

const acts = {
  add: () => x.add(y),
  addNumber: () => x.add(2),
  matmul: () => x.matmul(y),
  sum: () => x.sum([1], { keepdim: true }),
  softmax: () => torch.softmax(x, 1),
  recorded: () => leaf.mul(y),
  large: () => large.add(large),
};

const seconds = Object.fromEntries(Object.keys(acts).map((name) => [name, []]));

function time(name, act, isWarm) {
  const calls = name === "large" ? CALLS / 10 : CALLS;
  const start = performance.now();
  for (let call = 0; call < calls; call++) act();
  if (isWarm) seconds[name].push((performance.now() - start) / 1000 / calls);
}

// In turns, so that whatever slows the machine for a while slows all.
for (let block = 0; block < WARM_UP + BLOCKS; block++) {
  for (const [name, act] of Object.entries(acts)) {
    const run = () => time(name, act, block >= WARM_UP);
    if (name === "recorded") run();
    else noGrad(run);
  }
}
const median = (values) => values.sort((a, b) => a - b)[Math.floor(BLOCKS / 2)];
const medians = Object.entries(seconds).map(([name, values]) => [name, median(values)]);
console.log(JSON.stringify(Object.fromEntries(medians)));
