#include "optimizer.h"

#include "dense_tensor.h"
#include "engine_errors.h"
#include "errors.h"
#include "optimizer_handle.h"
#include "register.h"
#include "run_spec_convert.h"
#include "tensor_handle.h"
#include "train/threads.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostParameters = 100000;
constexpr std::int64_t kMostThreads = 1024;

std::vector<OptimizedParameter> toParameters(const Napi::Value& value) {
  std::vector<OptimizedParameter> parameters;
  int kernels = 0;
  for (const Napi::Value& element : readList(value, "parameters", 1, kMostParameters)) {
    const std::string index = std::to_string(parameters.size());
    ObjectReader reader(element, "parameters[" + index + "]");
    const auto text = [&](const char* key, const std::string& absent) {
      return reader.has(key) ? readText(reader.get(key), reader.at(key)) : absent;
    };
    const std::string layer = readText(reader.get("layer"), reader.at("layer"));
    const std::string key = text("key", index);
    const std::string place = text("place", layerPlace(layer));
    const std::string called = reader.has("place") ? place : reader.at("value");
    const at::Tensor tensor = tensorOf(reader.get("value"), called.c_str());
    const bool trained = !reader.has("trained") || reader.flag("trained");
    reader.finish();
    requireDense(tensor, called);
    parameters.push_back({tensor, key, layer, place, tensor.dim() >= 2 ? kernels++ : -1, trained});
  }
  return parameters;
}

void requireMemoriesOfTheirOwn(const std::vector<OptimizedParameter>& parameters) {
  std::vector<at::Tensor> tensors;
  std::vector<std::string> places;
  for (const OptimizedParameter& parameter : parameters) {
    tensors.push_back(parameter.value);
    places.push_back(parameter.place);
  }
  requireDistinct(tensors, places);
}

void requireStrided(const at::Tensor& gradient, const std::string& place) {
  if (gradient.layout() != at::kStrided) {
    throw BadArgument(place, "a strided tensor", "another layout");
  }
}

std::vector<at::Tensor> toGradients(const Napi::Value& value) {
  std::vector<at::Tensor> gradients = toTensors(value, "gradients");
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    requireStrided(gradients[i], "gradients[" + std::to_string(i) + "]");
  }
  return gradients;
}

/// What backward passes left in the trained parameters themselves, in their order.
std::vector<at::Tensor> gradientsOf(const Optimizer& optimizer,
                                    const std::vector<Napi::Value>& handles) {
  if (handles.size() != optimizer.trained()) {
    throw BadArgument("parameters", std::to_string(optimizer.trained()) + " of them",
                      std::to_string(handles.size()));
  }
  std::vector<at::Tensor> gradients;
  for (std::size_t i = 0; i < handles.size(); ++i) {
    const std::string& place = optimizer.placeOf(i);
    const at::Tensor& tensor = tensorOf(handles[i], place.c_str());
    requireUnmoved(tensor, optimizer.valueOf(i), place);
    at::Tensor gradient = tensor.grad();
    if (gradient.defined()) {
      requireStrided(gradient, place + ".grad");
      // The other path overwrites what it is given, and this is the user's.
      if (!optimizer.fused()) gradient = gradient.detach().clone();
    }
    gradients.push_back(gradient);
  }
  return gradients;
}

/// What `optimizerCreate` may be told beside spec and parameters.
struct Options {
  bool multiTensor = false;
  bool rotation = false;
  bool checkFinite = true;
  bool distinct = false;
  int threads = 0;
};

Options toOptions(const Napi::Value& value) {
  Options options;
  if (value.IsUndefined()) return options;
  ObjectReader reader(value, "options");
  const auto flag = [&](const char* key, bool absent) {
    return reader.has(key) ? readFlag(reader.get(key), reader.at(key)) : absent;
  };
  options.multiTensor = flag("multiTensor", options.multiTensor);
  options.rotation = flag("rotation", options.rotation);
  options.checkFinite = flag("checkFinite", options.checkFinite);
  options.distinct = flag("distinct", options.distinct);
  if (reader.has("threads")) {
    options.threads = static_cast<int>(reader.integer("threads", 1, kMostThreads));
  }
  reader.finish();
  return options;
}

RotationTracker track(Optimizer& optimizer, const std::vector<OptimizedParameter>& parameters) {
  std::vector<at::Tensor> initial;
  std::vector<at::Tensor> current;
  for (const OptimizedParameter& parameter : parameters) {
    if (parameter.kernel < 0) continue;
    current.push_back(parameter.value.detach());
    initial.push_back(current.back().clone());
  }
  const std::vector<bool> trained(initial.size(), true);
  return RotationTracker(initial, current, trained, optimizer.measureFrom(initial));
}

