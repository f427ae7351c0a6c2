// A network with its tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "nn/network_plan.h"
#include "nn/sequence.h"

namespace layca {

/// Tensors by PyTorch's keys, in PyTorch's order.
using StateDict = std::vector<std::pair<std::string, at::Tensor>>;

struct Parameter {
  std::string key;
  /// Index of the network's layer that it belongs to: of the residual, where it stands in one.
  std::size_t layer;
  /// Full name of its layer: `4.branch.0`.
  std::string owner;
  /// PyTorch's sizes. It is dense, but not always contiguous: convolution kernels have the memory
  /// format of nn/layout.h. What walks through its memory (steps, buffers, sums, distances) needs
  /// its partners in the same order, as copies by `clone()` and `empty_like()` are.
  at::Tensor value;
  /// Index among the kernels, −1 for other parameters.
  int kernel;
};

class Network {
 public:
  static constexpr std::size_t kEnd = Sequence::kEnd;

  /// Takes the memory, uninitialized but for buffers; `options`: precision and device. `autocast`:
  /// compute in bfloat16 where that is safe, weights and what comes out as `options` says.
  Network(const NetworkSpec& spec, NetworkPlan plan, const at::TensorOptions& options,
          bool autocast = false);

  void draw(std::uint64_t seed);
  /// Copies values in; keys and shapes must be exactly the network's (InputError
  /// naming `place`).
  void load(const StateDict& state, const std::string& place = "initialWeights");

  /// Layers `from` … `to`−1 on x [N, …].
  at::Tensor forward(const at::Tensor& x, const ForwardContext& context, std::size_t from = 0,
                     std::size_t to = kEnd) const;

  /// Its owner has moved or converted its tensors: they are of `options` now.
  void moved(const at::TensorOptions& options) { options_ = options; }

  /// How images should lie that go into layer `from`; others are turned.
  at::MemoryFormat inputFormat(std::size_t from = 0) const;

  const NetworkPlan& plan() const { return plan_; }
  /// In forward order.
  std::vector<Parameter>& parameters() { return parameters_; }
  /// Shares memory, and its order, with the network.
  StateDict state() const;
  /// Whether layers 0 … `to`−1 compute the same in training as in evaluation, without side effects.
  bool prefixIsPure(std::size_t to) const;

 private:
  /// Layers with their tensors; `top`: index of the network's layer they belong to, where there is
  /// one.
  Sequence build(const std::vector<LayerSpec>& specs, const std::vector<PlannedLayer>& planned,
                 const std::size_t* top);
  LayerParts take(const PlannedLayer& planned, std::size_t top);

  NetworkPlan plan_;
  at::TensorOptions options_;
  bool autocast_;
  Sequence layers_;
  std::vector<Parameter> parameters_;
  StateDict state_;
  std::uint32_t built_ = 0;
  int kernels_ = 0;
};

/// A copy with memory of its own, in the same order.
StateDict cloneState(const StateDict& state);

/// The same for others than the engine: contiguous.
StateDict contiguousCopy(const StateDict& state);

/// Throws InputError, the key in its place, where keys or shapes differ from the plan's.
void checkState(const NetworkPlan& plan, const StateDict& state, const std::string& place);

}  // namespace layca
