// A network with its tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "nn/network_plan.h"

namespace layca {

/// Tensors by PyTorch's keys, in PyTorch's order.
using StateDict = std::vector<std::pair<std::string, at::Tensor>>;

struct Parameter {
  std::string key;
  /// Index of its layer in the network.
  std::size_t layer;
  at::Tensor value;
  /// Index among the kernels, −1 for other parameters.
  int kernel;
};

class Network {
 public:
  static constexpr std::size_t kEnd = std::numeric_limits<std::size_t>::max();

  /// Takes the memory, uninitialized but for buffers; `options`: precision and device. `autocast`:
  /// compute in bfloat16 where that is safe, weights and what comes out as `options` says.
  Network(const NetworkSpec& spec, NetworkPlan plan, const at::TensorOptions& options,
          bool autocast = false);

  void draw(std::uint64_t seed);
  /// Copies values in; keys and shapes must be exactly the network's (InputError).
  void load(const StateDict& state);

  /// Layers `from` … `to`−1 on x [N, …].
  at::Tensor forward(at::Tensor x, bool training, std::size_t from = 0, std::size_t to = kEnd);

  const NetworkPlan& plan() const { return plan_; }
  /// In forward order.
  std::vector<Parameter>& parameters() { return parameters_; }
  /// Shares memory with the network.
  StateDict state() const;
  /// Whether layers 0 … `to`−1 compute the same in training as in evaluation, without side effects.
  bool prefixIsPure(std::size_t to) const;

 private:
  NetworkPlan plan_;
  at::TensorOptions options_;
  bool autocast_;
  std::vector<std::unique_ptr<Layer>> layers_;
  std::vector<Parameter> parameters_;
  StateDict state_;
};

/// A copy with memory of its own.
StateDict cloneState(const StateDict& state);

/// Throws InputError, the key in its place, where keys or shapes differ from the plan's.
void checkState(const NetworkPlan& plan, const StateDict& state, const std::string& place);

}  // namespace layca
