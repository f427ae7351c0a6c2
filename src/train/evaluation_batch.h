// The batches in which samples go through a network that is not trained on them.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/network_plan.h"

namespace layca {

/// The samples from `begin` to before `end`.
struct SampleRange {
  std::int64_t begin;
  std::int64_t end;
};

/// `count` samples in batches of as many as make a million numbers at the network's widest layer,
/// at most 1000: enough for full speed of the products, few enough for the caches to hold what a
/// layer hands on.
std::vector<SampleRange> evaluationBatches(const NetworkPlan& plan, std::int64_t count);

}  // namespace layca
