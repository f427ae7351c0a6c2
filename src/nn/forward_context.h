// What a forward pass depends on beside its input and the weights.
#pragma once

#include <cstdint>

namespace layca {

/// `{}` is an evaluation; the rest matters in training alone.
struct ForwardContext {
  bool training = false;
  // What names dropout's masks, so that no generator's state need be kept.
  /// The run's seed.
  std::uint64_t seed = 0;
  /// Updates done before this pass.
  std::int64_t update = 0;
  /// Place of the first sample of the input among those of its update: 0 unless an update takes
  /// several batches, which then have the masks that one large batch would have.
  std::int64_t firstSample = 0;
};

}  // namespace layca
