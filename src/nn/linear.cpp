#include "nn/linear.h"

#include <ATen/ATen.h>

#include "engine_errors.h"

namespace layca {

namespace {

class Linear : public Layer {
 public:
  Linear(at::Tensor weight, at::Tensor bias) : weight_(std::move(weight)), bias_(std::move(bias)) {}

  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override {
    return bias_.defined() ? at::addmm(bias_, x, weight_.t()) : at::mm(x, weight_.t());
  }

  bool outputMayBeOverwritten() const override { return true; }

 private:
  at::Tensor weight_;
  at::Tensor bias_;
};

}  // namespace

LayerPlan plan(const LinearSpec& spec, const Shape& input) {
  if (input.size() != 1) {
    throw InputError("expected an input of [N, features] but received " + shapeText(input) +
                     " a sample");
  }
  const std::int64_t in = input[0];
  const std::int64_t out = spec.outFeatures;
  LayerPlan layer{{out}, {}, {}};
  layer.parameters.push_back(
      {"weight", {out, in}, {FirstValues::Kind::kernel, spec.init, in, out}});
  if (spec.bias) {
    layer.parameters.push_back({"bias", {out}, {FirstValues::Kind::bias, spec.init, in, out}});
  }
  return layer;
}

std::unique_ptr<Layer> make(const LinearSpec& spec, const LayerParts& parts) {
  return std::make_unique<Linear>(parts.parameters.at(0),
                                  spec.bias ? parts.parameters.at(1) : at::Tensor());
}

}  // namespace layca
