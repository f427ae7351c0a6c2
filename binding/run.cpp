#include "run.h"

#include "convert_function.h"
#include "errors.h"
#include "random/permutation.h"
#include "register.h"
#include "run_handle.h"
#include "run_inputs_convert.h"
#include "run_spec_convert.h"
#include "run_state_convert.h"
#include "tensor_handle.h"

namespace layca::binding {

namespace {

constexpr std::int64_t kMostIndices = (std::int64_t{1} << 31) - 1;
constexpr std::int64_t kMostStreams = (std::int64_t{1} << 32) - 1;

Napi::Value runStart(const Napi::CallbackInfo& info) {
  RunSpec spec = toRunSpec(info[0]);
  RunInputs inputs = toRunInputs(info[1]);
  const Napi::Function wake = functionOf(info[2], "wake");
  return wrapHandle(info.Env(), ActiveRun::start(std::move(spec), std::move(inputs), wake));
}

Napi::Value runStop(const Napi::CallbackInfo& info) {
  handleOf<ActiveRun>(info[0])->run().stop();
  return info.Env().Undefined();
}

Napi::Value runState(const Napi::CallbackInfo& info) {
  const auto active = handleOf<ActiveRun>(info[0]);
  return fromRunState(info.Env(), active->run().state(), active->run().plan());
}

Napi::Value runEntry(const Napi::CallbackInfo& info) {
  const auto active = handleOf<ActiveRun>(info[0]);
  const std::int64_t index = readInteger(info[1], "index", 0);
  const auto entry = active->run().entry(static_cast<std::size_t>(index));
  if (!entry) throw BadRange("index", "the index of an entry", describe(info[1]));
  return fromHistoryEntry(info.Env(), *entry);
}

enum class Which { initial, current };
constexpr Words<Which, 2> kWhich{{{"initial", Which::initial}, {"current", Which::current}}};

Napi::Value runWeights(const Napi::CallbackInfo& info) {
  const auto active = handleOf<ActiveRun>(info[0]);
  StateDict state;
  if (readWord(info[1], "which", kWhich) == Which::initial) {
    state = active->run().initialWeights();
  } else if (auto weights = active->run().finalWeights()) {
    state = *std::move(weights);
  } else {
    throw std::runtime_error("the run's weights can be read once it has ended");
  }
  Napi::Object object = Napi::Object::New(info.Env());
  for (auto& [key, value] : state) object.Set(key, wrapTensor(info.Env(), std::move(value)));
  return object;
}

Napi::Value echoSpec(const Napi::CallbackInfo& info) {
  return fromRunSpec(info.Env(), toRunSpec(info[0]));
}

Napi::Value permutationOf(const Napi::CallbackInfo& info) {
  const auto seed = static_cast<std::uint64_t>(readInteger(info[0], "seed", 0));
  const Purpose purpose = readWord(info[1], "purpose", kPurposes);
  const auto index = static_cast<std::uint32_t>(readInteger(info[2], "index", 0, kMostStreams));
  const auto n = static_cast<std::size_t>(readInteger(info[3], "n", 0, kMostIndices));
  Napi::Int32Array order = Napi::Int32Array::New(info.Env(), n);
  permutation(seed, purpose, index, order.Data(), n);
  return order;
}

}  // namespace

void registerRun(Napi::Object exports) {
  method<runStart>(exports, "runStart");
  method<runStop>(exports, "runStop");
  method<runState>(exports, "runState");
  method<runEntry>(exports, "runEntry");
  method<runWeights>(exports, "runWeights");
  method<echoSpec>(exports, "echoSpec");
  method<permutationOf>(exports, "permutation");
}

}  // namespace layca::binding
