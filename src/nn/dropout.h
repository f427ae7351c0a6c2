// Dropout, as torch.nn.Dropout: in training each number is zeroed with probability p, the others
// are divided by 1 − p.
//
// Masks are named, not kept: number i of the update's samples, one sample after the other and each
// in the order [height, width, channels], is zeroed where word i of the Philox stream (seed,
// dropout, update) is below p·2³², counted from block 2⁴⁰·l for layer l of the network.
#pragma once

#include "nn/layer.h"

namespace layca {

LayerPlan plan(const DropoutSpec& spec, const Shape& input);
std::unique_ptr<Layer> make(const DropoutSpec& spec, const LayerParts& parts);

}  // namespace layca
