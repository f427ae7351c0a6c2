// Figures of a set in evaluation mode.
#pragma once

#include <atomic>
#include <optional>

#include "nn/network.h"
#include "spec/run_spec.h"
#include "train/history.h"
#include "train/samples.h"

namespace layca {

/// Means over the whole set, without gradients; nothing once `stop` is set.
std::optional<Figures> evaluate(Network& network, const RunSpec& spec, const Samples& samples,
                                const std::atomic<bool>& stop);

}  // namespace layca
