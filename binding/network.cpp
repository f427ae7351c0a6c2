#include "network.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include "describe_tensor.h"
#include "environment.h"
#include "errors.h"
#include "nn/network.h"
#include "register.h"
#include "run_spec_convert.h"
#include "tensor_handle.h"
#include "tensor_names.h"
#include "train/run_checks.h"
#include "train/tensor_options.h"
#include "typed_handle.h"

namespace layca::binding {

namespace {

constexpr std::int64_t kMostUpdates = (std::int64_t{1} << 32) - 1;

struct BuiltNetwork {
  BuiltNetwork(const NetworkSpec& spec, const at::TensorOptions& placed, bool autocast)
      : options(placed), network(spec, planNetwork(spec, /*anyOutput=*/true), placed, autocast) {}

  at::TensorOptions options;
  Network network;
  /// The sizes that the layers count on, of every tensor of the state.
  std::vector<Shape> sizes;
};

at::TensorOptions toTensorOptions(ObjectReader& options) {
  const std::string device = toDevice(options.get("device"), options.at("device"));
  checkDevice(device);
  return tensorOptions(options.word("precision", kPrecisions), at::Device(device));
}

}  // namespace

template <>
struct HandleType<BuiltNetwork> {
  static constexpr napi_type_tag tag{0x51a8d07c3e6b492f, 0x8c7f21b4e05d963a};
  static constexpr const char* name = "network";
  static constexpr const char* what = "a network's handle";
};

namespace {

Napi::Value networkCreate(const Napi::CallbackInfo& info) {
  const at::NoGradGuard noGrad;
  const NetworkSpec spec = toNetworkSpec(info[0], "network");
  ObjectReader reader(info[1], "options");
  const auto seed = static_cast<std::uint64_t>(reader.integer("seed", 0));
  const at::TensorOptions options = toTensorOptions(reader);
  const bool autocast = reader.word("precision", kPrecisions) == Precision::bfloat16;
  reader.finish();
  auto built = std::make_shared<BuiltNetwork>(spec, options, autocast);
  built->network.draw(seed);
  for (Parameter& parameter : built->network.parameters()) parameter.value.requires_grad_();
  for (const auto& [key, tensor] : built->network.state()) {
    built->sizes.push_back(tensor.sizes().vec());
  }
  return wrapHandle(info.Env(), std::move(built));
}

Napi::Value networkTensors(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto built = handleOf<BuiltNetwork>(info[0]);
  std::set<std::string> parameters;
  for (const Parameter& parameter : built->network.parameters()) parameters.insert(parameter.key);
  Napi::Array list = Napi::Array::New(env);
  for (const auto& [key, tensor] : built->network.state()) {
    Napi::Object one = Napi::Object::New(env);
    one.Set("name", key);
    one.Set("role", parameters.count(key) > 0 ? "parameter" : "buffer");
    one.Set("tensor", wrapTensor(env, tensor));
    list.Set(list.Length(), one);
  }
  return list;
}

void checkInput(BuiltNetwork& built, const at::Tensor& x) {
  const Shape& sample = built.network.plan().input;
  const Shape given = x.sizes().vec();
  const bool fits = x.layout() == at::kStrided && given.size() == sample.size() + 1 &&
                    given[0] > 0 && std::equal(sample.begin(), sample.end(), given.begin() + 1);
  const at::Device device = built.network.parameters().empty()
                                ? built.options.device()
                                : built.network.parameters().front().value.device();
  const auto type = c10::typeMetaToScalarType(built.options.dtype());
  if (fits && x.scalar_type() == type && x.device() == device) return;
  std::ostringstream expected;
  expected << "one or more samples of " << nameOf(type) << " " << shapeText(sample) << " on "
           << device;
  throw BadArgument("x", expected.str(), describeTensor(x));
}

/// JavaScript can give the tensors other memory; the layers' own loops count on their sizes.
void checkTensors(const BuiltNetwork& built) {
  const StateDict state = built.network.state();
  for (std::size_t i = 0; i < state.size(); ++i) {
    const auto& [key, tensor] = state[i];
    const bool real = tensor.is_floating_point() || tensor.scalar_type() == at::kLong;
    if (tensor.sizes().vec() == built.sizes[i] && tensor.layout() == at::kStrided && real) continue;
    throw BadArgument("network[\"" + key + "\"]",
                      "a dense tensor of shape " + shapeText(built.sizes[i]) + ", as it was built",
                      describeTensor(tensor));
  }
}

/// The variance of one value is 0, and so would every normalized value be.
void checkStatistics(const BuiltNetwork& built, std::int64_t samples) {
  if (samples > 1) return;
  for (const PlannedLayer* layer : inForwardOrder(built.network.plan().layers)) {
    if (layer->plan.normalizesBatch && elementCount(layer->input) == layer->input.at(0)) {
      throw BadArgument(
          "x",
          "more than one sample in training, for the statistics of layer \"" + layer->name + "\"",
          "1");
    }
  }
}

Napi::Value networkForward(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::of(info.Env());
  environment.tensors().sweepIfDue();
  const auto built = handleOf<BuiltNetwork>(info[0]);
  const at::Tensor x = tensorOf(info[1], "x");
  ObjectReader reader(info[2], "context");
  ForwardContext context;
  context.training = reader.flag("training");
  context.seed = static_cast<std::uint64_t>(reader.integer("seed", 0));
  context.update = reader.integer("update", 0, kMostUpdates);
  context.firstSample = reader.integer("firstSample", 0, kMostUpdates);
  reader.finish();
  checkInput(*built, x);
  checkTensors(*built);
  if (context.training) checkStatistics(*built, x.size(0));
  at::Tensor y;
  {
    const c10::AutoGradMode mode(environment.gradEnabled());
    y = built->network.forward(x, context);
  }
  // A network that gives its input back gives it a handle of its own.
  return wrapTensor(info.Env(), y.is_same(x) ? y.alias() : y);
}

Napi::Value networkMoved(const Napi::CallbackInfo& info) {
  const auto built = handleOf<BuiltNetwork>(info[0]);
  ObjectReader reader(info[1], "options");
  const at::TensorOptions options = toTensorOptions(reader);
  reader.finish();
  built->options = options;
  built->network.moved(options);
  return info.Env().Undefined();
}

}  // namespace

void registerNetwork(Napi::Object exports) {
  method<networkCreate>(exports, "networkCreate");
  method<networkTensors>(exports, "networkTensors");
  method<networkForward>(exports, "networkForward");
  method<networkMoved>(exports, "networkMoved");
}

}  // namespace layca::binding
