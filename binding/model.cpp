#include "model.h"

#include "register.h"
#include "run_inputs_convert.h"
#include "run_spec_convert.h"
#include "tensor_handle.h"
#include "train/model.h"
#include "typed_handle.h"

namespace layca::binding {

template <>
struct HandleType<Model> {
  static constexpr napi_type_tag tag{0x71c8e5d20b9f4a36, 0xc3d07a5e918b62f4};
  static constexpr const char* name = "model";
  static constexpr const char* what = "a model's handle";
};

namespace {

std::int64_t bytesOf(const StateDict& weights) {
  std::int64_t bytes = 0;
  for (const auto& [key, value] : weights) bytes += static_cast<std::int64_t>(value.nbytes());
  return bytes;
}

Napi::Value modelCreate(const Napi::CallbackInfo& info) {
  const NetworkSpec network = toNetworkSpec(info[0], "network");
  const StateDict weights = toStateDict(info[1], "weights");
  ObjectReader options(info[2], "options");
  const std::string device = toDevice(options.get("device"), options.at("device"));
  const Precision precision = options.word("precision", kPrecisions);
  Normalization normalization;
  if (options.has("normalize")) normalization = toNormalization(options.object("normalize"));
  options.finish();
  // What lies on the CPU is counted as it is taken (memory_ledger.h).
  const std::int64_t bytes = device == "cpu" ? 0 : bytesOf(weights);
  return wrapHandle(info.Env(),
                    std::make_shared<Model>(network, weights, normalization, device, precision),
                    bytes);
}

Napi::Value modelLogits(const Napi::CallbackInfo& info) {
  const auto model = handleOf<Model>(info[0]);
  const at::Tensor inputs = tensorOf(info[1], "batch").detach();
  return wrapTensor(info.Env(), model->logits(inputs));
}

}  // namespace

void registerModel(Napi::Object exports) {
  method<modelCreate>(exports, "modelCreate");
  method<modelLogits>(exports, "modelLogits");
}

}  // namespace layca::binding
