#include "optim/transforms/normalized.h"

namespace layca {

namespace {

class Normalized : public TransformOf<Normalized> {
 public:
  using TransformOf::TransformOf;

  double multiplier(std::size_t) const override { return 1; }
  bool projects() const override { return false; }

  template <typename V>
  Move<V> moveOf(const KernelSums<V>& sums, double) const {
    const V one = sums.ww / sums.ww;
    const auto moves = (sums.ss > 0.0) & (sums.rate != 0);
    return {one, choose(moves, sums.rate / root(sums.ss), 0.0), one * 0.0};
  }
};

}  // namespace

std::unique_ptr<KernelTransform> make(const NormalizedSpec&, double rate, std::size_t) {
  return std::make_unique<Normalized>(rate);
}

}  // namespace layca
