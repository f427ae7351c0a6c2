#include "describe_tensor.h"

#include <sstream>

#include "tensor_names.h"

namespace layca::binding {

std::string describeTensor(const at::Tensor& tensor) {
  std::ostringstream text;
  text << nameOf(tensor.scalar_type()) << ' ' << tensor.sizes() << " on " << tensor.device();
  if (tensor.layout() != at::kStrided) text << ", " << nameOf(tensor.layout());
  return text.str();
}

}  // namespace layca::binding
