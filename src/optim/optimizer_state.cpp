// What an optimizer remembers, outside a run's checkpoint.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "engine_errors.h"
#include "optim/optimizer.h"

namespace layca {

namespace {

constexpr const char* kStep = ".step";
constexpr const char* kInitialNorm = ".initial_norm";
constexpr const char* kUpdates = "updates";
constexpr const char* kLr = "lr";
constexpr const char* kRate = "rate";

at::Tensor number(double value) {
  return at::scalar_tensor(value, at::TensorOptions().dtype(at::kDouble));
}

at::Tensor count(std::int64_t value) {
  return at::scalar_tensor(value, at::TensorOptions().dtype(at::kLong));
}

const at::Tensor* find(const NamedTensors& tensors, const std::string& name) {
  const auto found = std::find_if(tensors.begin(), tensors.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found == tensors.end() ? nullptr : &found->second;
}

/// The names of `tensors` that `others` lack, as a list.
std::string lackedBy(const NamedTensors& others, const NamedTensors& tensors) {
  std::string names;
  for (const auto& [name, tensor] : tensors) {
    if (find(others, name) != nullptr) continue;
    names += (names.empty() ? "\"" : ", \"") + name + "\"";
  }
  return names;
}

/// Throws InputError unless the names are the same, and each tensor's shape and type.
void requireAlike(const NamedTensors& given, const NamedTensors& own, const std::string& place) {
  const std::string missing = lackedBy(given, own);
  const std::string surplus = lackedBy(own, given);
  if (!missing.empty() || !surplus.empty()) {
    std::string message = "expected the state of the same optimizer";
    if (!missing.empty()) message += "; missing key(s): " + missing;
    if (!surplus.empty()) message += "; unexpected key(s): " + surplus;
    throw InputError(place, message);
  }
  for (const auto& [name, tensor] : own) {
    const at::Tensor& other = *find(given, name);
    if (other.sizes() == tensor.sizes() && other.scalar_type() == tensor.scalar_type()) continue;
    std::ostringstream message;
    message << "expected " << c10::toString(tensor.scalar_type()) << " " << tensor.sizes()
            << " but received " << c10::toString(other.scalar_type()) << " " << other.sizes();
    throw InputError(place + "[\"" + name + "\"]", message.str());
  }
}

std::int64_t countIn(const NamedTensors& given, const std::string& name, std::int64_t most,
                     const std::string& place) {
  const auto value = find(given, name)->item<std::int64_t>();
  if (value >= 0 && value <= most) return value;
  throw InputError(place + "[\"" + name + "\"]", "expected a number of updates from 0 to " +
                                                     std::to_string(most) + " but received " +
                                                     std::to_string(value));
}

double numberIn(const NamedTensors& given, const std::string& name, const std::string& place) {
  const auto value = find(given, name)->item<double>();
  if (std::isfinite(value) && value >= 0) return value;
  throw InputError(place + "[\"" + name + "\"]",
                   "expected a number ≥ 0 but received " + std::to_string(value));
}

}  // namespace

NamedTensors Optimizer::wholeState() const {
  NamedTensors all = state();
  for (const Slot& slot : slots_) {
    all.emplace_back(slot.key + kStep, count(updates_ - slot.missed));
    if (slot.transformed) all.emplace_back(slot.key + kInitialNorm, number(slot.initialNorm));
  }
  all.emplace_back(kUpdates, count(updates_));
  all.emplace_back(kLr, number(lr()));
  if (transform_) all.emplace_back(kRate, number(transform_->rate()));
  return all;
}

void Optimizer::restore(const NamedTensors& given, const std::string& place) {
  const at::NoGradGuard noGrad;
  requireAlike(given, wholeState(), place);
  constexpr std::int64_t most = std::int64_t{1} << 53;
  const std::int64_t updates = countIn(given, kUpdates, most, place);
  const double lr = numberIn(given, kLr, place);
  const double rate = transform_ ? numberIn(given, kRate, place) : 0;
  std::vector<Slot> slots = slots_;
  for (Slot& slot : slots) {
    slot.missed = updates - countIn(given, slot.key + kStep, updates, place);
    if (slot.transformed) slot.initialNorm = numberIn(given, slot.key + kInitialNorm, place);
  }
  for (const auto& [name, buffer] : state()) buffer.copy_(*find(given, name));
  slots_ = std::move(slots);
  updates_ = updates;
  setLr(lr);
  if (transform_) setRate(rate);
  makePath();
}

}  // namespace layca
