// The lists of hazards, by what goes wrong.
//
// Add a row only with the arguments that show it, in test/unit/tensor/refusals.test.ts.
#pragma once

#include <cstddef>
#include <string_view>

#include "call_hazards.h"

namespace layca::binding {

/// Rows of one of the lists below, which live as long as the process.
struct HazardList {
  const Hazard* rows;
  size_t count;

  const Hazard* begin() const { return rows; }
  const Hazard* end() const { return rows + count; }
};

/// Numbers that the processor cannot divide by, that LAPACK or a random draw cannot take, or up to
/// which libtorch counts.
HazardList numberHazards();

/// Indices, pivots, offsets and modes that kernels follow without a look at them.
HazardList indexHazards();

/// Weights and statistics of layers that are fewer than the kernel reads.
HazardList layerHazards();

constexpr std::string_view kUnchecked = "libtorch reads past the end of what is given";

}  // namespace layca::binding
