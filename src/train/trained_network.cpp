#include "train/trained_network.h"

#include <algorithm>

namespace layca {

std::vector<bool> trainedParameters(const RunSpec& spec, Network& network) {
  std::vector<bool> trained;
  for (const Parameter& parameter : network.parameters()) {
    const bool chosen = !spec.trainable || covers(*spec.trainable, parameter.owner);
    trained.push_back(chosen && steps(spec.optimizer, parameter.kernel));
  }
  return trained;
}

std::vector<OptimizedParameter> optimizedParameters(Network& network,
                                                    const std::vector<bool>& trained) {
  std::vector<OptimizedParameter> parameters;
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    const Parameter& parameter = network.parameters()[i];
    parameters.push_back({parameter.value, parameter.key, parameter.owner,
                          layerPlace(parameter.owner), parameter.kernel, trained[i]});
  }
  return parameters;
}

TrainedList trainedList(Network& network, const std::vector<bool>& trained) {
  TrainedList list;
  for (std::size_t i = 0; i < trained.size(); ++i) {
    if (!trained[i]) continue;
    Parameter& parameter = network.parameters()[i];
    list.values.push_back(parameter.value.requires_grad_());
    list.layers.push_back(parameter.owner);
    list.kernels.push_back(parameter.kernel);
  }
  return list;
}

KernelList kernelList(Network& network, const StateDict& initial,
                      const std::vector<bool>& trained) {
  KernelList kernels;
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    const Parameter& parameter = network.parameters()[i];
    if (parameter.kernel < 0) continue;
    const auto found = std::find_if(initial.begin(), initial.end(), [&](const auto& entry) {
      return entry.first == parameter.key;
    });
    kernels.initial.push_back(found->second);
    kernels.current.push_back(parameter.value);
    kernels.trained.push_back(trained[i]);
  }
  return kernels;
}

}  // namespace layca
