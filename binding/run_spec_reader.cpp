#include "run_spec_reader.h"

#include <algorithm>
#include <cmath>

namespace layca::binding {

namespace {

constexpr std::size_t kLongestText = 1000;
constexpr std::size_t kMostNames = 10000;

/// A number as JavaScript would write it.
std::string numberText(double number) {
  std::string text = std::to_string(number);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string rangeText(const std::string& kind, double least, double most, double largest) {
  std::string text = kind;
  if (least > -largest) text += " ≥ " + numberText(least);
  if (most < largest) text += (least > -largest ? " and ≤ " : " ≤ ") + numberText(most);
  return text;
}

}  // namespace

double readReal(const Napi::Value& value, const std::string& place, double least, double most) {
  const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : std::nan("");
  if (!std::isfinite(number) || number < least || number > most) {
    throw BadArgument(place, rangeText("a finite number", least, most, kInfinity), describe(value));
  }
  return number;
}

std::int64_t readInteger(const Napi::Value& value, const std::string& place, std::int64_t least,
                         std::int64_t most) {
  const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : std::nan("");
  if (!(number == std::floor(number)) || number < static_cast<double>(least) ||
      number > static_cast<double>(most)) {
    throw BadArgument(place,
                      rangeText("an integer", static_cast<double>(least), static_cast<double>(most),
                                static_cast<double>(kLargestInteger)),
                      describe(value));
  }
  return static_cast<std::int64_t>(number);
}

bool readFlag(const Napi::Value& value, const std::string& place) {
  if (!value.IsBoolean()) throw BadArgument(place, "true or false", describe(value));
  return value.As<Napi::Boolean>().Value();
}

std::string readText(const Napi::Value& value, const std::string& place) {
  if (!value.IsString()) throw BadArgument(place, "a string", describe(value));
  std::string text = value.As<Napi::String>().Utf8Value();
  if (text.size() > kLongestText || text.find('\0') != std::string::npos) {
    throw BadArgument(place, "a string of at most 1000 bytes without NUL", describe(value));
  }
  return text;
}

std::vector<Napi::Value> readList(const Napi::Value& value, const std::string& place,
                                  std::size_t least, std::size_t most) {
  const std::size_t length = value.IsArray() ? value.As<Napi::Array>().Length() : 0;
  if (!value.IsArray() || length < least || length > most) {
    throw BadArgument(place, "a list of " + std::to_string(least) + " to " + std::to_string(most),
                      describe(value));
  }
  std::vector<Napi::Value> elements;
  for (std::size_t i = 0; i < length; ++i) {
    elements.push_back(value.As<Napi::Array>().Get(static_cast<std::uint32_t>(i)));
  }
  return elements;
}

std::vector<std::string> readTexts(const Napi::Value& value, const std::string& place) {
  std::vector<std::string> texts;
  for (const Napi::Value& element : readList(value, place, 0, kMostNames)) {
    texts.push_back(readText(element, place + "[" + std::to_string(texts.size()) + "]"));
  }
  return texts;
}

void refuseWord(const Napi::Value& value, const std::string& place,
                const std::vector<std::string>& words) {
  std::string expected;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) expected += i + 1 == words.size() ? " or " : ", ";
    expected += '"' + words[i] + '"';
  }
  throw BadArgument(place, expected, describe(value));
}

ObjectReader::ObjectReader(const Napi::Value& value, std::string place) : place_(std::move(place)) {
  if (!value.IsObject() || value.IsArray() || value.IsFunction()) {
    throw BadArgument(place_.empty() ? "spec" : place_, "an object", describe(value));
  }
  object_ = value.As<Napi::Object>();
}

Napi::Value ObjectReader::get(const char* key) {
  if (std::find(read_.begin(), read_.end(), key) == read_.end()) read_.emplace_back(key);
  return object_.Get(key);
}

std::string ObjectReader::at(const char* key) const {
  return place_.empty() ? key : place_ + "." + key;
}

void ObjectReader::finish() const {
  const Napi::Array keys = object_.GetPropertyNames();
  for (std::uint32_t i = 0; i < keys.Length(); ++i) {
    const std::string key = Napi::Value(keys[i]).ToString().Utf8Value();
    if (std::find(read_.begin(), read_.end(), key) == read_.end()) {
      throw BadArgument(place_.empty() ? "spec" : place_, "only keys that the engine knows",
                        '"' + key.substr(0, 40) + '"');
    }
  }
}

}  // namespace layca::binding
