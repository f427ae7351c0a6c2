// An operator of libtorch's dispatcher, ready to be called with JavaScript values.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "call_hazards.h"
#include "convert_argument.h"
#include "environment.h"
#include "napi_setup.h"
#include "sparse_indices.h"

namespace layca::binding {

class BoundOperator {
 public:
  explicit BoundOperator(const c10::OperatorHandle& handle);

  /// Converts the arguments, calls boxed, converts back. Autograd follows the environment's switch.
  ///
  /// After the operator comes the object that owns the result where that is a tensor, whose id is
  /// returned; a list of them where several are; or null. Then what is given in another form than
  /// its own, by a bit each; then the operator's arguments by position.
  Napi::Value call(const Napi::CallbackInfo& info, Environment& environment) const;

 private:
  void convertArguments(const Napi::CallbackInfo& info, TensorRegistry& tensors,
                        torch::jit::Stack& stack) const;
  void run(torch::jit::Stack& stack, const Environment& environment) const;
  Napi::Value resultOf(const Napi::CallbackInfo& info, Environment& environment,
                       torch::jit::Stack& stack) const;
  void refuseHazards(const Napi::CallbackInfo& info, const TensorRegistry& tensors,
                     const torch::jit::Stack& stack) const;

  c10::OperatorHandle handle_;
  std::string name_;
  bool writes_;
  bool returnsSelf_;  // Its only result is its first argument, changed in place.
  bool resizes_;      // The first argument may get other sizes.
  std::vector<ArgumentConverter> converters_;
  std::vector<BoundHazard> hazards_;
  SparseIndices sparseIndices_;
  mutable torch::jit::Stack spare_;  // Room of the last call's; none while one is under way.
};

/// The operators an environment has called, bound once each.
class OperatorTable {
 public:
  explicit OperatorTable(Environment& environment) : environment_(environment) {}

  Environment& environment() const { return environment_; }

  /// The number of an operator. Throws BadArgument for unknown ones and for those of
  /// call_refusals.h.
  uint32_t find(const std::string& qualifiedName, const std::string& overload);

  /// The operator of a number that `find` gave. Throws BadArgument for anything else.
  const BoundOperator& at(const Napi::Value& number) const;

 private:
  Environment& environment_;
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::unique_ptr<BoundOperator>> bound_;
};

}  // namespace layca::binding
