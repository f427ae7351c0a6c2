// What must hold between a run's spec, its network and its data before anything is allocated.
#pragma once

#include <vector>

#include "nn/network_plan.h"
#include "spec/run_spec.h"
#include "train/run_inputs.h"

namespace layca {

/// Throws InputError with the place of the first thing that does not fit.
void checkRun(const RunSpec& spec, const NetworkPlan& plan, const RunInputs& inputs);

/// CUDA devices libtorch can use; 0 where there is none, or no CUDA build of libtorch was opened.
int cudaDeviceCount();

}  // namespace layca
