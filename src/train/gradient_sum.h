// The gradient of one update: the mean over the samples of one batch or of several, clipped.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace layca {

class GradientSum {
 public:
  /// Adds the gradient of a batch's mean loss. The mean over all of them weighs samples alike, so
  /// that it is that of one large batch.
  void add(std::vector<at::Tensor> gradients, std::int64_t samples);
  /// The mean, and none left.
  std::vector<at::Tensor> take();

 private:
  std::vector<at::Tensor> sums_;
  std::int64_t samples_ = 0;
  /// Whether `sums_` holds the mean of a single batch.
  bool single_ = false;
};

/// As torch.nn.utils.clip_grad_norm_: where the norm of all gradients together is over `most`, they
/// are scaled by most/(norm + 1e-6). Returns what that norm was.
double clipNorm(const std::vector<at::Tensor>& gradients, double most);

}  // namespace layca
