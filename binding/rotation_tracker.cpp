#include "rotation_tracker.h"

#include <utility>

#include "dense_tensor.h"
#include "errors.h"
#include "register.h"
#include "rotation/rotation_tracker.h"
#include "run_spec_convert.h"
#include "tensor_handle.h"
#include "train/history_json.h"
#include "typed_handle.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostKernels = 100000;

/// Kernels that are tracked, with what errors call them.
struct TrackedKernels {
  std::vector<at::Tensor> current;
  std::vector<std::string> places;
  RotationTracker tracker;
  std::int64_t last = 0;
};

}  // namespace

template <>
struct HandleType<TrackedKernels> {
  static constexpr napi_type_tag tag{0x9d42c6f01b7e4a85, 0xb60f8e2c47d1935a};
  static constexpr const char* name = "rotation";
  static constexpr const char* what = "a rotation tracker's handle";
};

namespace {

/// A copy of `values` that lies in memory as `like` does.
at::Tensor copyLike(const at::Tensor& like, const at::Tensor& values, const std::string& place) {
  if (values.sizes() != like.sizes() || values.scalar_type() != like.scalar_type()) {
    throw BadArgument(place, "the shape and dtype of its parameter", "others");
  }
  return at::empty_like(like).copy_(values);
}

Napi::Value rotationTrack(const Napi::CallbackInfo& info) {
  const at::NoGradGuard noGrad;
  std::vector<at::Tensor> initial;
  std::vector<at::Tensor> current;
  std::vector<std::string> places;
  std::int64_t bytes = 0;
  for (const Napi::Value& element : readList(info[0], "parameters", 1, kMostKernels)) {
    ObjectReader reader(element, "parameters[" + std::to_string(current.size()) + "]");
    const std::string place = readText(reader.get("place"), reader.at("place"));
    const at::Tensor tensor = tensorOf(reader.get("value"), place.c_str()).detach();
    requireDense(tensor, place);
    if (tensor.dim() < 2) {
      throw BadArgument(place, "a kernel, of two or more dimensions",
                        "one of " + std::to_string(tensor.dim()));
    }
    const std::string from = place + ": initial";
    initial.push_back(copyLike(
        tensor,
        reader.has("initial") ? tensorOf(reader.get("initial"), from.c_str()).detach() : tensor,
        from));
    reader.finish();
    current.push_back(tensor);
    places.push_back(place);
    // What lies on the CPU is counted as it is taken (memory_ledger.h).
    if (!tensor.is_cpu()) bytes += 2 * static_cast<std::int64_t>(tensor.nbytes());
  }
  const std::vector<bool> trained(current.size(), true);
  auto made = std::make_shared<TrackedKernels>(
      TrackedKernels{current, std::move(places),
                     RotationTracker(std::move(initial), current, trained, /*everyStep=*/false)});
  return wrapHandle(info.Env(), std::move(made), bytes);
}

Napi::Value rotationMeasure(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const at::NoGradGuard noGrad;
  const auto held = handleOf<TrackedKernels>(info[0]);
  const auto handles = readList(info[1], "parameters", 0, kMostKernels);
  if (handles.size() != held->current.size()) {
    throw BadArgument("parameters", std::to_string(held->current.size()) + " of them",
                      std::to_string(handles.size()));
  }
  for (std::size_t i = 0; i < handles.size(); ++i) {
    const std::string& place = held->places[i];
    requireUnmoved(tensorOf(handles[i], place.c_str()), held->current[i], place);
  }
  const std::int64_t step = readInteger(info[2], "step", held->last);
  const Rotation rotation = held->tracker.measure(step);
  held->last = step;
  Napi::Object object = Napi::Object::New(env);
  object.Set("distance", listOf(env, rotation.distance));
  object.Set("angle", listOf(env, rotation.angle));
  object.Set("rate", listOf(env, rotation.rate));
  object.Set("norm", listOf(env, rotation.norm));
  return object;
}

Napi::Value rotationDispose(const Napi::CallbackInfo& info) {
  disposeHandle<TrackedKernels>(info[0]);
  return info.Env().Undefined();
}

}  // namespace

void registerRotation(Napi::Object exports) {
  method<rotationTrack>(exports, "rotationTrack");
  method<rotationMeasure>(exports, "rotationMeasure");
  method<rotationDispose>(exports, "rotationDispose");
}

}  // namespace layca::binding
