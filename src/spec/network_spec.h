// The network part of the run spec (spec.md, Network): plain values, one struct a kind.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace layca {

struct VectorInput {
  std::int64_t features;
};

struct ImageInput {
  std::int64_t channels;
  std::int64_t height;
  std::int64_t width;
};

using InputSpec = std::variant<VectorInput, ImageInput>;

enum class InitKind {
  torch,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  orthogonal,
  zeros,
};

/// How a kernel is drawn; `gain`, where given, multiplies what was drawn.
struct InitSpec {
  InitKind kind = InitKind::torch;
  std::optional<double> gain;
};

struct LinearSpec {
  std::int64_t outFeatures;
  bool bias;
  InitSpec init;
};

/// Zeros around an image; none in number where `same`: the output then has ⌈size/stride⌉ pixels,
/// and the odd one of an uneven padding lies right and bottom.
struct Padding {
  bool same = false;
  std::int64_t pixels = 0;
};

struct Conv2dSpec {
  std::int64_t outChannels;
  std::int64_t kernelSize;
  std::int64_t stride;
  Padding padding;
  std::int64_t dilation;
  std::int64_t groups;
  bool bias;
  InitSpec init;
};

struct BatchNormSpec {
  bool affine;
  double momentum;
  double eps;
};

struct LayerNormSpec {
  double eps;
  bool affine;
};

struct GroupNormSpec {
  std::int64_t numGroups;
  double eps;
  bool affine;
};

struct ReluSpec {};

struct LeakyReluSpec {
  double negativeSlope;
};

enum class GeluApproximation { none, tanh };

struct GeluSpec {
  GeluApproximation approximate;
};

struct SigmoidSpec {};

struct TanhSpec {};

struct DropoutSpec {
  double p;
};

struct MaxPool2dSpec {
  std::int64_t kernelSize;
  std::int64_t stride;
  Padding padding;
};

struct AvgPool2dSpec {
  std::int64_t kernelSize;
  std::int64_t stride;
  Padding padding;
};

struct GlobalAvgPoolSpec {};

struct FlattenSpec {};

struct LayerSpec;

/// branch(x) + shortcut(x); a shortcut without layers is the identity.
struct ResidualSpec {
  std::vector<LayerSpec> branch;
  std::vector<LayerSpec> shortcut;
};

using LayerKindSpec =
    std::variant<LinearSpec, Conv2dSpec, BatchNormSpec, LayerNormSpec, GroupNormSpec, ReluSpec,
                 LeakyReluSpec, GeluSpec, SigmoidSpec, TanhSpec, DropoutSpec, MaxPool2dSpec,
                 AvgPool2dSpec, GlobalAvgPoolSpec, FlattenSpec, ResidualSpec>;

struct LayerSpec {
  /// Its index in its list where absent.
  std::optional<std::string> name;
  LayerKindSpec kind;
};

struct NetworkSpec {
  InputSpec input;
  std::vector<LayerSpec> layers;
};

}  // namespace layca
