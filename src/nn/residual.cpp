#include "nn/residual.h"

#include <ATen/ATen.h>

#include <utility>

namespace layca {

namespace {

class Residual : public Layer {
 public:
  Residual(Sequence branch, Sequence shortcut)
      : branch_(std::move(branch)), shortcut_(std::move(shortcut)) {}

  at::Tensor forward(at::Tensor x, const ForwardContext& context, bool) override {
    // Both ways need x.
    const at::Tensor y = branch_.forward(x, context, /*mayOverwrite=*/false);
    const at::Tensor s =
        shortcut_.empty() ? x : shortcut_.forward(x, context, /*mayOverwrite=*/false);
    const bool inPlace = branch_.outputMayBeOverwritten() && y.scalar_type() == s.scalar_type();
    return inPlace ? y.add_(s) : y.add(s);
  }

  bool outputMayBeOverwritten() const override { return true; }
  bool dependsOnTraining() const override {
    return branch_.dependsOnTraining() || shortcut_.dependsOnTraining();
  }

 private:
  Sequence branch_;
  Sequence shortcut_;
};

}  // namespace

std::unique_ptr<Layer> makeResidual(Sequence branch, Sequence shortcut) {
  return std::make_unique<Residual>(std::move(branch), std::move(shortcut));
}

}  // namespace layca
