// How inputs are normalized.
#pragma once

#include <vector>

namespace layca {

/// Subtracted means and dividing deviations, one of each for all of a sample or one a channel; none
/// where inputs are taken as they are.
struct Normalization {
  std::vector<double> mean;
  std::vector<double> deviation;
};

}  // namespace layca
