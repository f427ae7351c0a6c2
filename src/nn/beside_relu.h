// Where a ReLU stands that a layer does in its own pass.
#pragma once

namespace layca {

enum class BesideRelu { none, before, after };

}  // namespace layca
