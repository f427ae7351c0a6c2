#include "nn/batch_norm.h"

#include <ATen/ATen.h>

namespace layca {

namespace {

class BatchNorm : public Layer {
 public:
  BatchNorm(const BatchNormSpec& spec, const LayerParts& parts)
      : weight_(spec.affine ? parts.parameters.at(0) : at::Tensor()),
        bias_(spec.affine ? parts.parameters.at(1) : at::Tensor()),
        mean_(parts.buffers.at(0)),
        variance_(parts.buffers.at(1)),
        batches_(parts.buffers.at(2)),
        momentum_(spec.momentum),
        eps_(spec.eps) {}

  at::Tensor forward(at::Tensor x, const ForwardContext& context, bool) override {
    if (context.training) batches_.add_(1);
    return at::batch_norm(x, weight_, bias_, mean_, variance_, context.training, momentum_, eps_,
                          /*cudnn_enabled=*/true);
  }

  bool outputMayBeOverwritten() const override { return true; }
  bool dependsOnTraining() const override { return true; }

 private:
  at::Tensor weight_;
  at::Tensor bias_;
  at::Tensor mean_;
  at::Tensor variance_;
  at::Tensor batches_;
  double momentum_;
  double eps_;
};

}  // namespace

LayerPlan plan(const BatchNormSpec& spec, const Shape& input) {
  const Shape channels{input.at(0)};
  LayerPlan layer{input, {}, {}, /*normalizesBatch=*/true};
  if (spec.affine) {
    layer.parameters.push_back({"weight", channels, {FirstValues::Kind::ones}});
    layer.parameters.push_back({"bias", channels, {FirstValues::Kind::zeros}});
  }
  layer.buffers.push_back({"running_mean", channels, 0, false});
  layer.buffers.push_back({"running_var", channels, 1, false});
  layer.buffers.push_back({"num_batches_tracked", {}, 0, true});
  return layer;
}

std::unique_ptr<Layer> make(const BatchNormSpec& spec, const LayerParts& parts) {
  return std::make_unique<BatchNorm>(spec, parts);
}

}  // namespace layca
