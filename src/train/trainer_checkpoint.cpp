// What a checkpoint holds: the weights under their own names, as PyTorch reads them, and all else
// under `layca/`. Random numbers have no state: they follow from the seed and the position.
#include <ATen/ATen.h>

#include <cmath>
#include <limits>
#include <utility>

#include "engine_errors.h"
#include "train/trainer.h"

namespace layca {

namespace {

constexpr const char* kInitial = "layca/initial/";
constexpr const char* kBest = "layca/best/";
constexpr const char* kBestFigures = "layca/best";
/// epoch, updates in it, correct, samples, updates in all, bytes of the history.
constexpr const char* kPosition = "layca/position";
/// Samples whose target is among the five largest outputs; where they are counted.
constexpr const char* kAmongFive = "layca/amongFive";
/// Sum of the epoch's losses, the schedule's last factor.
constexpr const char* kNumbers = "layca/numbers";
constexpr const char* kLosses = "layca/losses";
/// Layers of the frozen prefix that were computed once; absent before the first update.
constexpr const char* kCachedLayers = "layca/cachedLayers";
constexpr const char* kStopReason = "layca/stopReason";
/// Of all that stands before it.
constexpr const char* kChecksum = "layca/checksum";

void putAll(SavedState& saved, const std::string& prefix, const StateDict& state) {
  for (const auto& [key, value] : state) saved.put(prefix + key, value);
}

void takeAll(const SavedState& saved, const std::string& prefix, const StateDict& state) {
  for (const auto& [key, value] : state) saved.copyInto(prefix + key, value);
}

at::Tensor bytesOf(const std::string& text) {
  at::Tensor bytes = at::empty({static_cast<std::int64_t>(text.size())}, at::kByte);
  std::copy(text.begin(), text.end(), bytes.data_ptr<std::uint8_t>());
  return bytes;
}

std::string textOf(const at::Tensor& bytes) {
  if (bytes.scalar_type() != at::kByte) return {};
  const at::Tensor plain = bytes.cpu().contiguous();
  const auto* first = plain.const_data_ptr<std::uint8_t>();
  return {first, first + plain.numel()};
}

}  // namespace

void loadInitial(const SavedState& saved, const Network& network) {
  takeAll(saved, kInitial, network.state());
}

bool Trainer::checkpointDue(bool epochEnd) const {
  const auto& asked = spec_.checkpoint;
  if (!asked || asked->steps == epochEnd) return false;
  return (epochEnd ? at_.epoch : progress_.step) % asked->every == 0;
}

void Trainer::checkpoint() {
  if (inputs_.checkpointPath.empty()) return;
  if (history_) history_->sync();
  SavedState saved;
  putAll(saved, "", network_.state());
  putAll(saved, kInitial, initial_);
  optimizer_->save(saved);
  recorder_->save(saved);
  if (const auto& figures = best_.figures()) {
    putAll(saved, kBest, best_.state());
    const double none = std::numeric_limits<double>::quiet_NaN();
    saved.put(kBestFigures, std::vector<double>{figures->loss, figures->accuracy.value_or(none)});
  }
  const FigureSums& sums = at_.sums;
  saved.put(kPosition, std::vector<std::int64_t>{at_.epoch, at_.update, sums.correct, sums.samples,
                                                 progress_.step, history_ ? history_->bytes() : 0});
  if (spec_.record.top5) saved.put(kAmongFive, std::vector<std::int64_t>{sums.amongFive});
  saved.put(kNumbers, std::vector<double>{sums.loss, factor_});
  saved.put(kLosses, stopRules_.losses());
  if (progress_.step > 0) {
    const auto layers = static_cast<std::int64_t>(progress_.cachedLayers);
    saved.put(kCachedLayers, std::vector<std::int64_t>{layers});
  }
  saved.put(kStopReason, bytesOf(stopReason_));
  Metadata metadata = inputs_.metadata;
  metadata.emplace_back("format", "layca-checkpoint/1");
  writeSafetensors(inputs_.checkpointPath, saved.entries(), metadata, kChecksum);
}

std::int64_t Trainer::resume(const SavedState& saved) {
  takeAll(saved, "", network_.state());
  optimizer_->resume(saved);
  recorder_->resume(saved);
  const auto position = saved.integers(kPosition, 6);
  const auto numbers = saved.reals(kNumbers);
  if (numbers.size() != 2) {
    throw InputError(std::string("checkpoint[\"") + kNumbers + "\"]",
                     "expected two numbers but received " + std::to_string(numbers.size()));
  }
  const std::int64_t amongFive = saved.has(kAmongFive) ? saved.integers(kAmongFive, 1)[0] : 0;
  at_ = {position[0], position[1], {numbers[0], position[2], amongFive, position[3]}};
  progress_.epoch = at_.epoch;
  progress_.step = progress_.firstStep = position[4];
  requirePlace();
  if (saved.has(kCachedLayers)) {
    const bool cached = saved.integers(kCachedLayers, 1)[0] > 0;
    prefixChoice_ = cached ? PrefixChoice::always : PrefixChoice::never;
  }
  factor_ = numbers[1];
  stopRules_.resume(saved.reals(kLosses));
  stopReason_ = textOf(saved.tensor(kStopReason));
  if (saved.has(kBestFigures)) {
    const auto figures = saved.reals(kBestFigures);
    if (figures.size() != 2) {
      throw InputError(std::string("checkpoint[\"") + kBestFigures + "\"]",
                       "expected two numbers but received " + std::to_string(figures.size()));
    }
    StateDict best = cloneState(network_.state());
    takeAll(saved, kBest, best);
    const auto accuracy = std::isnan(figures[1]) ? std::nullopt : std::optional(figures[1]);
    best_.resume({figures[0], accuracy, {}}, std::move(best));
  }
  return position[5];
}

void Trainer::requirePlace() const {
  // The last epoch's end is update 0 of the epoch after it.
  const bool within = at_.update <= updatesAnEpoch_ &&
                      (at_.epoch < spec_.epochs || (at_.epoch == spec_.epochs && at_.update == 0));
  if (within && progress_.step == at_.epoch * updatesAnEpoch_ + at_.update) return;
  throw InputError(std::string("checkpoint[\"") + kPosition + "\"]",
                   "expected a place within " + std::to_string(spec_.epochs) + " epochs of " +
                       std::to_string(updatesAnEpoch_) + " updates but received epoch " +
                       std::to_string(at_.epoch) + ", update " + std::to_string(at_.update) +
                       ", step " + std::to_string(progress_.step));
}

}  // namespace layca
