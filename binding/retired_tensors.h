// Small tensors that ended. Each operator that follows frees one: malloc hands the last few pieces
// on at once, but merges what thousands of tensors leave to it and cuts it up again.
//
// What is freed has left the processor's caches, and from there goes to the next tensor: its parts
// are fetched while earlier ones are freed. On a machine whose caches others use, too, that is up
// to a fifth of a small operator.
#pragma once

#include <ATen/ATen.h>

#include <vector>

#include "napi_setup.h"
#include "tensor_entry.h"

namespace layca::binding {

class RetiredTensors {
 public:
  explicit RetiredTensors(napi_env env) : env_(env) {}

  /// Takes the entry's tensor and its reference, where the tensor is so small that it may wait.
  ///
  /// @param recordedToo whether what autograd has recorded may wait; how much that holds is unknown
  /// @return whether it has taken them
  bool take(TensorEntry& entry, bool recordedToo);

  /// Frees the one that was taken last, if there is one.
  void freeOne();

  void freeAll();

 private:
  struct Remains {
    at::Tensor tensor;
    napi_ref weak;
  };

  void fetchNext() const;

  napi_env env_;
  std::vector<Remains> waiting_;
};

}  // namespace layca::binding
