#include "warnings.h"

#include <utility>

namespace layca::binding {

Warnings::Warnings() : before_(c10::WarningUtils::get_warning_handler()) {
  c10::WarningUtils::set_warning_handler(this);
}

Warnings::~Warnings() { c10::WarningUtils::set_warning_handler(before_); }

void Warnings::emitAll(Napi::Env env) {
  const std::vector<std::string> messages = std::exchange(messages_, {});
  const Napi::Object process = env.Global().Get("process").As<Napi::Object>();
  const Napi::Function emitWarning = process.Get("emitWarning").As<Napi::Function>();
  for (const std::string& message : messages) {
    emitWarning.Call(process, {Napi::String::New(env, message.substr(0, message.find('\n'))),
                               Napi::String::New(env, "LibtorchWarning")});
  }
}

}  // namespace layca::binding
