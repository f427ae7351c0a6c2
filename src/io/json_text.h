// Text as a JSON string.
#pragma once

#include <string>

namespace layca {

/// `text` (UTF-8) in quotes, with what JSON demands escaped.
std::string jsonString(const std::string& text);

}  // namespace layca
