// The type and place of a network's tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include "spec/run_spec.h"

namespace layca {

/// Of weights and batches; bfloat16 keeps them in float32.
inline at::TensorOptions tensorOptions(Precision precision, at::Device device) {
  return at::TensorOptions()
      .dtype(precision == Precision::float64 ? at::kDouble : at::kFloat)
      .device(device);
}

}  // namespace layca
