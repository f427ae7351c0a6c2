// Lists of layers between JavaScript and the engine's structures.
#pragma once

#include <string>
#include <vector>

#include "run_spec_reader.h"
#include "spec/network_spec.h"

namespace layca::binding {

/// A network's layers, those inside residuals included: 1 to 4096, at most 32 residuals deep.
std::vector<LayerSpec> toLayers(const Napi::Value& value, const std::string& place);
Napi::Array fromLayers(Napi::Env env, const std::vector<LayerSpec>& layers);

}  // namespace layca::binding
