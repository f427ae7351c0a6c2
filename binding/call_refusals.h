// Operators that `call` refuses although libtorch has them.
#pragma once

#include <string>

namespace layca::binding {

/// Why the operator is refused; empty if it is not. `name` without the namespace.
std::string refusalOf(const std::string& name, const std::string& overload);

}  // namespace layca::binding
