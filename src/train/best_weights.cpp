#include "train/best_weights.h"

#include <ATen/ATen.h>

#include <utility>

namespace layca {

namespace {

bool isBetter(const Figures& figures, const Figures& than) {
  if (figures.accuracy && than.accuracy && *figures.accuracy != *than.accuracy) {
    return *figures.accuracy > *than.accuracy;
  }
  return figures.loss < than.loss;
}

}  // namespace

void BestWeights::offer(const Figures& validation, const StateDict& state) {
  if (figures_ && !isBetter(validation, *figures_)) return;
  figures_ = validation;
  if (state_.empty()) {
    state_ = cloneState(state);
    return;
  }
  const at::NoGradGuard noGrad;
  for (std::size_t i = 0; i < state.size(); ++i) state_[i].second.copy_(state[i].second);
}

void BestWeights::restore(Network& network) const {
  const at::NoGradGuard noGrad;
  if (figures_) network.load(state_);
}

void BestWeights::resume(const Figures& figures, StateDict state) {
  figures_ = figures;
  state_ = std::move(state);
}

}  // namespace layca
