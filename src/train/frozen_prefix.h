// The layers before the first trained one give the same output in every epoch: it is computed once.
#pragma once

#include <atomic>
#include <optional>

#include "nn/network.h"
#include "train/samples.h"

namespace layca {

/// Index of the first layer with a trained parameter.
std::size_t firstTrainedLayer(Network& network, const std::vector<bool>& trained);

/// The samples as layer `layers` sees them; nothing where the prefix is empty, depends on training
/// (batch-norm), or its output takes more than a quarter of the memory available, or once `stop` is
/// set. Whether it was computed once may change the last bit of a result, where a matrix product of
/// another size adds in another order.
std::optional<Samples> computePrefix(Network& network, std::size_t layers, const Samples& samples,
                                     const at::TensorOptions& options,
                                     const std::atomic<bool>& stop);

}  // namespace layca
