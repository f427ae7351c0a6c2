// Which parameters of a network a run trains, and what the optimizer and the records need of them.
#pragma once

#include <string>
#include <vector>

#include "nn/network.h"
#include "optim/optimizer.h"
#include "spec/run_spec.h"

namespace layca {

/// Of each parameter of the network whether the run trains it.
std::vector<bool> trainedParameters(const RunSpec& spec, Network& network);

std::vector<OptimizedParameter> optimizedParameters(Network& network,
                                                    const std::vector<bool>& trained);

/// The trained parameters, in the order of their gradients.
struct TrainedList {
  /// They require gradients.
  std::vector<at::Tensor> values;
  std::vector<std::string> layers;
  /// Index among all kernels, −1 for other parameters.
  std::vector<int> kernels;
};
TrainedList trainedList(Network& network, const std::vector<bool>& trained);

/// The kernels in forward order: their first values, their values now and whether they are trained.
struct KernelList {
  std::vector<at::Tensor> initial;
  std::vector<at::Tensor> current;
  std::vector<bool> trained;
};
KernelList kernelList(Network& network, const StateDict& initial, const std::vector<bool>& trained);

}  // namespace layca
