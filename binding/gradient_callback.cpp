#include "gradient_callback.h"

#include <ATen/core/grad_mode.h>

#include <mutex>
#include <stdexcept>
#include <utility>

#include "describe_tensor.h"
#include "environment.h"
#include "errors.h"
#include "tensor_handle.h"

namespace layca::binding {

/// References that only the environment's own thread can delete, but that were let go on another.
class LateReferences {
 public:
  void add(napi_ref reference) {
    const std::lock_guard lock(mutex_);
    references_.push_back(reference);
  }

  std::vector<napi_ref> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(references_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<napi_ref> references_;
};

namespace {

/// An environment's; shared, since a graph may end after it.
struct SharedLateReferences {
  std::shared_ptr<LateReferences> list = std::make_shared<LateReferences>();
};

/// JavaScript's switch of autograd is what autograd's own is, as long as it lives.
class SwitchAsInside {
 public:
  explicit SwitchAsInside(Environment& environment)
      : environment_(environment), before_(environment.gradEnabled()) {
    environment.setGradEnabled(at::GradMode::is_enabled());
  }
  ~SwitchAsInside() { environment_.setGradEnabled(before_); }
  SwitchAsInside(const SwitchAsInside&) = delete;
  SwitchAsInside& operator=(const SwitchAsInside&) = delete;

 private:
  Environment& environment_;
  bool before_;
};

}  // namespace

GradientCallback::GradientCallback(const Napi::Function& function)
    : env_(function.Env()),
      thread_(std::this_thread::get_id()),
      late_(Environment::of(function.Env()).part<SharedLateReferences>().list) {
  for (napi_ref reference : late_->take()) napi_delete_reference(env_, reference);
  NAPI_THROW_IF_FAILED_VOID(env_, napi_create_reference(env_, function, 1, &function_));
}

GradientCallback::~GradientCallback() {
  if (std::this_thread::get_id() == thread_) {
    napi_delete_reference(env_, function_);
  } else {
    late_->add(function_);
  }
}

std::vector<at::Tensor> GradientCallback::operator()(
    const std::vector<std::vector<at::Tensor>>& lists) const {
  if (std::this_thread::get_id() != thread_) {
    throw std::runtime_error(
        "gradients are computed on another thread here, where no function of JavaScript can be "
        "called: passes inside of functions may be 60 deep at most");
  }
  const Napi::Env env(env_);
  Napi::HandleScope scope(env);
  const SwitchAsInside inside(Environment::of(env));
  napi_value function = nullptr;
  NAPI_THROW_IF_FAILED(env_, napi_get_reference_value(env_, function_, &function),
                       std::vector<at::Tensor>());
  std::vector<napi_value> arguments;
  for (const std::vector<at::Tensor>& list : lists) arguments.push_back(wrapAll(env, list));
  const Napi::Value made = Napi::Function(env, function).Call(arguments);
  return tensorsOf(made, "gradients", true);
}

void requireCallable(const at::Tensor& tensor, const std::string& place) {
  if (tensor.is_cpu()) return;
  throw BadArgument(place,
                    "a tensor on the CPU, as gradients of other devices are computed on a thread "
                    "that runs no JavaScript,",
                    "one (" + describeTensor(tensor) + ')');
}

}  // namespace layca::binding
