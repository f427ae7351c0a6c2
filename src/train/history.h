// A run's history, as lib/record.ts describes it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace layca {

/// Means over a set of samples.
struct Figures {
  double loss;
  /// Fraction of samples whose largest logit is their target; absent where the loss has none.
  std::optional<double> accuracy;
  /// Fraction whose target is among the five largest; where it is recorded.
  std::optional<double> top5Accuracy;
};

/// Percentiles 10, 50 and 90 over each kernel's second-moment estimates.
struct MomentPercentiles {
  std::vector<double> p10;
  std::vector<double> p50;
  std::vector<double> p90;
};

enum class At { epoch, step, firstStepOfEpoch };

struct HistoryEntry {
  At at;
  std::int64_t epoch;
  /// Updates done.
  std::int64_t step;
  /// Scheduled lr, or rate, of the last update.
  double lr;
  Figures train;
  std::optional<Figures> validation;
  /// One number a kernel each; which of them are recorded is the spec's choice.
  std::optional<std::vector<double>> distance;
  std::optional<std::vector<double>> angle;
  std::optional<std::vector<double>> rate;
  std::optional<std::vector<double>> norm;
  /// Norm of each kernel's gradient in the last update.
  std::optional<std::vector<double>> gradientNorm;
  std::optional<MomentPercentiles> secondMoments;
  /// Silhouette of the feedback.
  std::optional<double> feedback;
};

}  // namespace layca
