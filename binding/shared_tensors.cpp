#include "shared_tensors.h"

#include <iomanip>
#include <random>
#include <sstream>
#include <utility>
#include <vector>

namespace layca::binding {
namespace {

/// 128 random bits: a token of another process, or an old one, is no tensor's here.
std::string newToken() {
  std::random_device random;
  std::ostringstream token;
  for (int word = 0; word < 4; ++word)
    token << std::hex << std::setw(8) << std::setfill('0') << random();
  return token.str();
}

}  // namespace

SharedTensors& SharedTensors::all() {
  // Never destroyed: a worker may end after static objects, when a process exits.
  static auto* const all = new SharedTensors;
  return *all;
}

std::string SharedTensors::offer(at::Tensor tensor, const void* owner) {
  const std::string token = newToken();
  const std::lock_guard lock(mutex_);
  offers_.emplace(token, Offer{std::move(tensor), owner});
  return token;
}

at::Tensor SharedTensors::claim(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto found = offers_.find(token);
  if (found == offers_.end()) return {};
  at::Tensor tensor = std::move(found->second.tensor);
  offers_.erase(found);
  return tensor;
}

void SharedTensors::orphan(const void* owner) {
  const Clock::time_point now = Clock::now();
  const std::lock_guard lock(mutex_);
  for (auto& [token, offer] : offers_) {
    if (offer.owner != owner) continue;
    offer.owner = nullptr;
    orphans_.push_back({token, now});
  }
}

size_t SharedTensors::expire(Clock::duration after) {
  const Clock::time_point now = Clock::now();
  std::vector<at::Tensor> ended;  // Freed after the lock is let go.
  const std::lock_guard lock(mutex_);
  for (; !orphans_.empty() && now - orphans_.front().since >= after; orphans_.pop_front()) {
    const auto offer = offers_.find(orphans_.front().token);
    if (offer == offers_.end()) continue;  // Claimed in the meantime.
    ended.push_back(std::move(offer->second.tensor));
    offers_.erase(offer);
  }
  return offers_.size();
}

std::string OfferedTensors::offer(at::Tensor tensor) {
  return SharedTensors::all().offer(std::move(tensor), this);
}

}  // namespace layca::binding
