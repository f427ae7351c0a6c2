#include "nn/layer_norm.h"

#include <ATen/ATen.h>

namespace layca {

namespace {

/// [C, H, W] and [N, C, H, W] with channels last, other shapes as they are.
at::Tensor channelsLast(const at::Tensor& t, bool image) {
  return image && t.defined() ? t.movedim(-3, -1) : t;
}

class LayerNorm : public Layer {
 public:
  LayerNorm(const LayerNormSpec& spec, const LayerParts& parts)
      : weight_(spec.affine ? parts.parameters.at(0) : at::Tensor()),
        bias_(spec.affine ? parts.parameters.at(1) : at::Tensor()),
        image_(parts.input.size() == 3),
        eps_(spec.eps) {}

  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override {
    // libtorch normalizes contiguous memory, which an image has in this order.
    const at::Tensor ordered = channelsLast(x, image_);
    const at::Tensor y =
        at::layer_norm(ordered, ordered.sizes().slice(1), channelsLast(weight_, image_),
                       channelsLast(bias_, image_), eps_);
    return image_ ? y.movedim(-1, -3) : y;
  }

  bool outputMayBeOverwritten() const override { return true; }

 private:
  at::Tensor weight_;
  at::Tensor bias_;
  bool image_;
  double eps_;
};

}  // namespace

LayerPlan plan(const LayerNormSpec& spec, const Shape& input) {
  LayerPlan layer{input, {}, {}};
  if (spec.affine) {
    layer.parameters.push_back({"weight", input, {FirstValues::Kind::ones}});
    layer.parameters.push_back({"bias", input, {FirstValues::Kind::zeros}});
  }
  return layer;
}

std::unique_ptr<Layer> make(const LayerNormSpec& spec, const LayerParts& parts) {
  return std::make_unique<LayerNorm>(spec, parts);
}

}  // namespace layca
