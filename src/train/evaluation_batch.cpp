#include "train/evaluation_batch.h"

#include <algorithm>

namespace layca {

namespace {

constexpr std::int64_t kElements = std::int64_t{1} << 20;
constexpr std::int64_t kMost = 1000;

}  // namespace

std::int64_t evaluationBatch(const NetworkPlan& plan) {
  std::int64_t widest = elementCount(plan.input);
  for (const PlannedLayer* layer : inForwardOrder(plan.layers)) {
    widest = std::max(widest, elementCount(layer->plan.output));
  }
  return std::clamp<std::int64_t>(kElements / widest, 1, kMost);
}

}  // namespace layca
