// What a run needs beside its spec.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/safetensors_writer.h"
#include "io/saved_state.h"
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
  /// Where each entry is appended as it is taken.
  std::string historyPath;
  /// Where checkpoints go: those the spec asks for, and one when the run is stopped.
  std::string checkpointPath;
  /// What checkpoints and final weights tell of the run, by whoever started it; the engine does not
  /// read it.
  Metadata metadata;
  /// Files of an earlier run that are removed, in this order, once all that this one was given has
  /// been taken; what is refused before that has changed nothing.
  std::vector<std::string> replaces;
  /// A checkpoint's tensors: the run goes on from it.
  std::optional<SavedState> resume;
  /// Steps by multi-tensor operators also on the CPU, as other devices do.
  bool multiTensor = false;
};

}  // namespace layca
