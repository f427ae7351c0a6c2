#include "nn/initializers.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

#include "random/philox.h"

namespace layca {

namespace {

struct Stream {
  std::uint64_t seed;
  std::uint32_t index;

  PhiloxStream from(std::int64_t block = 0) const {
    return {seed, Purpose::init, index, static_cast<std::uint64_t>(block)};
  }
};

template <typename Draw>
void fill(at::Tensor& out, const Draw& draw) {
  double* values = out.data_ptr<double>();
  const std::int64_t n = out.numel();
  for (std::int64_t i = 0; i < n; ++i) values[i] = draw();
}

/// Value i is the stream's i-th uniform number, whichever thread draws it.
void fillUniform(at::Tensor& out, const Stream& stream, double limit) {
  double* values = out.data_ptr<double>();
  const std::int64_t n = out.numel();
  at::parallel_for(0, (n + 1) / 2, 4096, [&](std::int64_t first, std::int64_t last) {
    PhiloxStream random = stream.from(first);
    for (std::int64_t i = 2 * first; i < std::min(2 * last, n); ++i) {
      values[i] = (2 * random.uniform() - 1) * limit;
    }
  });
}

void fillNormal(at::Tensor& out, const Stream& stream, double deviation) {
  PhiloxStream random = stream.from();
  fill(out, [&] { return random.normal() * deviation; });
}

void fillTruncatedNormal(at::Tensor& out, const Stream& stream, double deviation) {
  PhiloxStream random = stream.from();
  fill(out, [&] {
    double value = random.normal();
    while (std::abs(value) > 2) value = random.normal();
    return value * deviation;
  });
}

/// As torch.nn.init.orthogonal_: of [rows, rest] the rows are orthonormal where there are fewer of
/// them.
void fillOrthogonal(at::Tensor& out, const Stream& stream) {
  const std::int64_t rows = out.size(0);
  const std::int64_t columns = out.numel() / rows;
  at::Tensor normal = at::empty({rows, columns}, out.options());
  fillNormal(normal, stream, 1);
  const bool wide = rows < columns;
  auto [q, r] = at::linalg_qr(wide ? normal.t() : normal);
  at::Tensor oriented = q * r.diagonal().sign();
  out.copy_((wide ? oriented.t() : oriented).reshape(out.sizes()));
}

void fillKernel(at::Tensor& out, const Stream& stream, const FirstValues& first) {
  const double in = static_cast<double>(first.fanIn);
  const double both = static_cast<double>(first.fanIn + first.fanOut);
  switch (first.init.kind) {
    case InitKind::torch:
      return fillUniform(out, stream, 1 / std::sqrt(in));
    case InitKind::glorotUniform:
      return fillUniform(out, stream, std::sqrt(6 / both));
    case InitKind::glorotNormal:
      return fillNormal(out, stream, std::sqrt(2 / both));
    case InitKind::heUniform:
      return fillUniform(out, stream, std::sqrt(6 / in));
    case InitKind::heNormal:
      return fillTruncatedNormal(out, stream, std::sqrt(2 / in));
    case InitKind::orthogonal:
      return fillOrthogonal(out, stream);
    case InitKind::zeros:
      out.zero_();
  }
}

}  // namespace

at::Tensor firstValues(const ParameterPlan& plan, std::uint64_t seed, std::uint32_t index) {
  at::Tensor out = at::empty(plan.shape, at::TensorOptions().dtype(at::kDouble));
  const Stream stream{seed, index};
  const FirstValues& first = plan.first;
  switch (first.kind) {
    case FirstValues::Kind::kernel:
      fillKernel(out, stream, first);
      if (first.init.gain) out.mul_(*first.init.gain);
      break;
    case FirstValues::Kind::bias:
      if (first.init.kind == InitKind::torch) {
        fillUniform(out, stream, 1 / std::sqrt(static_cast<double>(first.fanIn)));
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
