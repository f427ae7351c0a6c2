// The loops of block_kernels.h over float32 that large networks wait for, with k = 0, where a
// processor may have better ones than the compiler finds.
#pragma once

#include "numeric/block_kernels.h"

namespace layca {

struct FloatKernels {
  Products (*products)(const float* w, const float* s, std::int64_t n);
  Distances (*distances)(const float* w, const float* reference, std::int64_t n);
  void (*combine)(float* w, double c, double b, const float* s, std::int64_t n);
  /// The weights get the bits that `combine` gives them.
  StepMeasure (*measuredCombine)(float* w, double c, double b, const float* s, const float* initial,
                                 std::int64_t n);
  StepMeasure (*measure)(const float* w, const float* before, const float* initial, std::int64_t n);
};

/// By hand for AVX2 with FMA: gcc widens float32 to float64 in halves that it first has to take
/// apart, half as fast as memory. Null where they cannot run.
const FloatKernels* avx2Kernels();

}  // namespace layca
