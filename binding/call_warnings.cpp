#include "call_warnings.h"

namespace layca::binding {

void WarningCollector::emit(Napi::Env env) {
  if (handler_.messages.empty()) return;
  const Napi::Object process = env.Global().Get("process").As<Napi::Object>();
  const Napi::Function emitWarning = process.Get("emitWarning").As<Napi::Function>();
  for (const std::string& message : handler_.messages) {
    emitWarning.Call(process, {Napi::String::New(env, message.substr(0, message.find('\n'))),
                               Napi::String::New(env, "LibtorchWarning")});
  }
  handler_.messages.clear();
}

}  // namespace layca::binding
