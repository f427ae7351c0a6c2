// libtorch's warnings as Node's: `process.emitWarning(message, "LibtorchWarning")`.
#pragma once

#include <c10/util/Exception.h>

#include <string>
#include <vector>

#include "napi_setup.h"

namespace layca::binding {

/// Collects the warnings that libtorch gives on the thread that made it, while it lives. One for an
/// environment: to put one in place for each call takes as long as some operators.
class Warnings final : public c10::WarningHandler {
 public:
  Warnings();
  ~Warnings() override;
  Warnings(const Warnings&) = delete;
  Warnings& operator=(const Warnings&) = delete;

  void process(const c10::Warning& warning) override { messages_.push_back(warning.msg()); }

  /// Hands to Node what was collected. It runs JavaScript, which may throw.
  void emit(Napi::Env env) {
    if (!messages_.empty()) emitAll(env);
  }

 private:
  void emitAll(Napi::Env env);

  c10::WarningHandler* before_;
  std::vector<std::string> messages_;
};

}  // namespace layca::binding
