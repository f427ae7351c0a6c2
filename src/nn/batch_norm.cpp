#include "nn/batch_norm.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>

#include "nn/batch_norm_function.h"

namespace layca {

namespace {

/// The numbers of a small tensor.
PerChannel numbers(const at::Tensor& values) {
  const at::Tensor wide = values.detach().to(at::kDouble).contiguous();
  const double* first = wide.const_data_ptr<double>();
  return {first, first + wide.numel()};
}

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

  at::Tensor forward(at::Tensor x, const ForwardContext& context, bool mayOverwrite) override {
    return forwardWithRelu(std::move(x), context, mayOverwrite, BesideRelu::none);
  }

  bool takesRelu() const override { return true; }

  at::Tensor forwardWithRelu(at::Tensor x, const ForwardContext& context, bool mayOverwrite,
                             BesideRelu relu) override {
    if (context.training) batches_.add_(1);
    const bool inRows = liesInRows(x) && x.scalar_type() == mean_.scalar_type();
    if (inRows && context.training) return normalizeBatch(x, mayOverwrite, relu);
    if (inRows && !at::GradMode::is_enabled()) return normalizeByRunning(x, mayOverwrite, relu);
    return byOperators(x, context, mayOverwrite, relu);
  }

  // Without weights the backward pass reads the output.
  bool outputMayBeOverwritten() const override { return weight_.defined(); }
  bool dependsOnTraining() const override { return true; }

 private:
  at::Tensor normalizeBatch(const at::Tensor& x, bool mayOverwrite, BesideRelu relu) {
    ChannelMoments moments = channelMoments(x, relu == BesideRelu::before);
    follow(moments, static_cast<double>(x.numel() / x.size(1)));
    const bool keepsOutput = mayOverwrite && relu != BesideRelu::after && !weight_.defined();
    return normalizedBatch(x, weight_, bias_,
                           mapOf(std::move(moments.mean), std::move(moments.variance)),
                           {relu, keepsOutput});
  }

  at::Tensor normalizeByRunning(const at::Tensor& x, bool mayOverwrite, BesideRelu relu) const {
    at::Tensor out = mayOverwrite ? x : at::empty_like(x);
    normalizeInto(out, x, mapOf(numbers(mean_), numbers(variance_)), {relu, /*keepsOutput=*/false});
    return out;
  }

  at::Tensor byOperators(at::Tensor x, const ForwardContext& context, bool mayOverwrite,
                         BesideRelu relu) const {
    if (relu == BesideRelu::before) x = mayOverwrite ? at::relu_(x) : at::relu(x);
    at::Tensor y = at::batch_norm(x, weight_, bias_, mean_, variance_, context.training, momentum_,
                                  eps_, /*cudnn_enabled=*/true);
    return relu == BesideRelu::after ? at::relu_(y) : y;
  }

  /// The running statistics follow those of a batch of `count` numbers a channel.
  void follow(const ChannelMoments& moments, double count) {
    const at::NoGradGuard noGrad;
    const auto towards = [&](at::Tensor& running, const PerChannel& values, double factor) {
      const at::Tensor batch = at::tensor(values, at::kDouble).mul_(factor * momentum_);
      running.copy_(running.to(at::kDouble).mul_(1 - momentum_).add_(batch));
    };
    towards(mean_, moments.mean, 1);
    towards(variance_, moments.variance, count / (count - 1));
  }

  ChannelMap mapOf(PerChannel mean, PerChannel variance) const {
    ChannelMap map{std::move(mean), std::move(variance), {}, {}};
    for (double& value : map.inverse) value = 1 / std::sqrt(value + eps_);
    map.scale = map.inverse;
    if (weight_.defined()) {
      const PerChannel weight = numbers(weight_);
      for (std::size_t c = 0; c < weight.size(); ++c) map.scale[c] *= weight[c];
    }
    map.shift = weight_.defined() ? numbers(bias_) : PerChannel(map.mean.size(), 0.0);
    for (std::size_t c = 0; c < map.mean.size(); ++c) map.shift[c] -= map.mean[c] * map.scale[c];
    return map;
  }

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
