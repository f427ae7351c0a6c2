// The parts of the resolved run spec that the engine executes (spec.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "spec/augment_spec.h"
#include "spec/network_spec.h"
#include "spec/optimizer_spec.h"

namespace layca {

struct CrossEntropySpec {
  double labelSmoothing;
};

/// Mean squared error over all numbers.
struct MseSpec {};

using LossSpec = std::variant<CrossEntropySpec, MseSpec>;

/// bfloat16: automatic mixed precision, the weights and all of the optimizer in float32.
enum class Precision { float32, float64, bfloat16 };

struct EveryEpoch {};
struct EveryStep {};
struct EverySteps {
  std::int64_t steps;
};
struct FirstStepOfEpoch {};
/// Every step of one epoch.
struct StepsOfEpoch {
  std::int64_t epoch;
};

using Moment = std::variant<EveryEpoch, EveryStep, EverySteps, FirstStepOfEpoch, StepsOfEpoch>;

/// The silhouette of the gradients with respect to one layer's output (Figure 8).
struct FeedbackSpec {
  std::string layer;
  /// How many training images, the first ones; all where there are fewer.
  std::int64_t images;
};

struct RecordSpec {
  std::vector<Moment> every;
  /// Whether `every` was written as a list.
  bool list = false;
  bool rotation;
  bool norms;
  bool gradients;
  bool secondMoments;
  /// Whether figures hold the top-5 accuracy.
  bool top5;
  std::optional<FeedbackSpec> feedback;
};

struct LossBelow {
  double value;
};
struct AccuracyFloor {
  std::int64_t epoch;
  double value;
};
/// Equal to each of the `epochs` before.
struct LossUnchanged {
  std::int64_t epochs;
};

/// When training ends early: looked at when an epoch ends.
using StopRule = std::variant<LossBelow, AccuracyFloor, LossUnchanged>;

enum class Select { final, bestValidation };

/// A checkpoint every so many epochs, or updates.
struct CheckpointSpec {
  std::int64_t every;
  bool steps;
};

struct RunSpec {
  NetworkSpec network;
  LossSpec loss;
  OptimizerSpec optimizer;
  ScheduleSpec schedule;
  std::int64_t epochs;
  std::int64_t batchSize;
  bool shuffle;
  bool dropLast;
  /// The largest norm of all gradients together.
  std::optional<double> clipGradNorm;
  /// Batches whose mean gradient makes one update.
  std::int64_t accumulate;
  /// Random changes of training images, one after the other.
  std::vector<AugmentSpec> augment;
  /// Layers whose parameters are trained; all of them where absent.
  std::optional<std::vector<std::string>> trainable;
  std::uint64_t seed;
  /// "cpu", "cuda" or "cuda:<index>".
  std::string device;
  Precision precision;
  int threads;
  RecordSpec record;
  std::vector<StopRule> stop;
  Select select;
  std::optional<CheckpointSpec> checkpoint;
};

}  // namespace layca
