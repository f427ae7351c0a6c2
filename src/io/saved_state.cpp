#include "io/saved_state.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <sstream>

#include "engine_errors.h"

namespace layca {

namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& message) {
  throw InputError("checkpoint[\"" + name + "\"]", message);
}

const at::Tensor* find(const SavedState::Entries& entries, const std::string& name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found == entries.end() ? nullptr : &found->second;
}

}  // namespace

void SavedState::put(const std::string& name, at::Tensor tensor) {
  entries_.emplace_back(name, std::move(tensor));
}

void SavedState::put(const std::string& name, const std::vector<double>& numbers) {
  put(name, at::tensor(numbers, at::kDouble));
}

void SavedState::put(const std::string& name, const std::vector<std::int64_t>& numbers) {
  put(name, at::tensor(numbers, at::kLong));
}

bool SavedState::has(const std::string& name) const { return find(entries_, name) != nullptr; }

const at::Tensor& SavedState::tensor(const std::string& name) const {
  const at::Tensor* tensor = find(entries_, name);
  if (tensor == nullptr) refuse(name, "expected a tensor but it is missing");
  return *tensor;
}

std::vector<double> SavedState::reals(const std::string& name) const {
  const at::Tensor& numbers = tensor(name);
  if (numbers.scalar_type() != at::kDouble || numbers.dim() != 1) {
    refuse(name, "expected float64 numbers but received another tensor");
  }
  const at::Tensor plain = numbers.cpu().contiguous();
  const double* first = plain.const_data_ptr<double>();
  return {first, first + plain.numel()};
}

std::vector<std::int64_t> SavedState::integers(const std::string& name, std::size_t count) const {
  const at::Tensor& numbers = tensor(name);
  if (numbers.scalar_type() != at::kLong || numbers.dim() != 1 ||
      numbers.numel() != static_cast<std::int64_t>(count)) {
    refuse(name,
           "expected " + std::to_string(count) + " int64 numbers but received another tensor");
  }
  const at::Tensor plain = numbers.cpu().contiguous();
  const std::int64_t* first = plain.const_data_ptr<std::int64_t>();
  const std::vector<std::int64_t> values(first, first + count);
  if (std::any_of(values.begin(), values.end(), [](std::int64_t n) { return n < 0; })) {
    refuse(name, "expected numbers ≥ 0 but received a negative one");
  }
  return values;
}

void SavedState::copyInto(const std::string& name, const at::Tensor& target) const {
  const at::Tensor& source = tensor(name);
  if (source.sizes() != target.sizes() || source.scalar_type() != target.scalar_type()) {
    std::ostringstream message;
    message << "expected " << target.scalar_type() << " " << target.sizes() << " but received "
            << source.scalar_type() << " " << source.sizes();
    refuse(name, message.str());
  }
  const at::NoGradGuard noGrad;
  target.detach().copy_(source);
}

SavedState::Entries SavedState::under(const std::string& prefix) const {
  Entries found;
  for (const auto& [name, tensor] : entries_) {
    if (name.rfind(prefix, 0) == 0) found.emplace_back(name.substr(prefix.size()), tensor);
  }
  return found;
}

}  // namespace layca
