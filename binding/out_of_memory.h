// Where memory runs out, unreachable tensors may still hold some.
#pragma once

#include <c10/util/Exception.h>

#include "environment.h"

namespace layca::binding {

/// Whether libtorch found no memory, on the CPU or on another device.
bool isOutOfMemory(const c10::Error& error);

/// `act`, once more after a collection where memory ran out; `prepare` comes before that. Only for
/// what changes nothing before it throws.
template <typename Act, typename Prepare>
auto retryOutOfMemory(Environment& environment, const Act& act, const Prepare& prepare) {
  try {
    return act();
  } catch (const c10::Error& error) {
    if (!isOutOfMemory(error) || !environment.tensors().mayHoldGarbage()) throw;
  }
  prepare();
  environment.tensors().collect();
  return act();
}

template <typename Act>
auto retryOutOfMemory(Environment& environment, const Act& act) {
  return retryOutOfMemory(environment, act, [] {});
}

}  // namespace layca::binding
