// The errors the engine throws on purpose; everything else that may fly is libtorch's or the
// system's.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace layca {

/// Something a caller passed cannot be used. The message is `<place>: expected … but received …`.
class InputError : public std::invalid_argument {
 public:
  explicit InputError(const std::string& message) : std::invalid_argument(message) {}
  InputError(std::string place, const std::string& message)
      : std::invalid_argument(place + ": " + message), place_(std::move(place)) {}
  /// Where, as a user writes it; empty where the thrower did not know.
  const std::string& place() const { return place_; }

 private:
  std::string place_;
};

/// A file could not be written; the message names it and gives the system's reason.
class FileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Training cannot go on: a loss or gradient that is no longer finite. It is a result, not a
/// defect.
class DivergenceError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace layca
