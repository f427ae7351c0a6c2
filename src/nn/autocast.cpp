#include "nn/autocast.h"

#include <ATen/autocast_mode.h>

namespace layca {

AutocastGuard::AutocastGuard(bool enabled, at::DeviceType device)
    : enabled_(enabled), device_(device) {
  if (!enabled_) return;
  wasEnabled_ = at::autocast::is_autocast_enabled(device_);
  type_ = at::autocast::get_autocast_dtype(device_);
  at::autocast::set_autocast_dtype(device_, at::kBFloat16);
  at::autocast::set_autocast_enabled(device_, true);
  at::autocast::increment_nesting();
}

AutocastGuard::~AutocastGuard() {
  if (!enabled_) return;
  if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
  at::autocast::set_autocast_enabled(device_, wasEnabled_);
  at::autocast::set_autocast_dtype(device_, type_);
}

}  // namespace layca
