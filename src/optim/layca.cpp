#include "optim/layca.h"

#include <cmath>
#include <limits>

#include "engine_errors.h"
#include "numeric/sums.h"

namespace layca {

namespace {

constexpr double kIllConditioned = 1e-4;
constexpr double kRoundings = 4;

double epsilonOf(const at::Tensor& t) {
  return t.scalar_type() == at::kDouble ? std::numeric_limits<double>::epsilon()
                                        : std::numeric_limits<float>::epsilon();
}

class Layca : public KernelTransform {
 public:
  Layca(const TransformSpec& transform, const std::vector<std::string>& names,
        const std::vector<at::Tensor>& kernels, const std::vector<bool>& trained)
      : spec_(std::get<LaycaSpec>(transform.kind)),
        rate_(transform.rate),
        names_(names),
        radii_(kernels.size(), 0) {
    multipliers_ =
        spec_.multipliers.value_or(layerMultipliers(spec_.alpha.value_or(0), kernels.size()));
    if (multipliers_.size() != kernels.size()) {
      throw InputError("optimizer.multipliers", "expected " + std::to_string(kernels.size()) +
                                                    " numbers, one a kernel, but received " +
                                                    std::to_string(multipliers_.size()));
    }
    for (std::size_t i = 0; i < kernels.size(); ++i) {
      if (!trained[i]) continue;
      radii_[i] = l2Norm(kernels[i]);
      requireNonZero(i, radii_[i]);
    }
  }

  double rate() const override { return rate_; }

  void apply(std::size_t index, at::Tensor& weights, const BaseStep& step, double factor) override {
    const double rho = rate_ * multipliers_[index] * factor;
    const at::Tensor& s = step.direction;
    const Products plain = products(weights, s);
    requireNonZero(index, plain.ww);
    if (rho == 0 || plain.ss == 0 || step.scale == 0) return;

    double along = plain.ws / plain.ww;
    double across = plain.ss - plain.ws * along;
    if (across < kIllConditioned * plain.ss) {
      const Products projected = products(weights, s, along);
      const double rest = projected.ws / projected.ww;
      across = projected.ss - projected.ws * rest;
      along += rest;
    }
    const double smallest = kRoundings * epsilonOf(weights);
    if (!(across > smallest * smallest * plain.ss)) return;

    const double length = std::sqrt(plain.ww);
    const double radius = spec_.radius == Radius::initial ? radii_[index] : length;
    const bool tangent = spec_.arc == Arc::tangent;
    const double cosine = tangent ? 1 / std::sqrt(1 + rho * rho) : std::cos(rho);
    const double sine = tangent ? rho * cosine : std::sin(rho);
    const double sign = step.scale < 0 ? -1 : 1;
    combine_(weights, cosine * radius / length, sign * sine * radius / std::sqrt(across), s, along);
  }

 private:
  void requireNonZero(std::size_t index, double length) const {
    if (length == 0) {
      throw InputError(
          "layer \"" + names_[index] + "\"",
          "expected a kernel that is not zero (its rotation is undefined) but received zeros");
    }
  }

  LaycaSpec spec_;
  double rate_;
  std::vector<std::string> names_;
  std::vector<double> multipliers_;
  /// ‖w₀‖
  std::vector<double> radii_;
};

}  // namespace

std::unique_ptr<KernelTransform> makeLayca(const TransformSpec& spec,
                                           const std::vector<std::string>& names,
                                           const std::vector<at::Tensor>& kernels,
                                           const std::vector<bool>& trained) {
  return std::make_unique<Layca>(spec, names, kernels, trained);
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
