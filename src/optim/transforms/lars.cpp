#include "optim/transforms/lars.h"

namespace layca {

namespace {

class Lars : public TransformOf<Lars> {
 public:
  Lars(const LarsSpec& spec, double rate) : TransformOf(rate), spec_(spec) {}

  double multiplier(std::size_t) const override { return 1; }
  bool projects() const override { return false; }

  template <typename V>
  Move<V> moveOf(const KernelSums<V>& sums, double) const {
    const V length = root(sums.ww);
    const V q = sums.rate * length / root(sums.ss);
    const auto moves = (sums.ss > 0.0) & (sums.rate != 0);
    V shrink = length / length;
    if (spec_.normGrowth) {
      const V most = length + *spec_.normGrowth * sums.initialNorm;
      const V moved = root(sums.ww - 2 * q * sums.ws + q * q * sums.ss);
      shrink = choose(moved > most, most / moved, shrink);
    }
    return {choose(moves, shrink, 1.0), choose(moves, shrink * q, 0.0),
            choose(moves, sums.ws * 0.0, 0.0)};
  }

 private:
  LarsSpec spec_;
};

}  // namespace

std::unique_ptr<KernelTransform> make(const LarsSpec& spec, double rate, std::size_t) {
  return std::make_unique<Lars>(spec, rate);
}

}  // namespace layca
