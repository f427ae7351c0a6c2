// Where memory runs out, unreachable tensors may still hold some.
#pragma once

#include <c10/util/Exception.h>

#include "environment.h"

namespace layca::binding {

/// Whether libtorch found no memory, on the CPU or on another device.
bool isOutOfMemory(const c10::Error& error);

/// `act`, once more after a collection where memory ran out. Only for what changes nothing before
/// it throws.
template <typename Act>
auto retryOutOfMemory(Environment& environment, const Act& act) {
  try {
    return act();
  } catch (const c10::Error& error) {
    if (!isOutOfMemory(error) || !environment.tensors().mayHoldGarbage()) throw;
  }
  environment.tensors().collect();
  return act();
}

}  // namespace layca::binding
