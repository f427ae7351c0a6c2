#include "generator.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include <memory>

#include "convert_number.h"
#include "register.h"
#include "tensor_names.h"

namespace layca::binding {
namespace {

at::Generator newGenerator(at::Device device) {
  if (device.is_cpu()) return at::detail::createCPUGenerator();
  return at::globalContext()
      .getAcceleratorHooksInterface(device.type())
      .getNewGenerator(device.index());
}

Napi::Value generatorCreate(const Napi::CallbackInfo& info) {
  const auto seed = static_cast<uint64_t>(integerOf(info[0], "seed"));
  at::Generator generator = newGenerator(deviceOf(info[1], "device"));
  generator.set_current_seed(seed);
  return wrapHandle(info.Env(), std::make_shared<at::Generator>(std::move(generator)));
}

/// libtorch's own sources, from which all random operators draw that are given none.
Napi::Value manualSeed(const Napi::CallbackInfo& info) {
  at::manual_seed(static_cast<uint64_t>(integerOf(info[0], "seed")));
  return info.Env().Undefined();
}

}  // namespace

void registerGenerator(Napi::Object exports) {
  method<generatorCreate>(exports, "generatorCreate");
  method<manualSeed>(exports, "manualSeed");
}

}  // namespace layca::binding
