#include "nn/activations.h"

#include <ATen/ATen.h>

namespace layca {

namespace {

class Relu : public Layer {
 public:
  at::Tensor forward(at::Tensor x, const ForwardContext&, bool mayOverwrite) override {
    return mayOverwrite ? at::relu_(x) : at::relu(x);
  }

  bool isRelu() const override { return true; }
};

class LeakyRelu : public Layer {
 public:
  explicit LeakyRelu(double negativeSlope) : negativeSlope_(negativeSlope) {}

  at::Tensor forward(at::Tensor x, const ForwardContext&, bool mayOverwrite) override {
    // Its gradient is found from the output where that has the sign of the input.
    return mayOverwrite && negativeSlope_ >= 0 ? at::leaky_relu_(x, negativeSlope_)
                                               : at::leaky_relu(x, negativeSlope_);
  }

 private:
  double negativeSlope_;
};

class Gelu : public Layer {
 public:
  explicit Gelu(GeluApproximation approximate)
      : approximate_(approximate == GeluApproximation::tanh ? "tanh" : "none") {}

  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override {
    return at::gelu(x, approximate_);
  }

  bool outputMayBeOverwritten() const override { return true; }

 private:
  const char* approximate_;
};

class Sigmoid : public Layer {
 public:
  at::Tensor forward(at::Tensor x, const ForwardContext&, bool mayOverwrite) override {
    return mayOverwrite ? at::sigmoid_(x) : at::sigmoid(x);
  }
};

class Tanh : public Layer {
 public:
  at::Tensor forward(at::Tensor x, const ForwardContext&, bool mayOverwrite) override {
    return mayOverwrite ? at::tanh_(x) : at::tanh(x);
  }
};

LayerPlan unchanged(const Shape& input) { return {input, {}, {}}; }

}  // namespace

LayerPlan plan(const ReluSpec&, const Shape& input) { return unchanged(input); }

std::unique_ptr<Layer> make(const ReluSpec&, const LayerParts&) { return std::make_unique<Relu>(); }

LayerPlan plan(const LeakyReluSpec&, const Shape& input) { return unchanged(input); }

std::unique_ptr<Layer> make(const LeakyReluSpec& spec, const LayerParts&) {
  return std::make_unique<LeakyRelu>(spec.negativeSlope);
}

LayerPlan plan(const GeluSpec&, const Shape& input) { return unchanged(input); }

std::unique_ptr<Layer> make(const GeluSpec& spec, const LayerParts&) {
  return std::make_unique<Gelu>(spec.approximate);
}

LayerPlan plan(const SigmoidSpec&, const Shape& input) { return unchanged(input); }

std::unique_ptr<Layer> make(const SigmoidSpec&, const LayerParts&) {
  return std::make_unique<Sigmoid>();
}

LayerPlan plan(const TanhSpec&, const Shape& input) { return unchanged(input); }

std::unique_ptr<Layer> make(const TanhSpec&, const LayerParts&) { return std::make_unique<Tanh>(); }

}  // namespace layca
