#include "young_collection.h"

#include <utility>

namespace layca::binding {
namespace {

// Collections that bring back little may take one in so many parts of the time.
constexpr int kShare = 8;

}  // namespace

YoungCollection::~YoungCollection() {
  if (collector_ != nullptr) napi_delete_reference(env_, collector_);
}

void YoungCollection::setCollector(const Napi::Function& collector) {
  if (collector_ != nullptr) napi_delete_reference(env_, collector_);
  collector_ = nullptr;
  napi_create_reference(env_, collector, 1, &collector_);
}

void YoungCollection::ask(bool urgent) {
  if (collector_ == nullptr) return;
  const Clock::time_point start = Clock::now();
  if (start < notBefore_ && !urgent) return;
  Napi::HandleScope scope(env_);
  napi_value collector = nullptr;
  napi_value receiver = nullptr;
  napi_get_reference_value(env_, collector_, &collector);
  napi_get_undefined(env_, &receiver);
  if (napi_call_function(env_, receiver, collector, 0, nullptr, nullptr) != napi_ok) {
    // A thread that is being ended runs no JavaScript; the operator goes on.
    napi_value error = nullptr;
    napi_get_and_clear_last_exception(env_, &error);
  }
  // The first makes a context, which says nothing of the next.
  if (!std::exchange(asked_, true)) return;
  const Clock::time_point end = Clock::now();
  notBefore_ = end + (kShare - 1) * (end - start);
}

}  // namespace layca::binding
