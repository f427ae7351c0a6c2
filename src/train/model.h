// A network with given weights, for use after training.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "nn/network.h"
#include "spec/run_spec.h"
#include "train/normalization.h"
#include "train/samples.h"

namespace layca {

class Model {
 public:
  /// Copies the weights in. Throws InputError where a spec, the weights or the normalization do not
  /// fit or are not finite, or the device is not there.
  Model(const NetworkSpec& network, const StateDict& weights, Normalization normalization,
        const std::string& device, Precision precision);

  /// The network's output [N, classes] for inputs [N, …] (uint8, float32 or float64), on the CPU,
  /// in evaluation mode. Throws InputError where the inputs do not fit or are not finite.
  at::Tensor logits(const at::Tensor& inputs) const;

 private:
  NetworkPlan plan_;
  at::TensorOptions options_;
  Normalization normalization_;
  Network network_;
};

}  // namespace layca
