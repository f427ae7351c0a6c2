// Seconds a call of operators on small tensors once they are compiled, the median of blocks of calls that do not
// await, with what sweeping unused tensors takes: tensor-operators.mjs
import { noGrad, torch } from "layca";

const [WARM_UP, BLOCKS, CALLS] = [10, 13, 10_000];

const x = torch.ones([4, 4]);
const y = torch.ones([4, 4]);
const leaf = torch.ones([4, 4]);
leaf.requiresGrad = true;

const acts = {
  add: () => x.add(y),
  addNumber: () => x.add(2),
  matmul: () => x.matmul(y),
  sum: () => x.sum([1], { keepdim: true }),
  softmax: () => torch.softmax(x, 1),
  recorded: () => leaf.mul(y),
};

function medianSeconds(act) {
  const seconds = [];
  for (let block = 0; block < WARM_UP + BLOCKS; block++) {
    const start = performance.now();
    for (let call = 0; call < CALLS; call++) act();
    if (block >= WARM_UP) seconds.push((performance.now() - start) / 1000 / CALLS);
  }
  return seconds.sort((a, b) => a - b)[Math.floor(BLOCKS / 2)];
}

const measured = Object.entries(acts).map(([name, act]) => [
  name,
  name === "recorded" ? medianSeconds(act) : noGrad(() => medianSeconds(act)),
]);
console.log(JSON.stringify(Object.fromEntries(measured)));
