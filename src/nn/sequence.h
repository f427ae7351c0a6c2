// Layers one after the other: a network's, or those of one path through a residual.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

#include "nn/forward_context.h"
#include "nn/layer.h"

namespace layca {

class Sequence {
 public:
  static constexpr std::size_t kEnd = std::numeric_limits<std::size_t>::max();

  void add(std::unique_ptr<Layer> layer) { layers_.push_back(std::move(layer)); }
  bool empty() const { return layers_.empty(); }

  /// Layers `from` … `to`−1 on x [N, …]; `mayOverwrite`: nobody else needs the values of x.
  at::Tensor forward(at::Tensor x, const ForwardContext& context, bool mayOverwrite,
                     std::size_t from = 0, std::size_t to = kEnd) const;
  /// Of layer `index` (see Layer); false where there is none.
  bool takesContiguous(std::size_t index) const;
  /// Of the last layer (see Layer); false where there is none.
  bool outputMayBeOverwritten() const;
  /// Of any of the layers before `to` (see Layer).
  bool dependsOnTraining(std::size_t to = kEnd) const;

 private:
  std::vector<std::unique_ptr<Layer>> layers_;
};

}  // namespace layca
