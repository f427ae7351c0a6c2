// What must hold between a run's spec, its network and its data before anything is allocated.
#pragma once

#include <string>
#include <vector>

#include "nn/network_plan.h"
#include "spec/run_spec.h"
#include "train/run_inputs.h"

namespace layca {

/// Throws InputError with the place of the first thing that does not fit.
void checkRun(const RunSpec& spec, const NetworkPlan& plan, const RunInputs& inputs);

/// Throws InputError where the device is not there.
void checkDevice(const std::string& name);

/// Throws InputError, the key in its place, where a weight is not finite.
void checkFinite(const StateDict& state, const std::string& place);

/// CUDA devices libtorch can use; 0 where there is none, or no CUDA build of libtorch was opened.
int cudaDeviceCount();

}  // namespace layca
