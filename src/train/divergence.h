// Where numbers stopped being finite.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "nn/network.h"

namespace layca {

/// Name of the first layer, from `from` on, whose output for `inputs` is not finite in that forward
/// pass; empty where all are (the loss itself then is not). Runs the pass again.
std::string firstDivergedLayer(Network& network, const at::Tensor& inputs,
                               const ForwardContext& context, std::size_t from);

/// `the loss is not finite at epoch 3, step 57 (layer "4")`
std::string divergenceText(const std::string& what, std::int64_t epoch, std::int64_t step,
                           const std::string& layer);

}  // namespace layca
