// Collections of V8's young objects, asked for where they bring memory back while it is still in
// the processor's caches.
//
// V8 collects young objects once they fill 16 MB of its own, which the handles of some hundred
// thousand tensors do; the tensors' memory has long left the caches by then. A loop over larger
// tensors never gets there: V8 marks all that lives each time 64 MB more are told to it.
#pragma once

#include <chrono>

#include "napi_setup.h"

namespace layca::binding {

class YoungCollection {
 public:
  explicit YoungCollection(napi_env env) : env_(env) {}
  ~YoungCollection();
  YoungCollection(const YoungCollection&) = delete;
  YoungCollection& operator=(const YoungCollection&) = delete;

  /// The function of JavaScript that has V8 collect its young objects; Node-API has none.
  void setCollector(const Napi::Function& collector);

  /// Has V8 collect its young objects, unless that would take too much of the time, as where many
  /// of them live; where it is `urgent`, all the same.
  void ask(bool urgent);

  /// The last one brought back much of what had been made: the next may come at any time.
  void wasWorthwhile() { notBefore_ = Clock::time_point(); }

 private:
  using Clock = std::chrono::steady_clock;

  napi_env env_;
  napi_ref collector_ = nullptr;
  bool asked_ = false;
  Clock::time_point notBefore_;
};

}  // namespace layca::binding
