// The layers before the first trained one give the same output in every epoch: it is computed once.
#pragma once

#include <atomic>
#include <optional>

#include "nn/network.h"
#include "train/samples.h"

namespace layca {

/// When the outputs of the prefix are kept: where they take at most a quarter of the memory
/// available, or as an earlier part of the run did.
enum class PrefixChoice { byMemory, always, never };

/// Index of the first layer with a trained parameter.
std::size_t firstTrainedLayer(Network& network, const std::vector<bool>& trained);

/// The samples as layer `layers` sees them; nothing where the prefix is empty, depends on training
/// (batch-norm), or the choice is against it, or once `stop` is set. Whether it was computed once
/// may change the last bit of a result, where a matrix product of another size adds in another
/// order.
std::optional<Samples> computePrefix(Network& network, std::size_t layers, const Samples& samples,
                                     const at::TensorOptions& options, PrefixChoice choice,
                                     const std::atomic<bool>& stop);

}  // namespace layca
