// Automatic mixed precision on the calling thread: matrix products and convolutions in bfloat16
// from float32 weights, which are cast once as long as a guard lives.
#pragma once

#include <ATen/core/Tensor.h>

namespace layca {

class AutocastGuard {
 public:
  /// Does nothing where `enabled` is false.
  AutocastGuard(bool enabled, at::DeviceType device);
  ~AutocastGuard();
  AutocastGuard(const AutocastGuard&) = delete;
  AutocastGuard& operator=(const AutocastGuard&) = delete;

 private:
  bool enabled_;
  at::DeviceType device_;
  bool wasEnabled_ = false;
  at::ScalarType type_ = at::kFloat;
};

}  // namespace layca
