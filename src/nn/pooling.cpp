#include "nn/pooling.h"

#include <ATen/ATen.h>

#include <limits>

#include "engine_errors.h"
#include "nn/window.h"

namespace layca {

namespace {

template <typename Spec>
WindowPath pathOf(const Spec& spec, const Shape& input) {
  return {{spec.kernelSize, spec.stride, /*dilation=*/1, spec.padding}, input};
}

template <typename Spec>
LayerPlan planPool(const Spec& spec, const Shape& input) {
  const auto [height, width] = pathOf(spec, input).outputs();
  return {{input[0], height, width}, {}, {}};
}

class MaxPool2d : public Layer {
 public:
  MaxPool2d(const MaxPool2dSpec& spec, const Shape& input)
      : path_(pathOf(spec, input)), kernelSize_(spec.kernelSize), stride_(spec.stride) {}

  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override {
    constexpr double lowest = -std::numeric_limits<double>::infinity();
    return at::max_pool2d(path_.evened(x, lowest), kernelSize_, stride_, path_.around());
  }

  bool outputMayBeOverwritten() const override { return true; }

 private:
  WindowPath path_;
  std::int64_t kernelSize_;
  std::int64_t stride_;
};

class AvgPool2d : public Layer {
 public:
  AvgPool2d(const AvgPool2dSpec& spec, const Shape& input)
      : path_(pathOf(spec, input)), kernelSize_(spec.kernelSize), stride_(spec.stride) {
    if (path_.padded()) counts_ = path_.pixelCounts();
  }

  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override {
    if (!counts_.defined()) return at::avg_pool2d(x, kernelSize_, stride_);
    const at::Tensor sums =
        at::avg_pool2d(path_.evened(x, 0), kernelSize_, stride_, path_.around(),
                       /*ceil_mode=*/false, /*count_include_pad=*/true, /*divisor_override=*/1);
    return sums.div(counts_.to(sums.options()));
  }

  bool outputMayBeOverwritten() const override { return true; }

 private:
  WindowPath path_;
  std::int64_t kernelSize_;
  std::int64_t stride_;
  /// Pixels in each window, where some have fewer.
  at::Tensor counts_;
};

class GlobalAvgPool : public Layer {
 public:
  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override {
    // So that the gradient has channels last where x has.
    return x.permute({0, 2, 3, 1}).flatten(1, 2).mean(1);
  }

  bool outputMayBeOverwritten() const override { return true; }
};

}  // namespace

LayerPlan plan(const MaxPool2dSpec& spec, const Shape& input) { return planPool(spec, input); }

std::unique_ptr<Layer> make(const MaxPool2dSpec& spec, const LayerParts& parts) {
  return std::make_unique<MaxPool2d>(spec, parts.input);
}

LayerPlan plan(const AvgPool2dSpec& spec, const Shape& input) { return planPool(spec, input); }

std::unique_ptr<Layer> make(const AvgPool2dSpec& spec, const LayerParts& parts) {
  return std::make_unique<AvgPool2d>(spec, parts.input);
}

LayerPlan plan(const GlobalAvgPoolSpec&, const Shape& input) {
  if (input.size() != 3) {
    throw InputError("expected an input of [N, channels, height, width] but received " +
                     shapeText(input) + " a sample");
  }
  return {{input[0]}, {}, {}};
}

std::unique_ptr<Layer> make(const GlobalAvgPoolSpec&, const LayerParts&) {
  return std::make_unique<GlobalAvgPool>();
}

}  // namespace layca
