// Reads plain JavaScript values with their place known, so that whatever does not fit is refused
// with a sentence.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "errors.h"
#include "napi_setup.h"
#include "run_spec_names.h"

namespace layca::binding {

/// Largest integer that JavaScript's numbers hold exactly.
constexpr std::int64_t kLargestInteger = (std::int64_t{1} << 53) - 1;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

double readReal(const Napi::Value& value, const std::string& place, double least = -kInfinity,
                double most = kInfinity);
std::int64_t readInteger(const Napi::Value& value, const std::string& place, std::int64_t least,
                         std::int64_t most = kLargestInteger);
bool readFlag(const Napi::Value& value, const std::string& place);
/// At most 1000 bytes of UTF-8, without NUL.
std::string readText(const Napi::Value& value, const std::string& place);
/// The array's elements, `least` to `most` of them.
std::vector<Napi::Value> readList(const Napi::Value& value, const std::string& place,
                                  std::size_t least, std::size_t most);
std::vector<std::string> readTexts(const Napi::Value& value, const std::string& place);

[[noreturn]] void refuseWord(const Napi::Value& value, const std::string& place,
                             const std::vector<std::string>& words);

template <typename Value, std::size_t Count>
Value readWord(const Napi::Value& value, const std::string& place,
               const Words<Value, Count>& words) {
  if (value.IsString()) {
    const std::string text = value.As<Napi::String>().Utf8Value();
    for (const auto& [word, candidate] : words) {
      if (text == word) return candidate;
    }
  }
  std::vector<std::string> known;
  for (const auto& [word, candidate] : words) known.emplace_back(word);
  refuseWord(value, place, known);
}

/// An object of which every key must be read.
class ObjectReader {
 public:
  /// Throws BadArgument for anything but an object.
  ObjectReader(const Napi::Value& value, std::string place);

  /// The value of a key, undefined where absent.
  Napi::Value get(const char* key);
  bool has(const char* key) { return !get(key).IsUndefined(); }
  /// The place of a key: `network.layers[0].kind`.
  std::string at(const char* key) const;
  const std::string& place() const { return place_; }

  double real(const char* key, double least = -kInfinity, double most = kInfinity) {
    return readReal(get(key), at(key), least, most);
  }
  std::int64_t integer(const char* key, std::int64_t least, std::int64_t most = kLargestInteger) {
    return readInteger(get(key), at(key), least, most);
  }
  bool flag(const char* key) { return readFlag(get(key), at(key)); }
  std::string text(const char* key) { return readText(get(key), at(key)); }
  template <typename Value, std::size_t Count>
  Value word(const char* key, const Words<Value, Count>& words) {
    return readWord(get(key), at(key), words);
  }
  ObjectReader object(const char* key) { return {get(key), at(key)}; }

  /// Throws BadArgument where the object has a key that was never read.
  void finish() const;

 private:
  Napi::Object object_;
  std::string place_;
  std::vector<std::string> read_;
};

}  // namespace layca::binding
