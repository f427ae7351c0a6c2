// Tensors by hand: fits a small network to y = sin(x) with autograd, then looks at values, indices and gradients.
//
//   npx tsx examples/tensors.ts

import { type FunctionContext, noGrad, slice, type Tensor, tensor, torch } from "layca";

torch.manualSeed(1);
const F = torch.nn.functional;

const x = torch.linspace(-3, 3, 128).unsqueeze(1);
const y = x.sin();

// Two layers of weights, which operations are recorded for.
const leaf = (made: Tensor): Tensor => {
  made.requiresGrad = true;
  return made;
};
const parameters = {
  w1: leaf(torch.randn([32, 1])),
  b1: leaf(torch.zeros([32])),
  w2: leaf(torch.randn([1, 32]).mul(0.1)),
  b2: leaf(torch.zeros([1])),
};
const { w1, b1, w2, b2 } = parameters;

function predicted(inputs: Tensor): Tensor {
  const hidden = F.linear(inputs, w1, { bias: b1 }).tanh();
  return F.linear(hidden, w2, { bias: b2 });
}

// No handle is freed by hand: unused tensors are swept as the loop goes on.
for (let step = 0; step <= 1000; step++) {
  const loss = F.mseLoss(predicted(x), y);
  if (step % 250 === 0) console.log(`step ${step}: loss ${loss.item().toFixed(4)}`);
  loss.backward();
  noGrad(() => {
    for (const parameter of Object.values(parameters)) {
      const { grad } = parameter;
      if (!grad) throw new Error("every parameter takes part in the loss");
      parameter.sub_(grad, { alpha: 0.05 });
      parameter.grad = null;
    }
  });
}

// `using` frees a tensor at the end of its block.
{
  using error = noGrad(() => predicted(x).sub(y).abs());
  console.log(`largest error ${Number(error.max().item()).toFixed(3)}`);
}

// Indices are Python's: x[1:3], x[..., 0], x[x > 0].
const grid = torch.arange(12).reshape([3, 4]);
console.log(grid);
console.log(grid.at(slice(1), [0, -1]));
console.log(grid.at(grid.gt(8)));
grid.setAt(0, 1);
console.log(grid);

// A gradient as a result, and its own gradient: of x³, 3x² and 6x.
const at = tensor([2], { dtype: "float64", requiresGrad: true });
const [slope] = torch.autograd.grad(at.pow(3).sum(), [at], { createGraph: true });
const [curve] = slope ? torch.autograd.grad(slope.sum(), [at]) : [];
console.log(slope, curve?.item());

// An operation whose gradient is written by hand: it goes through the steps of rounding as if they were not there.
class Round extends torch.autograd.Function {
  static forward(_: FunctionContext, values: Tensor): Tensor {
    return values.round();
  }

  static backward(_: FunctionContext, gradient: Tensor): Tensor {
    return gradient;
  }
}
const exact = tensor([0.4, 1.6], { requiresGrad: true });
const rounded = Round.apply(exact);
rounded.pow(2).sum().backward();
console.log(rounded, exact.grad);
