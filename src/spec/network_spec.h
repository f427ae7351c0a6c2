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

struct ReluSpec {};

struct FlattenSpec {};

struct BatchNormSpec {
  bool affine;
  double momentum;
  double eps;
};

using LayerKindSpec = std::variant<LinearSpec, ReluSpec, FlattenSpec, BatchNormSpec>;

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
