import { native } from "./native-call.js";

/** Whether tensors can be on a CUDA device here: PyTorch's `torch.cuda.is_available()`. */
export function isAvailable(): boolean {
  return deviceCount() > 0;
}

/** How many CUDA devices there are; 0 also where libtorch here is one without CUDA. */
export function deviceCount(): number {
  return native((addon) => addon.cudaDeviceCount());
}
