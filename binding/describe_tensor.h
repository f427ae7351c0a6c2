// What messages say of a tensor.
#pragma once

#include <ATen/ATen.h>

#include <string>

namespace layca::binding {

/// `float32 [2, 3] on cpu`, with the layout where that is not strided.
std::string describeTensor(const at::Tensor& tensor);

}  // namespace layca::binding
