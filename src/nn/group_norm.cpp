#include "nn/group_norm.h"

#include <ATen/ATen.h>

#include "engine_errors.h"

namespace layca {

namespace {

class GroupNorm : public Layer {
 public:
  GroupNorm(const GroupNormSpec& spec, const LayerParts& parts)
      : weight_(spec.affine ? parts.parameters.at(0) : at::Tensor()),
        bias_(spec.affine ? parts.parameters.at(1) : at::Tensor()),
        groups_(spec.numGroups),
        eps_(spec.eps) {}

  at::Tensor forward(at::Tensor x, const ForwardContext&, bool) override {
    return at::group_norm(x, groups_, weight_, bias_, eps_);
  }

  bool outputMayBeOverwritten() const override { return true; }

 private:
  at::Tensor weight_;
  at::Tensor bias_;
  std::int64_t groups_;
  double eps_;
};

}  // namespace

LayerPlan plan(const GroupNormSpec& spec, const Shape& input) {
  const std::int64_t channels = input.at(0);
  if (channels % spec.numGroups != 0) {
    throw InputError("expected numGroups to divide " + std::to_string(channels) +
                     " channels but received " + std::to_string(spec.numGroups));
  }
  LayerPlan layer{input, {}, {}};
  if (spec.affine) {
    layer.parameters.push_back({"weight", {channels}, {FirstValues::Kind::ones}});
    layer.parameters.push_back({"bias", {channels}, {FirstValues::Kind::zeros}});
  }
  return layer;
}

std::unique_ptr<Layer> make(const GroupNormSpec& spec, const LayerParts& parts) {
  return std::make_unique<GroupNorm>(spec, parts);
}

}  // namespace layca
