// libtorch writes a tensor's new sizes before it finds that the storage cannot grow.
#pragma once

#include <ATen/ATen.h>

#include <exception>

namespace layca::binding {

/// Gives a tensor its sizes and storage back where an exception ends its scope: with sizes beyond
/// its storage every later operator would read foreign memory.
class SizesGuard {
 public:
  explicit SizesGuard(const at::Tensor& tensor) : exceptions_(std::uncaught_exceptions()) {
    if (!tensor.has_storage() || tensor.layout() != at::kStrided) return;
    tensor_ = tensor;
    storage_ = tensor.storage();
    sizes_ = at::DimVector(tensor.sizes());
    strides_ = at::DimVector(tensor.strides());
    offset_ = tensor.storage_offset();
  }

  ~SizesGuard() {
    if (!tensor_.defined() || std::uncaught_exceptions() == exceptions_) return;
    c10::TensorImpl* impl = tensor_.unsafeGetTensorImpl();
    if (!impl->allow_tensor_metadata_change()) return;  // Nothing could change it.
    impl->set_storage_keep_dtype(storage_);
    impl->set_sizes_and_strides(sizes_, strides_, offset_);
  }

  SizesGuard(const SizesGuard&) = delete;
  SizesGuard& operator=(const SizesGuard&) = delete;

 private:
  int exceptions_;
  at::Tensor tensor_;
  c10::Storage storage_;
  at::DimVector sizes_;
  at::DimVector strides_;
  int64_t offset_ = 0;
};

}  // namespace layca::binding
