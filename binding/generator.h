// Sources of random numbers as JavaScript sees them, for the `generator` argument of operators.
#pragma once

#include <ATen/core/Generator.h>

#include "napi_setup.h"
#include "typed_handle.h"

namespace layca::binding {

template <>
struct HandleType<at::Generator> {
  static constexpr napi_type_tag tag{0x6c61796361206765, 0x2f84d1b06c9e7a35};
  static constexpr const char* name = "generator";
  static constexpr const char* what = "a generator made by torch.generator";
};

/// generatorCreate and manualSeed.
void registerGenerator(Napi::Object exports);

}  // namespace layca::binding
