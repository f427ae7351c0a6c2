#include "nn/conv2d.h"

#include <ATen/ATen.h>

#include "engine_errors.h"
#include "nn/window.h"

namespace layca {

namespace {

Window windowOf(const Conv2dSpec& spec) {
  return {spec.kernelSize, spec.stride, spec.dilation, spec.padding};
}

class Conv2d : public Layer {
 public:
  Conv2d(const Conv2dSpec& spec, const LayerParts& parts)
      : weight_(parts.parameters.at(0)),
        bias_(spec.bias ? parts.parameters.at(1) : at::Tensor()),
        path_(windowOf(spec), parts.input),
        stride_(spec.stride),
        dilation_(spec.dilation),
        groups_(spec.groups) {}

  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override {
    return at::conv2d(path_.evened(x, 0), weight_, bias_, stride_, path_.around(), dilation_,
                      groups_);
  }

  bool outputMayBeOverwritten() const override { return true; }

 private:
  at::Tensor weight_;
  at::Tensor bias_;
  WindowPath path_;
  std::int64_t stride_;
  std::int64_t dilation_;
  std::int64_t groups_;
};

}  // namespace

LayerPlan plan(const Conv2dSpec& spec, const Shape& input) {
  const auto [height, width] = WindowPath(windowOf(spec), input).outputs();
  const std::int64_t channels = input[0];
  if (channels % spec.groups != 0 || spec.outChannels % spec.groups != 0) {
    throw InputError("expected groups to divide " + std::to_string(channels) + " and " +
                     std::to_string(spec.outChannels) + " channels but received " +
                     std::to_string(spec.groups));
  }
  const Shape shape{spec.outChannels, channels / spec.groups, spec.kernelSize, spec.kernelSize};
  // Before the fans, which have fewer factors.
  elementCount(shape);
  const std::int64_t area = spec.kernelSize * spec.kernelSize;
  const std::int64_t fanIn = shape[1] * area;
  const std::int64_t fanOut = spec.outChannels * area;
  LayerPlan layer{{spec.outChannels, height, width}, {}, {}};
  layer.parameters.push_back(
      {"weight", shape, {FirstValues::Kind::kernel, spec.init, fanIn, fanOut}});
  if (spec.bias) {
    layer.parameters.push_back(
        {"bias", {spec.outChannels}, {FirstValues::Kind::bias, spec.init, fanIn, fanOut}});
  }
  return layer;
}

std::unique_ptr<Layer> make(const Conv2dSpec& spec, const LayerParts& parts) {
  return std::make_unique<Conv2d>(spec, parts);
}

}  // namespace layca
