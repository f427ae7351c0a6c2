// What a run needs beside its spec.
#pragma once

#include <optional>
#include <string>

#include "nn/network.h"
#include "train/samples.h"

namespace layca {

struct RunInputs {
  DataSet train;
  std::optional<DataSet> validation;
  std::optional<DataSet> test;
  Normalization normalization;
  /// Drawn from the seed where absent.
  std::optional<StateDict> initialWeights;
  /// Where the state dict is written before the first and after the last step; nowhere where empty.
  std::string initialPath;
  std::string finalPath;
  /// Steps by multi-tensor operators also on the CPU, as other devices do.
  bool multiTensor = false;
};

}  // namespace layca
