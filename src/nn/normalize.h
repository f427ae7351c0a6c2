// Batch normalization with the ReLU before or after it in as few passes through memory as there can
// be, where channels lie side by side on the CPU. Results do not depend on the number of threads.
#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "nn/normalize_kernels.h"

namespace layca {

/// A number a channel.
using PerChannel = std::vector<double>;

struct ChannelMoments {
  PerChannel mean;
  /// Divided by the count.
  PerChannel variance;
};

/// What a normalization makes of each channel: x̂ = (x − mean)·inverse, and its output x·scale +
/// shift.
struct ChannelMap {
  PerChannel mean;
  PerChannel inverse;
  PerChannel scale;
  PerChannel shift;
};

/// How a forward pass went, as its backward pass must know it.
struct NormalizedForm {
  BesideRelu relu = BesideRelu::none;
  /// What is kept is the output, x̂ itself, in place of the input.
  bool keepsOutput = false;
};

/// Sums over the gradient g of the output.
struct ChannelGradients {
  /// Σ g: of the shift.
  PerChannel sums;
  /// Σ g·x̂: of the weight.
  PerChannel products;
};

/// Whether the kernels can take it: float32 or float64 on the CPU, [N, C], or [N, C, H, W] with
/// channels last.
bool liesInRows(const at::Tensor& x);

/// Of max(0, x) where `relu`.
ChannelMoments channelMoments(const at::Tensor& x, bool relu);

/// Writes to `out`, which may be x. Where `form` keeps the output and has a ReLU before it, the
/// output tells where that has cut; scales must not be negative then.
void normalizeInto(const at::Tensor& out, const at::Tensor& x, const ChannelMap& map,
                   const NormalizedForm& form);

/// `kept`: the input or the output, as `form` says.
ChannelGradients channelGradients(const at::Tensor& g, const at::Tensor& kept,
                                  const ChannelMap& map, const NormalizedForm& form);

/// Writes the gradient of the input of a training pass to `out`, which may be g.
void inputGradientInto(const at::Tensor& out, const at::Tensor& g, const at::Tensor& kept,
                       const ChannelMap& map, const ChannelGradients& gradients,
                       const NormalizedForm& form);

}  // namespace layca
