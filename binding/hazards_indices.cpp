// Hazards of what kernels find their way by: indices, pivots, offsets, modes.
#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "hazard_lists.h"

namespace layca::binding {
namespace {

using torch::jit::Stack;

bool isFalse(const Stack& arguments, size_t index) { return !arguments[index].toBool(); }

// Of which there are 0, 1 and 2.
bool isMode(const Stack& arguments, size_t index) {
  return arguments[index].toInt() >= 0 && arguments[index].toInt() <= 2;
}

bool hasColumns(const Stack& arguments, size_t index) {
  const at::Tensor& tensor = arguments[index].toTensor();
  return tensor.dim() == 0 || tensor.size(-1) > 0;
}

bool isVector(const Stack& arguments, size_t index) {
  return arguments[index].toTensor().dim() == 1;
}

/// Whether every element lies in [least, below).
bool allWithin(const at::Tensor& tensor, const at::Scalar& least, const at::Scalar& below) {
  const at::NoGradGuard noGrad;
  return tensor.ge(least).logical_and(tensor.lt(below)).all().item<bool>();
}

bool isFraction(const Stack& arguments, size_t index) {
  return allWithin(arguments[index].toTensor(), 0, 1);
}

/// Along the last dimension, from 0 to `last`.
bool isAscending(const at::Tensor& offsets, int64_t last) {
  const at::NoGradGuard noGrad;
  return allWithin(offsets, 0, last + 1) && at::diff(offsets).ge(0).all().item<bool>();
}

// (weight, indices, offsets, …)
bool areBagOffsets(const Stack& arguments, size_t index) {
  return isAscending(arguments[index].toTensor(), arguments[index - 1].toTensor().numel());
}

// (log_probs, targets, …): classes are the last dimension of the former.
bool areClasses(const Stack& arguments, size_t index) {
  const at::Tensor& scores = arguments[0].toTensor();
  return scores.dim() > 0 && allWithin(arguments[index].toTensor(), 0, scores.size(-1));
}

// (data, reduce, *, lengths, indices, offsets, axis, …): segments of each row along the axis.
bool areSegmentsOf(const at::Tensor& data, const at::Tensor& segments, int64_t axis) {
  if (axis < 0) axis += data.dim();
  if (axis < 0 || axis >= data.dim()) return true;  // libtorch says so itself.
  const auto rows = static_cast<size_t>(axis);
  return segments.dim() == axis + 1 &&
         segments.sizes().slice(0, rows) == data.sizes().slice(0, rows);
}

bool areLengths(const Stack& arguments, size_t index) {
  const c10::IValue& lengths = arguments[index];
  return lengths.isNone() ||
         areSegmentsOf(arguments[0].toTensor(), lengths.toTensor(), arguments[index + 3].toInt());
}

bool areOffsets(const Stack& arguments, size_t index) {
  const c10::IValue& offsets = arguments[index];
  if (offsets.isNone()) return true;
  const at::Tensor& data = arguments[0].toTensor();
  const int64_t axis = arguments[index + 1].toInt();
  return areSegmentsOf(data, offsets.toTensor(), axis) &&
         (data.dim() == 0 || isAscending(offsets.toTensor(), data.size(axis)));
}

bool isShapedAsPivots(const at::Tensor& factors, const at::Tensor& pivots) {
  if (factors.dim() < 2 || pivots.dim() != factors.dim() - 1) return false;
  const auto batch = factors.sizes().slice(0, static_cast<size_t>(factors.dim() - 2));
  return pivots.size(-1) == std::min(factors.size(-2), factors.size(-1)) &&
         pivots.sizes().slice(0, batch.size()) == batch;
}

// The factors stand before their pivots.
bool areRows(const Stack& arguments, size_t index) {
  const at::Tensor& factors = arguments[index - 1].toTensor();
  const at::Tensor& pivots = arguments[index].toTensor();
  return isShapedAsPivots(factors, pivots) && allWithin(pivots, 1, factors.size(-2) + 1);
}

/// Whether negative pivots stand in pairs, as each pair is of one block of two rows.
bool arePaired(const at::Tensor& pivots) {
  const at::Tensor rows = pivots.to(at::kCPU, at::kLong).reshape({-1, pivots.size(-1)});
  const at::Tensor list = rows.contiguous();
  const auto* pivot = list.const_data_ptr<int64_t>();
  for (int64_t row = 0; row < list.size(0); ++row, pivot += list.size(1)) {
    for (int64_t i = 0; i < list.size(1); ++i) {
      if (pivot[i] < 0 && (++i == list.size(1) || pivot[i] > 0)) return false;
    }
  }
  return true;
}

bool areSymmetricRows(const Stack& arguments, size_t index) {
  const at::Tensor& factors = arguments[index - 1].toTensor();
  const at::Tensor& pivots = arguments[index].toTensor();
  if (!isShapedAsPivots(factors, pivots)) return false;
  if (pivots.numel() == 0) return true;
  const at::NoGradGuard noGrad;
  return allWithin(pivots.abs(), 1, factors.size(-2) + 1) && arePaired(pivots);
}

// What lies this far out is still a number after it is scaled to pixels.
constexpr double kFarthestPlace = 1e9;

// (input, grid, interpolation_mode, padding_mode, …): places outside are skipped where padding is
// zeros; otherwise they are moved to a pixel, and what is no number to one that is not there.
bool isGrid(const Stack& arguments, size_t index) {
  return arguments[index + 2].toInt() == 0 ||
         allWithin(arguments[index].toTensor(), -kFarthestPlace, kFarthestPlace);
}

constexpr std::string_view kPivots = "a row's number, from 1, for every row or column";
constexpr std::string_view kSymmetricPivots =
    "a row's number, from 1, for every row, or the negative ones of a block's two";
constexpr std::string_view kVector = "a tensor of one dimension";
constexpr std::string_view kBagOffsets = "ascending numbers, from 0 to the count of indices";
constexpr std::string_view kGrid = "numbers within ±1e9 where padding is not zeros";
constexpr std::string_view kInterpolation = "0 (bilinear), 1 (nearest) or 2 (bicubic)";
constexpr std::string_view kPadding = "0 (zeros), 1 (border) or 2 (reflection)";
constexpr std::string_view kUnwritten = "libtorch leaves the result unwritten";

constexpr std::array kHazards = {
    Hazard{"embedding_bag", "weight", hasColumns, "a tensor with columns", kUnchecked},
    Hazard{"embedding_bag", "indices", isVector, kVector, kUnchecked},
    Hazard{"embedding_bag", "offsets", isVector, kVector, kUnchecked},
    Hazard{"embedding_bag", "offsets", areBagOffsets, kBagOffsets, kUnchecked},
    Hazard{"embedding_bag", "mode", isMode, "0 (sum), 1 (mean) or 2 (max)", kUnchecked},
    Hazard{"segment_reduce", "unsafe", isFalse, "false", kUnchecked},
    Hazard{"segment_reduce", "lengths", areLengths, "lengths for every row of data", kUnchecked},
    Hazard{"segment_reduce", "offsets", areOffsets,
           "ascending numbers for every row of data, from 0 to its size", kUnchecked},
    Hazard{"ctc_loss", "targets", areClasses, "classes of log_probs", kUnchecked},
    Hazard{"fractional_max_pool2d", "random_samples", isFraction, "numbers in [0, 1)", kUnchecked},
    Hazard{"fractional_max_pool3d", "random_samples", isFraction, "numbers in [0, 1)", kUnchecked},
    Hazard{"lu_unpack", "LU_pivots", areRows, kPivots, kUnchecked},
    Hazard{"lu_solve", "LU_pivots", areRows, kPivots, kUnchecked},
    Hazard{"linalg_lu_solve", "pivots", areRows, kPivots, kUnchecked},
    Hazard{"linalg_ldl_solve", "pivots", areSymmetricRows, kSymmetricPivots, kUnchecked},
    Hazard{"grid_sampler", "interpolation_mode", isMode, kInterpolation, kUnwritten},
    Hazard{"grid_sampler", "padding_mode", isMode, kPadding, kUnwritten},
    Hazard{"grid_sampler", "grid", isGrid, kGrid, kUnchecked},
    Hazard{"grid_sampler_2d", "interpolation_mode", isMode, kInterpolation, kUnwritten},
    Hazard{"grid_sampler_2d", "padding_mode", isMode, kPadding, kUnwritten},
    Hazard{"grid_sampler_2d", "grid", isGrid, kGrid, kUnchecked},
    Hazard{"grid_sampler_3d", "interpolation_mode", isMode, kInterpolation, kUnwritten},
    Hazard{"grid_sampler_3d", "padding_mode", isMode, kPadding, kUnwritten},
    Hazard{"grid_sampler_3d", "grid", isGrid, kGrid, kUnchecked},
};

}  // namespace

HazardList indexHazards() { return {kHazards.data(), kHazards.size()}; }

}  // namespace layca::binding
