// libtorch's warnings as Node's: `process.emitWarning(message, "LibtorchWarning")`.
#pragma once

#include <c10/util/Exception.h>

#include <string>
#include <vector>

#include "napi_setup.h"

namespace layca::binding {

/// Collects the warnings that libtorch gives on this thread while it lives.
class WarningCollector {
 public:
  WarningCollector() : guard_(&handler_) {}

  /// Hands what was collected to Node. Not from a destructor: it runs JavaScript, which may throw.
  void emit(Napi::Env env);

 private:
  struct Handler : c10::WarningHandler {
    void process(const c10::Warning& warning) override { messages.push_back(warning.msg()); }
    std::vector<std::string> messages;
  };

  Handler handler_;
  c10::WarningUtils::WarningHandlerGuard guard_;
};

}  // namespace layca::binding
