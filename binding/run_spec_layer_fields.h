// The fields of every kind of layer, once for both directions: `fields` is a reader or a writer
// with the same methods.
#pragma once

#include "run_spec_names.h"
#include "spec/network_spec.h"

namespace layca::binding {

/// The kinds in the order of LayerKindSpec.
inline constexpr Words<std::size_t, std::variant_size_v<LayerKindSpec>> kLayerKinds{
    {{"linear", 0},
     {"conv2d", 1},
     {"batchNorm", 2},
     {"layerNorm", 3},
     {"groupNorm", 4},
     {"relu", 5},
     {"leakyRelu", 6},
     {"gelu", 7},
     {"sigmoid", 8},
     {"tanh", 9},
     {"dropout", 10},
     {"maxPool2d", 11},
     {"avgPool2d", 12},
     {"globalAvgPool", 13},
     {"flatten", 14},
     {"residual", 15}}};

inline constexpr Words<GeluApproximation, 2> kGeluApproximations{
    {{"none", GeluApproximation::none}, {"tanh", GeluApproximation::tanh}}};

template <typename Fields>
void visitFields(Fields& fields, LinearSpec& layer) {
  fields.size("outFeatures", layer.outFeatures);
  fields.flag("bias", layer.bias);
  fields.init("init", layer.init);
}

template <typename Fields>
void visitFields(Fields& fields, Conv2dSpec& layer) {
  fields.size("outChannels", layer.outChannels);
  fields.size("kernelSize", layer.kernelSize);
  fields.size("stride", layer.stride);
  fields.padding("padding", layer.padding);
  fields.size("dilation", layer.dilation);
  fields.size("groups", layer.groups);
  fields.flag("bias", layer.bias);
  fields.init("init", layer.init);
}

template <typename Fields>
void visitFields(Fields& fields, BatchNormSpec& layer) {
  fields.flag("affine", layer.affine);
  fields.real("momentum", layer.momentum, 0, 1);
  fields.real("eps", layer.eps, 0);
}

template <typename Fields>
void visitFields(Fields& fields, LayerNormSpec& layer) {
  fields.real("eps", layer.eps, 0);
  fields.flag("affine", layer.affine);
}

template <typename Fields>
void visitFields(Fields& fields, GroupNormSpec& layer) {
  fields.size("numGroups", layer.numGroups);
  fields.real("eps", layer.eps, 0);
  fields.flag("affine", layer.affine);
}

template <typename Fields>
void visitFields(Fields& fields, LeakyReluSpec& layer) {
  fields.real("negativeSlope", layer.negativeSlope);
}

template <typename Fields>
void visitFields(Fields& fields, GeluSpec& layer) {
  fields.word("approximate", layer.approximate, kGeluApproximations);
}

template <typename Fields>
void visitFields(Fields& fields, DropoutSpec& layer) {
  fields.real("p", layer.p, 0, 1);
}

template <typename Fields>
void visitFields(Fields& fields, MaxPool2dSpec& layer) {
  fields.size("kernelSize", layer.kernelSize);
  fields.size("stride", layer.stride);
  fields.padding("padding", layer.padding);
}

template <typename Fields>
void visitFields(Fields& fields, AvgPool2dSpec& layer) {
  fields.size("kernelSize", layer.kernelSize);
  fields.size("stride", layer.stride);
  fields.padding("padding", layer.padding);
}

template <typename Fields>
void visitFields(Fields& fields, ResidualSpec& layer) {
  fields.layers("branch", layer.branch, 1);
  fields.layers("shortcut", layer.shortcut, 0);
}

/// The kinds without fields.
template <typename Fields, typename Kind>
void visitFields(Fields&, Kind&) {
  static_assert(std::is_empty_v<Kind>, "a kind with fields needs a visitFields of its own");
}

}  // namespace layca::binding
