// The indices of sparse tensors, which kernels trust: libtorch checks them once, where a tensor is
// made.
#pragma once

#include <ATen/core/function_schema.h>
#include <ATen/core/stack.h>

#include <string>
#include <vector>

namespace layca::binding {

/// Copies indices on their way into and out of sparse tensors, so that nobody can write to those
/// that were checked.
class SparseIndices {
 public:
  /// `name` is the operator's, without namespace.
  SparseIndices(const std::string& name, const c10::FunctionSchema& schema);

  void copyGiven(torch::jit::Stack& arguments) const;
  void copyTaken(torch::jit::Stack& results) const;

 private:
  std::vector<size_t> given_;  // Where the indices of a tensor to be made lie.
  bool taken_;                 // The result is the indices of a tensor.
};

}  // namespace layca::binding
