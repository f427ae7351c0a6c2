// Random changes of training images (spec.md, `augment`).
#pragma once

#include <cstdint>
#include <variant>

namespace layca {

/// Mirrors an image left to right with probability 1/2.
struct RandomFlipSpec {};

/// What stands where a shifted image left room.
enum class Border { zeros, reflect, nearest };

/// Moves an image by whole pixels, −pixels … pixels down and as many to the right, each number
/// equally likely and the two independent.
struct RandomShiftSpec {
  std::int64_t pixels;
  Border border;
};

using AugmentSpec = std::variant<RandomFlipSpec, RandomShiftSpec>;

}  // namespace layca
