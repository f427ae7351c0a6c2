#include "nn/initializers.h"

#include <ATen/ATen.h>

#include <cmath>

#include "random/philox.h"

namespace layca {

namespace {

template <typename Draw>
void fill(at::Tensor& out, const Draw& draw) {
  double* values = out.data_ptr<double>();
  const std::int64_t n = out.numel();
  for (std::int64_t i = 0; i < n; ++i) values[i] = draw();
}

void fillUniform(at::Tensor& out, PhiloxStream& random, double limit) {
  fill(out, [&] { return (2 * random.uniform() - 1) * limit; });
}

void fillNormal(at::Tensor& out, PhiloxStream& random, double deviation) {
  fill(out, [&] { return random.normal() * deviation; });
}

void fillTruncatedNormal(at::Tensor& out, PhiloxStream& random, double deviation) {
  fill(out, [&] {
    double value = random.normal();
    while (std::abs(value) > 2) value = random.normal();
    return value * deviation;
  });
}

/// As torch.nn.init.orthogonal_: of [rows, rest] the rows are orthonormal where there are fewer of them.
void fillOrthogonal(at::Tensor& out, PhiloxStream& random) {
  const std::int64_t rows = out.size(0);
  const std::int64_t columns = out.numel() / rows;
  at::Tensor normal = at::empty({rows, columns}, out.options());
  fillNormal(normal, random, 1);
  const bool wide = rows < columns;
  auto [q, r] = at::linalg_qr(wide ? normal.t() : normal);
  at::Tensor oriented = q * r.diagonal().sign();
  out.copy_((wide ? oriented.t() : oriented).reshape(out.sizes()));
}

void fillKernel(at::Tensor& out, PhiloxStream& random, const FirstValues& first) {
  const double in = static_cast<double>(first.fanIn);
  const double both = static_cast<double>(first.fanIn + first.fanOut);
  switch (first.init.kind) {
    case InitKind::torch:
      return fillUniform(out, random, 1 / std::sqrt(in));
    case InitKind::glorotUniform:
      return fillUniform(out, random, std::sqrt(6 / both));
    case InitKind::glorotNormal:
      return fillNormal(out, random, std::sqrt(2 / both));
    case InitKind::heUniform:
      return fillUniform(out, random, std::sqrt(6 / in));
    case InitKind::heNormal:
      return fillTruncatedNormal(out, random, std::sqrt(2 / in));
    case InitKind::orthogonal:
      return fillOrthogonal(out, random);
    case InitKind::zeros:
      out.zero_();
  }
}

}  // namespace

at::Tensor firstValues(const ParameterPlan& plan, std::uint64_t seed, std::uint32_t index) {
  at::Tensor out = at::empty(plan.shape, at::TensorOptions().dtype(at::kDouble));
  PhiloxStream random(seed, Purpose::init, index);
  const FirstValues& first = plan.first;
  switch (first.kind) {
    case FirstValues::Kind::kernel:
      fillKernel(out, random, first);
      if (first.init.gain) out.mul_(*first.init.gain);
      break;
    case FirstValues::Kind::bias:
      if (first.init.kind == InitKind::torch) {
        fillUniform(out, random, 1 / std::sqrt(static_cast<double>(first.fanIn)));
      } else {
        out.zero_();
      }
      break;
    case FirstValues::Kind::zeros:
      out.zero_();
      break;
    case FirstValues::Kind::ones:
      out.fill_(1);
  }
  return out;
}

}  // namespace layca
