#include "dense_tensor.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "errors.h"
#include "run_spec_reader.h"
#include "tensor_handle.h"
#include "tensor_names.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostTensors = 100000;

/// Elements of a storage that a dense tensor takes.
struct Range {
  std::int64_t begin;
  std::int64_t end;
  std::size_t tensor;
};

}  // namespace

void requireDense(const at::Tensor& tensor, const std::string& place) {
  const bool real = tensor.scalar_type() == at::kFloat || tensor.scalar_type() == at::kDouble;
  if (!real || tensor.layout() != at::kStrided) {
    throw BadArgument(place, "a dense tensor of float32 or float64",
                      "one of " + nameOf(tensor.scalar_type()) +
                          (tensor.layout() == at::kStrided ? "" : " in another layout"));
  }
  if (!tensor.is_non_overlapping_and_dense()) {
    throw BadArgument(place, "a dense tensor of float32 or float64",
                      "one with gaps in its memory, or overlapping itself");
  }
  if (tensor.is_neg()) {
    throw BadArgument(place, "a dense tensor of float32 or float64",
                      "a view that negates what is in memory; clone() it first");
  }
}

void requireDistinct(const std::vector<at::Tensor>& tensors,
                     const std::vector<std::string>& places) {
  std::map<const c10::StorageImpl*, std::vector<Range>> storages;
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const at::Tensor& tensor = tensors[i];
    if (tensor.numel() == 0) continue;
    const auto bytes = static_cast<std::int64_t>(tensor.element_size());
    const std::int64_t begin = tensor.storage_offset() * bytes;
    storages[tensor.storage().unsafeGetStorageImpl()].push_back(
        {begin, begin + tensor.numel() * bytes, i});
  }
  for (auto& [storage, ranges] : storages) {
    std::sort(ranges.begin(), ranges.end(),
              [](const Range& a, const Range& b) { return a.begin < b.begin; });
    for (std::size_t k = 1; k < ranges.size(); ++k) {
      if (ranges[k].begin >= ranges[k - 1].end) continue;
      const auto [first, second] = std::minmax(ranges[k - 1].tensor, ranges[k].tensor);
      throw BadArgument(places[second], "memory of its own", "that of " + places[first]);
    }
  }
}

void requireUnmoved(const at::Tensor& now, const at::Tensor& then, const std::string& place) {
  const auto whole = [&] {
    const std::int64_t last = now.storage_offset() + now.numel();
    return now.storage().nbytes() >= static_cast<std::size_t>(last) * now.element_size();
  };
  const bool same = now.scalar_type() == then.scalar_type() && now.device() == then.device() &&
                    now.layout() == at::kStrided && now.is_alias_of(then) &&
                    now.storage_offset() == then.storage_offset() && now.sizes() == then.sizes() &&
                    now.strides() == then.strides() && whole();
  if (same) return;
  throw BadArgument(place, "the parameter's memory as it was when it was given",
                    "other memory: give it anew after it was moved");
}

std::vector<at::Tensor> toTensors(const Napi::Value& value, const std::string& name) {
  std::vector<at::Tensor> tensors;
  for (const Napi::Value& element : readList(value, name, 0, kMostTensors)) {
    const std::string place = name + "[" + std::to_string(tensors.size()) + "]";
    tensors.push_back(tensorOf(element, place.c_str()));
  }
  return tensors;
}

}  // namespace layca::binding
