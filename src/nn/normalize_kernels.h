// The loops of batch normalization, with the ReLU before or after it, over a block of memory in
// which channels lie side by side.
//
// A block is whole rows of channels; what goes with a channel is repeated `width` numbers long, a
// multiple of the channels, so that few channels still make long loops. Sums are in float64.
#pragma once

#include <cstdint>

#include "nn/beside_relu.h"

namespace layca {

/// What is known of each channel in a backward pass.
template <typename T>
struct ChannelValues {
  const T* mean;
  /// 1/√(variance + eps).
  const T* inverse;
  /// Output = x̂·weight + bias = x·scale + shift.
  const T* scale;
  const T* shift;
  // The gradient of the input is scale·g − (slope·x̂ + offset).
  const T* slope;
  const T* offset;
};

/// Adds x − center, and its square, to `sums` and `squares`, of max(0, x) where `relu`.
void momentsBlock(const float* x, std::int64_t n, std::int64_t width, const double* center,
                  bool relu, double* sums, double* squares);
void momentsBlock(const double* x, std::int64_t n, std::int64_t width, const double* center,
                  bool relu, double* sums, double* squares);

/// out = x·scale + shift with the ReLU where it stands; `out` may be x.
void normalizeBlock(const float* x, float* out, std::int64_t n, std::int64_t width,
                    const float* scale, const float* shift, BesideRelu relu);
void normalizeBlock(const double* x, double* out, std::int64_t n, std::int64_t width,
                    const double* scale, const double* shift, BesideRelu relu);

/// The same with the ReLU before it, and such that the output tells where it cut: there it is
/// `shift`, elsewhere at least `above`, the next number. Needs scale ≥ 0.
void tellingNormalizeBlock(const float* x, float* out, std::int64_t n, std::int64_t width,
                           const float* scale, const float* shift, const float* above);
void tellingNormalizeBlock(const double* x, double* out, std::int64_t n, std::int64_t width,
                           const double* scale, const double* shift, const double* above);

/// Adds the gradient g of x·scale + shift, and g·x̂, to `sums` and `products`. `kept` is the input
/// x, or the output, then x̂ itself, where `isOutput` (`relu` is not `after` then).
void gradientSumsBlock(const float* g, const float* kept, std::int64_t n, std::int64_t width,
                       const ChannelValues<float>& channel, BesideRelu relu, bool isOutput,
                       double* sums, double* products);
void gradientSumsBlock(const double* g, const double* kept, std::int64_t n, std::int64_t width,
                       const ChannelValues<double>& channel, BesideRelu relu, bool isOutput,
                       double* sums, double* products);

/// The gradient of the input; `out` may be g.
void gradientBlock(const float* g, const float* kept, float* out, std::int64_t n,
                   std::int64_t width, const ChannelValues<float>& channel, BesideRelu relu,
                   bool isOutput);
void gradientBlock(const double* g, const double* kept, double* out, std::int64_t n,
                   std::int64_t width, const ChannelValues<double>& channel, BesideRelu relu,
                   bool isOutput);

}  // namespace layca
