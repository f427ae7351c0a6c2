// branch(x) + shortcut(x); a shortcut without layers is the identity. The network plans it and
// builds its layers.
#pragma once

#include <memory>

#include "nn/layer.h"
#include "nn/sequence.h"

namespace layca {

std::unique_ptr<Layer> makeResidual(Sequence branch, Sequence shortcut);

}  // namespace layca
