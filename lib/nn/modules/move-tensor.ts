import { deviceName } from "../../check/device.js";
import { InputError } from "../../errors.js";
import { type Device, type DType, native, type Tensor } from "../../tensor/index.js";

const floating: readonly string[] = ["float32", "float64", "float16", "bfloat16"];

/** Where a module's tensors are to be, and of which precision. */
export interface Place {
  /** Of the floating ones; default: as they are. */
  readonly dtype?: DType;
  /** `cpu`, `cuda` or `cuda:N`; default: where they are. */
  readonly device?: Device;
}

/**
 * A place as users write it.
 *
 * @throws {InputError} for a dtype that is not floating, and anything but a dtype, a device or both.
 */
export function readPlace(given: DType | string | Place): Place {
  const { dtype, device }: { dtype?: string; device?: string } =
    typeof given !== "string"
      ? { ...given }
      : isDevice(given)
        ? { device: given }
        : { dtype: given };
  if (dtype !== undefined && !floating.includes(dtype)) {
    throw InputError.at("to", `expected ${floating.join(", ")} or a device but received ${dtype}`);
  }
  if (device !== undefined && !isDevice(device)) {
    throw InputError.at("to.device", `expected cpu, cuda or cuda:N but received ${device}`);
  }
  // A key of `floating`, which are dtypes.
  return { ...(dtype ? { dtype: dtype as DType } : {}), ...(device ? { device } : {}) };
}

/** Moves a tensor and its gradient, in place. */
export function moveTensor(tensor: Tensor, { dtype, device }: Place): void {
  const isFloat = floating.includes(tensor.dtype);
  const to = {
    dtype: isFloat && dtype ? dtype : tensor.dtype,
    ...(device ? { device } : {}),
  };
  if (to.dtype === tensor.dtype && (device ?? tensor.device) === tensor.device) return;
  const { grad } = tensor;
  using detached = tensor.detach();
  using moved = detached.to(to);
  native((addon) => addon.tensorSetData(tensor.handle, moved.handle));
  if (grad) tensor.grad = grad.to(to);
}

function isDevice(text: string): text is Device {
  return deviceName.test(text);
}
