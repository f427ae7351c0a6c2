#include "train/history_json.h"

#include "io/json_text.h"

namespace layca {

namespace {

std::string json(double value) { return jsonNumber(value); }

std::string json(std::int64_t value) { return std::to_string(value); }

std::string json(const std::vector<double>& values) { return jsonNumbers(values); }

/// An object, its fields in the order they are added.
class Object {
 public:
  Object& raw(const char* key, const std::string& value) {
    if (!text_.empty()) text_ += ',';
    text_ += std::string("\"") + key + "\":" + value;
    return *this;
  }
  template <typename Value>
  Object& field(const char* key, const Value& value) {
    return raw(key, json(value));
  }
  template <typename Value>
  Object& field(const char* key, const std::optional<Value>& value) {
    if (value) raw(key, json(*value));
    return *this;
  }
  std::string text() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

std::string json(const Figures& figures) {
  return Object()
      .field("loss", figures.loss)
      .field("accuracy", figures.accuracy)
      .field("top5Accuracy", figures.top5Accuracy)
      .text();
}

const char* nameOf(At at) {
  switch (at) {
    case At::epoch:
      return "\"epoch\"";
    case At::step:
      return "\"step\"";
    case At::firstStepOfEpoch:
      return "\"firstStepOfEpoch\"";
  }
  return "null";
}

}  // namespace

std::string historyJson(const HistoryEntry& entry) {
  Object object;
  object.raw("at", nameOf(entry.at))
      .field("epoch", entry.epoch)
      .field("step", entry.step)
      .field("lr", entry.lr)
      .raw("train", json(entry.train));
  if (entry.validation) object.raw("validation", json(*entry.validation));
  if (entry.distance || entry.norm) {
    object.raw("rotation", Object()
                               .field("distance", entry.distance)
                               .field("angle", entry.angle)
                               .field("rate", entry.rate)
                               .field("norm", entry.norm)
                               .text());
  }
  if (entry.gradientNorm) {
    object.raw("gradients", Object().field("norm", *entry.gradientNorm).text());
  }
  if (entry.secondMoments) {
    object.raw("secondMoments", Object()
                                    .field("p10", entry.secondMoments->p10)
                                    .field("p50", entry.secondMoments->p50)
                                    .field("p90", entry.secondMoments->p90)
                                    .text());
  }
  if (entry.feedback) object.raw("feedback", Object().field("silhouette", *entry.feedback).text());
  return object.text();
}

}  // namespace layca
