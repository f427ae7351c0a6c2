#include "train/evaluation_batch.h"

#include <algorithm>

namespace layca {

namespace {

constexpr std::int64_t kElements = std::int64_t{1} << 20;
constexpr std::int64_t kMost = 1000;

}  // namespace

std::vector<SampleRange> evaluationBatches(const NetworkPlan& plan, std::int64_t count) {
  std::int64_t widest = elementCount(plan.input);
  for (const PlannedLayer* layer : inForwardOrder(plan.layers)) {
    widest = std::max(widest, elementCount(layer->plan.output));
  }
  const std::int64_t size = std::clamp<std::int64_t>(kElements / widest, 1, kMost);
  std::vector<SampleRange> batches;
  for (std::int64_t begin = 0; begin < count; begin += size) {
    batches.push_back({begin, std::min(count, begin + size)});
  }
  return batches;
}

}  // namespace layca
