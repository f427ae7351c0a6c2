#include "sparse_indices.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace layca::binding {
namespace {

/// What libtorch calls them, as methods that give them and as arguments of what makes a tensor.
constexpr std::array<std::string_view, 7> kNames = {
    "indices",     "crow_indices",       "col_indices",  "ccol_indices",
    "row_indices", "compressed_indices", "plain_indices"};

bool areIndices(const std::string& name) {
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

void copy(c10::IValue& value) { value = value.toTensor().clone(); }

}  // namespace

SparseIndices::SparseIndices(const std::string& name, const c10::FunctionSchema& schema)
    : taken_(areIndices(name)) {
  if (name.rfind("sparse_", 0) != 0) return;
  for (size_t i = 0; i < schema.arguments().size(); ++i) {
    if (areIndices(schema.arguments()[i].name())) given_.push_back(i);
  }
}

void SparseIndices::copyGiven(torch::jit::Stack& arguments) const {
  for (const size_t index : given_) copy(arguments[index]);
}

void SparseIndices::copyTaken(torch::jit::Stack& results) const {
  if (taken_) copy(results.front());
}

}  // namespace layca::binding
