#include "nn/flatten.h"

#include <ATen/ATen.h>

namespace layca {

namespace {

class Flatten : public Layer {
 public:
  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override { return x.flatten(1); }

  bool takesContiguous() const override { return true; }
};

}  // namespace

LayerPlan plan(const FlattenSpec&, const Shape& input) { return {{elementCount(input)}, {}, {}}; }

std::unique_ptr<Layer> make(const FlattenSpec&, const LayerParts&) {
  return std::make_unique<Flatten>();
}

}  // namespace layca
