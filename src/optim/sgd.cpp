#include "optim/sgd.h"

#include <ATen/ATen.h>

namespace layca {

namespace {

class Sgd : public StepRule {
 public:
  Sgd(const SgdSpec& spec, const std::vector<bool>& decayed)
      : spec_(spec), decayed_(decayed), buffers_(decayed.size()) {}

  double lr() const override { return spec_.lr; }

  BaseStep step(std::size_t index, const at::Tensor& weights, at::Tensor gradient,
                double lr) override {
    if (spec_.weightDecay != 0 && decayed_[index]) gradient.add_(weights, spec_.weightDecay);
    if (spec_.momentum == 0) return {gradient, lr};
    at::Tensor& buffer = buffers_[index];
    switch (spec_.momentumForm) {
      case MomentumForm::torch:
        return torchStep(buffer, gradient, lr);
      case MomentumForm::velocity:
        return velocityStep(buffer, gradient, lr);
      case MomentumForm::average:
        return averageStep(buffer, gradient, lr);
    }
    TORCH_INTERNAL_ASSERT(false, "unknown momentum form");
  }

 private:
  BaseStep torchStep(at::Tensor& v, at::Tensor& g, double lr) const {
    if (v.defined()) {
      v.mul_(spec_.momentum).add_(g, 1 - spec_.dampening);
    } else {
      v = g.clone();
    }
    if (spec_.nesterov) return {g.add_(v, spec_.momentum), lr};
    return {v, lr};
  }

  BaseStep velocityStep(at::Tensor& v, at::Tensor& g, double lr) const {
    if (v.defined()) {
      v.mul_(spec_.momentum).sub_(g, lr);
    } else {
      v = g.mul(-lr);
    }
    if (spec_.nesterov) return {g.mul_(lr).sub_(v, spec_.momentum), 1};
    return {v, -1};
  }

  BaseStep averageStep(at::Tensor& m, at::Tensor& g, double lr) const {
    if (m.defined()) {
      m.mul_(spec_.momentum).add_(g, 1 - spec_.momentum);
    } else {
      m = g.mul(1 - spec_.momentum);
    }
    return {m, lr};
  }

  SgdSpec spec_;
  std::vector<bool> decayed_;
  /// Velocities or means, undefined before the first step.
  std::vector<at::Tensor> buffers_;
};

}  // namespace

std::unique_ptr<StepRule> make(const SgdSpec& spec, const std::vector<bool>& decayed) {
  return std::make_unique<Sgd>(spec, decayed);
}

}  // namespace layca
