#include "train/stop_rules.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace layca {

namespace {

struct Verdict {
  std::int64_t epoch;
  const Figures& train;
  /// Of the epochs before this one, the last one last.
  const std::vector<double>& losses;

  std::string text(const std::string& what) const {
    return what + " at epoch " + std::to_string(epoch);
  }

  static std::string number(double value) {
    std::ostringstream stream;
    stream << value;
    return stream.str();
  }

  std::optional<std::string> operator()(const LossBelow& rule) const {
    if (!(train.loss < rule.value)) return std::nullopt;
    return text("the training loss " + number(train.loss) + " is below " + number(rule.value));
  }

  std::optional<std::string> operator()(const AccuracyFloor& rule) const {
    if (epoch != rule.epoch || !train.accuracy || *train.accuracy >= rule.value) {
      return std::nullopt;
    }
    return text("the training accuracy " + number(*train.accuracy) + " is below " +
                number(rule.value));
  }

  std::optional<std::string> operator()(const LossUnchanged& rule) const {
    const auto n = static_cast<std::size_t>(rule.epochs);
    if (losses.size() < n) return std::nullopt;
    const bool unchanged = std::all_of(losses.end() - rule.epochs, losses.end(),
                                       [this](double loss) { return loss == train.loss; });
    if (!unchanged) return std::nullopt;
    return text("the training loss has not changed for " + std::to_string(n) + " epochs");
  }
};

}  // namespace

StopRules::StopRules(const std::vector<StopRule>& rules) : rules_(rules), lookBack_(0) {
  for (const StopRule& rule : rules) {
    if (const auto* unchanged = std::get_if<LossUnchanged>(&rule)) {
      lookBack_ = std::max(lookBack_, static_cast<std::size_t>(unchanged->epochs));
    }
  }
}

std::optional<std::string> StopRules::afterEpoch(std::int64_t epoch, const Figures& train) {
  std::optional<std::string> reason;
  for (const StopRule& rule : rules_) {
    if (!reason) reason = std::visit(Verdict{epoch, train, losses_}, rule);
  }
  losses_.push_back(train.loss);
  if (losses_.size() > lookBack_) losses_.erase(losses_.begin());
  return reason;
}

}  // namespace layca
