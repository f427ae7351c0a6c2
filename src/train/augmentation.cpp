#include "train/augmentation.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine_errors.h"
#include "random/philox.h"

namespace layca {

namespace {

/// Blocks of the stream that belong to one image, far more than it needs: `below` may reject.
constexpr int kBlocksOfImage = 16;

constexpr std::int32_t kZero = -1;

/// The place in a line of `size` pixels that stands for place `at` beyond its ends.
std::int32_t beyond(Border border, std::int32_t at, std::int32_t size) {
  switch (border) {
    case Border::zeros:
      return kZero;
    case Border::reflect:
      return at < 0 ? -1 - at : 2 * size - 1 - at;
    case Border::nearest:
      return at < 0 ? 0 : size - 1;
  }
  return kZero;
}

/// Moves a line by `by` pixels to higher places.
void shift(std::int32_t* line, std::int32_t size, std::int32_t by, Border border,
           std::vector<std::int32_t>& before) {
  before.assign(line, line + size);
  for (std::int32_t i = 0; i < size; ++i) {
    std::int32_t from = i - by;
    if (from < 0 || from >= size) from = beyond(border, from, size);
    line[i] = from == kZero ? kZero : before[static_cast<std::size_t>(from)];
  }
}

}  // namespace

void checkAugmentation(const std::vector<AugmentSpec>& changes, const Shape& input) {
  if (changes.empty()) return;
  if (input.size() != 3) {
    throw InputError("augment", "expected none for samples of shape " + shapeText(input) +
                                    " but received " + std::to_string(changes.size()));
  }
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto* change = std::get_if<RandomShiftSpec>(&changes[i]);
    const std::int64_t most = std::min(input[1], input[2]) - 1;
    if (change && (change->pixels < 1 || change->pixels > most)) {
      throw InputError("augment[" + std::to_string(i) + "].pixels",
                       "expected 1 to " + std::to_string(most) + " for images of " +
                           std::to_string(input[1]) + " × " + std::to_string(input[2]) +
                           " pixels but received " + std::to_string(change->pixels));
    }
  }
}

Augmentation::Augmentation(std::vector<AugmentSpec> changes, std::uint64_t seed, const Shape& image)
    : changes_(std::move(changes)), seed_(seed), height_(image[1]), width_(image[2]) {}

void Augmentation::draw(std::uint32_t epoch, std::int64_t place, std::int32_t* rows,
                        std::int32_t* columns) const {
  const auto height = static_cast<std::int32_t>(height_);
  const auto width = static_cast<std::int32_t>(width_);
  std::iota(rows, rows + height, 0);
  std::iota(columns, columns + width, 0);
  PhiloxStream random(seed_, Purpose::augment, epoch,
                      static_cast<std::uint64_t>(place) << kBlocksOfImage);
  std::vector<std::int32_t> before;
  for (const AugmentSpec& change : changes_) {
    if (const auto* move = std::get_if<RandomShiftSpec>(&change)) {
      const auto pixels = static_cast<std::int32_t>(move->pixels);
      const auto steps = static_cast<std::uint32_t>(2 * pixels + 1);
      const std::int32_t down = static_cast<std::int32_t>(random.below(steps)) - pixels;
      const std::int32_t right = static_cast<std::int32_t>(random.below(steps)) - pixels;
      shift(rows, height, down, move->border, before);
      shift(columns, width, right, move->border, before);
    } else if (random.below(2) == 1) {
      std::reverse(columns, columns + width);
    }
  }
}

}  // namespace layca
