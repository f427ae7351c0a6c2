// Text and numbers as JSON.
#pragma once

#include <string>
#include <vector>

namespace layca {

/// `text` (UTF-8) in quotes, with what JSON demands escaped.
std::string jsonString(const std::string& text);

/// The shortest digits that give the same number again; null for what is not finite.
std::string jsonNumber(double value);

/// `[1,2.5]`
std::string jsonNumbers(const std::vector<double>& values);

}  // namespace layca
