// Batch normalization in training, with the ReLU before or after it, as one node of autograd's
// graph.
#pragma once

#include <ATen/core/Tensor.h>

#include "nn/normalize.h"

namespace layca {

/// x normalized by the map, whose mean and inverse are those of the batch itself. `weight` and
/// `bias` may be undefined; they give the gradients' places, the map has their values. Where `form`
/// keeps the output, x is overwritten, and the output is x̂: no weight, no bias.
at::Tensor normalizedBatch(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                           const ChannelMap& map, const NormalizedForm& form);

}  // namespace layca
