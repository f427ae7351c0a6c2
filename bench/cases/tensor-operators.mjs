// Blocks of calls of operators on small tensors, and of one on larger ones; what sweeping unused tensors takes is in
// them: tensor-operators.mjs
import { noGrad, torch } from "layca";
import { doBlocks } from "./blocks.mjs";

const CALLS = 100_000;

const x = torch.ones([4, 4]);
const y = torch.ones([4, 4]);
const leaf = torch.ones([4, 4]);
leaf.requiresGrad = true;
const large = torch.ones([256, 256]);

function recorded(act, calls = CALLS) {
  const run = () => {
    for (let call = 0; call < calls; call++) act();
  };
  return { run, calls };
}

function unrecorded(act, calls = CALLS) {
  const { run } = recorded(act, calls);
  return { run: () => noGrad(run), calls };
}

await doBlocks({
  add: unrecorded(() => x.add(y)),
  addNumber: unrecorded(() => x.add(2)),
  matmul: unrecorded(() => x.matmul(y)),
  sum: unrecorded(() => x.sum([1], { keepdim: true })),
  softmax: unrecorded(() => torch.softmax(x, 1)),
  recorded: recorded(() => leaf.mul(y)),
  large: unrecorded(() => large.add(large), CALLS / 20),
});
