#include "optim/transforms/layca.h"

#include "engine_errors.h"

namespace layca {

namespace {

constexpr double kRoundings = 4;

class Layca : public TransformOf<Layca> {
 public:
  Layca(const LaycaSpec& spec, double rate, std::size_t kernels)
      : TransformOf(rate),
        spec_(spec),
        multipliers_(spec.multipliers.value_or(layerMultipliers(spec.alpha.value_or(0), kernels))) {
    if (multipliers_.size() != kernels) {
      throw InputError("optimizer.multipliers", "expected " + std::to_string(kernels) +
                                                    " numbers, one a kernel, but received " +
                                                    std::to_string(multipliers_.size()));
    }
  }

  double multiplier(std::size_t index) const override { return multipliers_.at(index); }
  bool projects() const override { return true; }

  template <typename V>
  Move<V> moveOf(const KernelSums<V>& sums, double epsilon) const {
    const double smallest = kRoundings * epsilon;
    const V length = root(sums.ww);
    const V turned =
        spec_.radius == Radius::initial ? V(sums.initialNorm / length) : V(length / length);
    const bool tangent = spec_.arc == Arc::tangent;
    const V c = tangent ? V(1 / root(1 + sums.rate * sums.rate)) : cosine(sums.rate);
    const V s = tangent ? V(sums.rate * c) : sine(sums.rate);
    const auto moves = (sums.across > smallest * smallest * sums.ss) & (sums.rate != 0);
    return {choose(moves, c * turned, 1.0),
            choose(moves, s * turned * length / root(sums.across), 0.0),
            choose(moves, sums.along, 0.0)};
  }

 private:
  LaycaSpec spec_;
  std::vector<double> multipliers_;
};

}  // namespace

std::unique_ptr<KernelTransform> make(const LaycaSpec& spec, double rate, std::size_t kernels) {
  return std::make_unique<Layca>(spec, rate, kernels);
}

std::vector<double> layerMultipliers(double alpha, std::size_t count) {
  std::vector<double> multipliers(count, 1.0);
  if (count < 2) return multipliers;
  const double last = static_cast<double>(count - 1);
  for (std::size_t l = 0; l < count; ++l) {
    const double depth = static_cast<double>(l);
    multipliers[l] = alpha > 0 ? std::pow(1 - alpha, 5 * (last - depth) / last)
                               : std::pow(1 + alpha, 5 * depth / last);
  }
  return multipliers;
}

}  // namespace layca
