// Block-normalized steps (Figure 7 of the paper; Yu et al., arXiv 1707.04822): w' = w − rate·s/‖s‖,
// kernel by kernel. A zero step leaves w as it is.
#pragma once

#include "optim/transform.h"

namespace layca {

std::unique_ptr<KernelTransform> make(const NormalizedSpec& spec, double rate, std::size_t kernels);

}  // namespace layca
