// How many samples go through a network at once where no gradient is asked for.
#pragma once

#include <cstdint>

#include "nn/network_plan.h"

namespace layca {

/// As many samples as make a million numbers at the network's widest layer, at most 1000: enough
/// for full speed of the products, few enough for the caches to hold what a layer hands on.
std::int64_t evaluationBatch(const NetworkPlan& plan);

}  // namespace layca