/// Of other devices: what lies on the CPU is counted as it is taken (memory_ledger.h).
std::int64_t bytesElsewhere(const Optimizer& optimizer) {
  std::int64_t bytes = 0;
  for (const auto& [key, buffer] : optimizer.state()) {
    if (!buffer.is_cpu()) bytes += static_cast<std::int64_t>(buffer.nbytes());
  }
  return bytes;
}

Napi::Value optimizerCreate(const Napi::CallbackInfo& info) {
  const OptimizerSpec spec = toOptimizerSpec(info[0], "optimizer");
  const auto parameters = toParameters(info[1]);
  const Options options = toOptions(info[2]);
  if (options.distinct) requireMemoriesOfTheirOwn(parameters);
  const auto path = options.multiTensor ? Optimizer::Path::multiTensor : Optimizer::Path::native;
  auto made = std::make_shared<PlainOptimizer>(spec, parameters, path);
  if (options.rotation) made->rotation.emplace(track(made->optimizer, parameters));
  made->checkFinite = options.checkFinite;
  made->threads = options.threads;
  const std::int64_t bytes = bytesElsewhere(made->optimizer);
  return wrapHandle(info.Env(), std::move(made), bytes);
}

/// A step that is atomic also where a gradient is not finite.
std::optional<std::size_t> checkedStep(PlainOptimizer& held, std::vector<at::Tensor>& gradients,
                                       double factor) {
  Optimizer& optimizer = held.optimizer;
  const bool early = held.checkFinite && (!optimizer.noticesNonFinite() || optimizer.hasBuffers());
  if (early) {
    if (const auto bad = optimizer.firstNonFinite(gradients)) return bad;
  }
  // The fused step finds those by itself, but after the buffers have changed.
  const bool late = optimizer.hasBuffers() || !optimizer.fused();
  if (held.checkFinite && optimizer.transforms() && late) optimizer.requireNoZeroKernel(gradients);
  const bool measured = held.rotation && optimizer.fused();
  std::vector<StepMeasure> measures;
  const auto bad = optimizer.step(gradients, factor, measured ? &measures : nullptr);
  if (!bad && measured) held.rotation->stepped(measures);
  return bad;
}

void step(PlainOptimizer& held, std::vector<at::Tensor>& gradients, double factor) {
  const ThreadCount threads(held.threads);
  held.optimizer.requireUsable(gradients);
  if (const auto bad = checkedStep(held, gradients, factor)) {
    throw InputError(held.optimizer.placeOf(*bad),
                     "expected a gradient and a step that are finite but received NaN or infinity");
  }
}

Napi::Value optimizerStep(const Napi::CallbackInfo& info) {
  const auto held = handleOf<PlainOptimizer>(info[0]);
  auto gradients = toGradients(info[1]);
  step(*held, gradients, readReal(info[2], "factor", 0));
  if (!held->rotation) return info.Env().Undefined();
  const Rotation rotation = held->rotation->measure(held->optimizer.updates());
  Napi::Object object = Napi::Object::New(info.Env());
  object.Set("distance", listOf(info.Env(), rotation.distance));
  object.Set("angle", listOf(info.Env(), rotation.angle));
  object.Set("norm", listOf(info.Env(), rotation.norm));
  return object;
}

Napi::Value optimizerStepOwn(const Napi::CallbackInfo& info) {
  const auto held = handleOf<PlainOptimizer>(info[0]);
  const auto handles = readList(info[1], "parameters", 0, kMostParameters);
  auto gradients = gradientsOf(held->optimizer, handles);
  step(*held, gradients, readReal(info[2], "factor", 0));
  for (std::size_t i = 0; i < handles.size(); ++i) {
    // The engine's loops write past autograd: a backward pass through values from before the step
    // must be refused, as after any other change in place.
    if (gradients[i].defined()) {
      tensorOf(handles[i], "parameters").unsafeGetTensorImpl()->bump_version();
    }
  }
  return info.Env().Undefined();
}

}  // namespace

void registerOptimizer(Napi::Object exports) {
  method<optimizerCreate>(exports, "optimizerCreate");
  method<optimizerStep>(exports, "optimizerStep");
  method<optimizerStepOwn>(exports, "optimizerStepOwn");
}

}  // namespace layca::binding
