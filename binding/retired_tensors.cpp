#include "retired_tensors.h"

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/variable.h>

#include <utility>

namespace layca::binding {
namespace {

using torch::autograd::AutogradMeta;

constexpr size_t kSmallBytes = 1 << 10;
constexpr size_t kMost = 8192;

constexpr size_t kCacheLine = 64;

// About what Node's own side of a reference takes.
constexpr size_t kReferenceBytes = 96;

/// Whether its elements take few bytes, of our own memory.
bool isSmall(const TensorEntry& entry) {
  const at::Tensor& tensor = entry.tensor;
  return entry.storage == nullptr && tensor.has_storage() &&
         tensor.storage().nbytes() <= kSmallBytes;
}

bool isRecorded(const at::Tensor& tensor) {
  return tensor.unsafeGetTensorImpl()->autograd_meta() != nullptr;
}

c10::StorageImpl* storageOf(const at::Tensor& tensor) {
  return tensor.unsafeGetTensorImpl()->unsafe_storage().unsafeGetStorageImpl();
}

/// Has the processor bring it into its caches.
void fetch(const void* start, size_t bytes) {
  if (start == nullptr) return;
  for (size_t at = 0; at < bytes; at += kCacheLine) {
    __builtin_prefetch(static_cast<const char*>(start) + at, 1);
  }
}

/// The elements, and what stands before them.
void fetchData(c10::StorageImpl* storage) {
  if (storage == nullptr) return;
  const void* data = storage->_mutable_data_ptr_no_checks().get();
  if (data != nullptr) fetch(static_cast<const char*>(data) - kCacheLine, 2 * kCacheLine);
}

}  // namespace

bool RetiredTensors::take(TensorEntry& entry, bool recordedToo) {
  if (waiting_.size() == kMost || !isSmall(entry)) return false;
  if (!recordedToo && isRecorded(entry.tensor)) return false;
  waiting_.push_back({std::move(entry.tensor), std::exchange(entry.weak, nullptr)});
  return true;
}

void RetiredTensors::freeOne() {
  if (waiting_.empty()) return;
  napi_delete_reference(env_, waiting_.back().weak);
  waiting_.pop_back();
  fetchNext();
}

void RetiredTensors::freeAll() {
  while (!waiting_.empty()) freeOne();
}

// Parts are known from one another only: of each of the next three, those that its last fetch leads
// to.
void RetiredTensors::fetchNext() const {
  const size_t left = waiting_.size();
  if (left < 3) return;
  const Remains& third = waiting_[left - 3];
  fetch(third.tensor.unsafeGetTensorImpl(), sizeof(c10::TensorImpl));
  fetch(third.weak, kReferenceBytes);

  const at::Tensor& second = waiting_[left - 2].tensor;
  fetch(storageOf(second), sizeof(c10::StorageImpl));
  fetch(torch::autograd::impl::get_autograd_meta(second), sizeof(AutogradMeta));

  const at::Tensor& first = waiting_[left - 1].tensor;
  fetchData(storageOf(first));
  const AutogradMeta* recorded = torch::autograd::impl::get_autograd_meta(first);
  if (recorded != nullptr) fetch(recorded->grad_fn_.get(), sizeof(torch::autograd::Node));
}

}  // namespace layca::binding
