// A layer of a network: first as a plan (shapes, no memory), then with its tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "nn/beside_relu.h"
#include "nn/forward_context.h"
#include "spec/network_spec.h"

namespace layca {

/// A sample's shape, without the batch dimension.
using Shape = std::vector<std::int64_t>;

/// How a parameter gets its first values.
struct FirstValues {
  enum class Kind { kernel, bias, zeros, ones };
  Kind kind;
  /// For kernels and biases.
  InitSpec init{};
  std::int64_t fanIn = 1;
  std::int64_t fanOut = 1;
};

struct ParameterPlan {
  /// PyTorch's name within the layer: `weight`.
  std::string name;
  Shape shape;
  FirstValues first;
};

struct BufferPlan {
  std::string name;
  Shape shape;
  double value;
  /// int64 where true, else of the network's precision.
  bool integer;
};

struct LayerPlan {
  Shape output;
  std::vector<ParameterPlan> parameters;
  std::vector<BufferPlan> buffers;
  /// Whether training normalizes each feature or channel by its values in the batch, of which there
  /// must be two.
  bool normalizesBatch = false;
};

class Layer {
 public:
  virtual ~Layer() = default;
  /// `x` [N, …]; `mayOverwrite`: nobody else needs the values of x.
  virtual at::Tensor forward(at::Tensor x, const ForwardContext& context, bool mayOverwrite) = 0;
  /// Whether it is max(0, x), which a layer beside it may do in its own pass.
  virtual bool isRelu() const { return false; }
  /// Whether it can.
  virtual bool takesRelu() const { return false; }
  /// `forward` with the ReLU before or after it, of a layer that can.
  virtual at::Tensor forwardWithRelu(at::Tensor x, const ForwardContext& context, bool mayOverwrite,
                                     BesideRelu relu);
  /// Whether images should be contiguous for it, whatever the engine's layout.
  virtual bool takesContiguous() const { return false; }
  /// Whether the layer's output is new memory that its own backward pass does not read.
  virtual bool outputMayBeOverwritten() const { return false; }
  /// Whether the forward pass in training differs from that in evaluation, or has side effects.
  virtual bool dependsOnTraining() const { return false; }
};

/// What a layer is made of: its parameters and buffers in its plan's order.
struct LayerParts {
  /// Shape of its input.
  Shape input;
  std::vector<at::Tensor> parameters;
  std::vector<at::Tensor> buffers;
  /// Its place in forward order, layers inside residuals counted: names its random numbers.
  std::uint32_t index;
};

/// The layer's shapes for this input; throws InputError, without place, where it cannot take it.
/// Any kind but residual, here and below: its network plans and builds that.
LayerPlan planLayer(const LayerKindSpec& spec, const Shape& input);

std::unique_ptr<Layer> makeLayer(const LayerKindSpec& spec, const LayerParts& parts);

/// `[3, 32, 32]`
std::string shapeText(const Shape& shape);

/// The product of the dimensions; throws InputError where it would pass 2⁴⁰.
std::int64_t elementCount(const Shape& shape);

}  // namespace layca
