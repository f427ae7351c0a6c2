// What the addon keeps for one Node environment (the main thread, or a worker): instance data,
// since the same binary serves several threads at once and static state would be shared between
// them.
#pragma once

#include <functional>
#include <memory>
#include <type_traits>
#include <typeindex>
#include <utility>
#include <vector>

#include "napi_setup.h"
#include "tensor_registry.h"
#include "warnings.h"

namespace layca::binding {

class Environment {
 public:
  /// Makes the instance data of `env` and its cleanup hook; called once, when the addon is loaded.
  static void create(Napi::Env env);
  static Environment& of(Napi::Env env) { return *env.GetInstanceData<Environment>(); }

  explicit Environment(napi_env env) : tensors_(env) {}

  TensorRegistry& tensors() { return tensors_; }
  Warnings& warnings() { return warnings_; }

  /// Autograd's switch as JavaScript sees it; calls into libtorch apply it under a guard.
  bool gradEnabled() const { return gradEnabled_; }
  void setGradEnabled(bool enabled) { gradEnabled_ = enabled; }

  /// The environment's one object of type T, made on first use, of the environment if it takes
  /// that; freed with the environment.
  template <typename T>
  T& part() {
    for (auto& [type, object] : parts_) {
      if (type == std::type_index(typeid(T))) return *static_cast<T*>(object.get());
    }
    std::shared_ptr<T> object;
    if constexpr (std::is_constructible_v<T, Environment&>) {
      object = std::make_shared<T>(*this);
    } else {
      object = std::make_shared<T>();
    }
    parts_.emplace_back(std::type_index(typeid(T)), object);
    return *object;
  }

  /// Runs `action` once when the environment ends: at `shutdown()` from JavaScript's exit handler,
  /// or from the cleanup hook when a worker is terminated. Actions must not call JavaScript.
  void atShutdown(std::function<void()> action) { actions_.push_back(std::move(action)); }

  /// Runs the actions, last registered first, each once.
  void shutdown();

 private:
  TensorRegistry tensors_;
  Warnings warnings_;
  bool gradEnabled_ = true;
  std::vector<std::pair<std::type_index, std::shared_ptr<void>>> parts_;
  std::vector<std::function<void()>> actions_;
};

}  // namespace layca::binding
