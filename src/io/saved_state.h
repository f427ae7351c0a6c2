// What parts of a run put into a checkpoint and take out of it: tensors by name. Numbers are
// float64 tensors, so that they come back bit for bit.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace layca {

class SavedState {
 public:
  using Entries = std::vector<std::pair<std::string, at::Tensor>>;

  SavedState() = default;
  explicit SavedState(Entries entries) : entries_(std::move(entries)) {}

  void put(const std::string& name, at::Tensor tensor);
  void put(const std::string& name, const std::vector<double>& numbers);
  void put(const std::string& name, const std::vector<std::int64_t>& numbers);

  bool has(const std::string& name) const;
  /// Throws InputError naming the entry where it is missing or of another type.
  const at::Tensor& tensor(const std::string& name) const;
  std::vector<double> reals(const std::string& name) const;
  /// As many as `count`, each ≥ 0.
  std::vector<std::int64_t> integers(const std::string& name, std::size_t count) const;
  /// Copies an entry into a tensor of its shape and type; throws InputError where it does not fit.
  void copyInto(const std::string& name, const at::Tensor& tensor) const;
  /// The entries whose names begin with `prefix`, without it.
  Entries under(const std::string& prefix) const;

  const Entries& entries() const { return entries_; }

 private:
  Entries entries_;
};

}  // namespace layca
