#include "nn/dropout.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

#include "random/philox.h"

namespace layca {

namespace {

constexpr int kLayerShift = 40;
constexpr std::int64_t kWords = 4;
constexpr std::int64_t kGrain = 4096;

class Dropout : public Layer {
 public:
  Dropout(double p, std::uint32_t index)
      : threshold_(static_cast<std::uint64_t>(std::llround(p * 0x1p32))),
        scale_(p < 1 ? 1 / (1 - p) : 0),
        index_(index) {}

  at::Tensor forward(at::Tensor x, const ForwardContext& context, bool mayOverwrite) override {
    if (!context.training || threshold_ == 0) return x;
    const at::Tensor mask = maskFor(x, context);
    return mayOverwrite ? x.mul_(mask) : x.mul(mask);
  }

  bool dependsOnTraining() const override { return threshold_ > 0; }

 private:
  /// 0 or 1/(1 − p) for every number of x.
  at::Tensor maskFor(const at::Tensor& x, const ForwardContext& context) const {
    const bool image = x.dim() == 4;
    const bool wide = x.scalar_type() == at::kDouble;
    at::Tensor mask = at::empty((image ? x.movedim(1, -1) : x).sizes(),
                                at::TensorOptions().dtype(wide ? at::kDouble : at::kFloat));
    if (wide) {
      fill<double>(mask, context);
    } else {
      fill<float>(mask, context);
    }
    if (image) mask = mask.movedim(-1, 1);
    return x.is_cpu() ? mask.to(x.scalar_type()) : mask.contiguous().to(x.options());
  }

  template <typename T>
  void fill(at::Tensor& mask, const ForwardContext& context) const {
    const std::int64_t count = mask.numel();
    if (count == 0) return;
    T* values = mask.data_ptr<T>();
    const std::int64_t first = context.firstSample * (count / mask.size(0));
    const std::int64_t end = first + count;
    const PhiloxKey key{static_cast<std::uint32_t>(context.seed),
                        static_cast<std::uint32_t>(context.seed >> 32)};
    const std::uint64_t layer = static_cast<std::uint64_t>(index_) << kLayerShift;
    const auto draw = [&](std::int64_t begin, std::int64_t past) {
      for (std::int64_t b = begin; b < past; ++b) {
        const std::uint64_t block = layer + static_cast<std::uint64_t>(b);
        const PhiloxCounter words =
            philox4x32({static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32),
                        static_cast<std::uint32_t>(context.update),
                        static_cast<std::uint32_t>(Purpose::dropout)},
                       key);
        const std::int64_t from = std::max(first, b * kWords);
        const std::int64_t to = std::min(end, (b + 1) * kWords);
        for (std::int64_t i = from; i < to; ++i) {
          const bool kept = words[static_cast<std::size_t>(i % kWords)] >= threshold_;
          values[i - first] = kept ? static_cast<T>(scale_) : T{0};
        }
      }
    };
    at::parallel_for(first / kWords, (end + kWords - 1) / kWords, kGrain, draw);
  }

  std::uint64_t threshold_;
  double scale_;
  std::uint32_t index_;
};

}  // namespace

LayerPlan plan(const DropoutSpec&, const Shape& input) { return {input, {}, {}}; }

std::unique_ptr<Layer> make(const DropoutSpec& spec, const LayerParts& parts) {
  return std::make_unique<Dropout>(spec.p, parts.index);
}

}  // namespace layca
