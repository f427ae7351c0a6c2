#include "optimizer.h"

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
    const at::Tensor tensor = tensorOf(reader.get("value"), reader.at("value").c_str());
    const std::string layer = readText(reader.get("layer"), reader.at("layer"));
    reader.finish();
    const bool real = tensor.scalar_type() == at::kFloat || tensor.scalar_type() == at::kDouble;
    if (!real || tensor.layout() != at::kStrided || !tensor.is_non_overlapping_and_dense()) {
      throw BadArgument(reader.at("value"), "a dense tensor of float32 or float64",
                        "another tensor");
    }
    parameters.push_back({tensor, index, layer, tensor.dim() >= 2 ? kernels++ : -1, true});
  }
  return parameters;
}

std::vector<at::Tensor> toGradients(const Napi::Value& value) {
  std::vector<at::Tensor> gradients;
  for (const Napi::Value& element : readList(value, "gradients", 1, kMostParameters)) {
    const std::string place = "gradients[" + std::to_string(gradients.size()) + "]";
    const at::Tensor gradient = tensorOf(element, place.c_str());
    if (gradient.layout() != at::kStrided) {
      throw BadArgument(place, "a strided tensor", "another layout");
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

std::int64_t bytesOf(const Optimizer& optimizer) {
  std::int64_t bytes = 0;
  for (const auto& [key, buffer] : optimizer.state()) {
    bytes += static_cast<std::int64_t>(buffer.nbytes());
  }
  return bytes;
}

Napi::Value optimizerCreate(const Napi::CallbackInfo& info) {
  const OptimizerSpec spec = toOptimizerSpec(info[0], "optimizer");
  const auto parameters = toParameters(info[1]);
  const Options options = toOptions(info[2]);
  const auto path = options.multiTensor ? Optimizer::Path::multiTensor : Optimizer::Path::native;
  auto made = std::make_shared<PlainOptimizer>(spec, parameters, path);
  if (options.rotation) made->rotation.emplace(track(made->optimizer, parameters));
  made->checkFinite = options.checkFinite;
  made->threads = options.threads;
  const std::int64_t bytes = bytesOf(made->optimizer);
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
  const bool measured = held.rotation && optimizer.fused();
  std::vector<StepMeasure> measures;
  const auto bad = optimizer.step(gradients, factor, measured ? &measures : nullptr);
  if (!bad && measured) held.rotation->stepped(measures);
  return bad;
}

Napi::Value optimizerStep(const Napi::CallbackInfo& info) {
  const auto held = handleOf<PlainOptimizer>(info[0]);
  auto gradients = toGradients(info[1]);
  const double factor = readReal(info[2], "factor", 0);
  const ThreadCount threads(held->threads);
  held->optimizer.requireUsable(gradients);
  if (const auto bad = checkedStep(*held, gradients, factor)) {
    throw InputError("gradients[" + std::to_string(*bad) + "]",
                     "expected a gradient and a step that are finite, for layer \"" +
                         held->optimizer.layerOf(*bad) + "\", but received NaN or infinity");
  }
  held->updates += 1;
  if (!held->rotation) return info.Env().Undefined();
  const Rotation rotation = held->rotation->measure(held->updates);
  Napi::Object object = Napi::Object::New(info.Env());
  object.Set("distance", listOf(info.Env(), rotation.distance));
  object.Set("angle", listOf(info.Env(), rotation.angle));
  object.Set("norm", listOf(info.Env(), rotation.norm));
  return object;
}

Napi::Value optimizerState(const Napi::CallbackInfo& info) {
  const auto held = handleOf<PlainOptimizer>(info[0]);
  Napi::Object object = Napi::Object::New(info.Env());
  for (const auto& [key, buffer] : held->optimizer.state()) {
    object.Set(key, wrapTensor(info.Env(), buffer.clone()));
  }
  return object;
}

}  // namespace

void registerOptimizer(Napi::Object exports) {
  method<optimizerCreate>(exports, "optimizerCreate");
  method<optimizerStep>(exports, "optimizerStep");
  method<optimizerState>(exports, "optimizerState");
}

}  // namespace layca::binding
