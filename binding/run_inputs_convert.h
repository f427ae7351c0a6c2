// NativeRunInputs of lib/addon.ts to the engine's RunInputs.
#pragma once

#include <string>

#include "napi_setup.h"
#include "run_spec_reader.h"
#include "train/run_inputs.h"

namespace layca::binding {

/// Throws BadArgument for wrong types; whether tensors fit the network is the engine's to check.
RunInputs toRunInputs(const Napi::Value& value);

DataSet toDataSet(ObjectReader data);

/// Tensors by PyTorch's keys.
StateDict toStateDict(const Napi::Value& value, const std::string& place);

/// `{ mean, std }`: lists of numbers.
Normalization toNormalization(ObjectReader normalize);

}  // namespace layca::binding
