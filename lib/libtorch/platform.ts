import { LibtorchError } from "../errors.js";
import { LIBTORCH_VERSION } from "./version.js";

/** A wheel that libtorch is fetched from, as pip names it. */
export interface Wheel {
  readonly requirement: string;
  /** The platform tag asked for: the wheel does not depend on the Python that runs pip. */
  readonly tag: string;
  readonly megabytes: number;
  /**
   * What is kept: path in the wheel → path in our folder. A path that ends in `/` is a whole
   * folder.
   */
  readonly keep: Readonly<Record<string, string>>;
}

/** What differs between platforms; everything else reads it here. */
export interface Platform {
  /** `process.platform`-`process.arch`. */
  readonly name: string;
  /** Libraries of `lib/`, opened in this order where they exist. */
  readonly libraries: readonly string[];
  /** Those without which a folder holds no libtorch; the others come with some builds only. */
  readonly required: readonly string[];
  /** Opened last where it exists and there is a driver. */
  readonly cuda?: { readonly library: string; readonly driver: string };
  /** `e_machine` of the libraries' ELF headers; absent where libraries are not ELF. */
  readonly elfMachine?: number;
  readonly wheels: readonly Wheel[];
}

/** The CPython tag of the torch wheel taken, so that every machine gets the same libtorch. */
export const WHEEL_PYTHON = "3.12";

const linuxRequired = ["libc10.so", "libtorch_cpu.so"];
const linuxCuda = { library: "libtorch_cuda.so", driver: "libcuda.so.1" };
const cudaLibraries = ["libcudart.so.13", "libcupti.so.13"];
/** What Arm's libtorch_cpu links to beside the rest, each after what it needs itself. */
const armLibraries = [
  "libgfortran.so.5",
  "libarm_compute.so",
  "libarm_compute_graph.so",
  "libnvpl_blas_core.so.0",
  "libnvpl_blas_lp64_gomp.so.0",
  "libnvpl_lapack_core.so.0",
  "libnvpl_lapack_lp64_gomp.so.0",
];

function torchWheel(tag: string, megabytes: number, libraries: readonly string[]): Wheel {
  return {
    requirement: `torch==${LIBTORCH_VERSION}`,
    tag,
    megabytes,
    keep: {
      ...Object.fromEntries(libraries.map((name) => [`torch/lib/${name}`, `lib/${name}`])),
      "torch/version.py": "version.py",
      "torch/include/": "include/",
      "torchgen/packaged/ATen/native/native_functions.yaml": "native_functions.yaml",
    },
  };
}

/** libtorch_cpu is linked to these two even where there is no GPU. */
function cudaWheels(arch: string): Wheel[] {
  const keep = (library: string) => ({ [`nvidia/cu13/lib/${library}`]: `lib/${library}` });
  return [
    {
      requirement: "nvidia-cuda-runtime==13.0.*",
      tag: `manylinux2014_${arch}`,
      megabytes: 2,
      keep: keep("libcudart.so.13"),
    },
    {
      requirement: "nvidia-cuda-cupti==13.0.*",
      tag: `manylinux_2_25_${arch}`,
      megabytes: 10,
      keep: keep("libcupti.so.13"),
    },
  ];
}

export const platforms: readonly Platform[] = [
  {
    name: "linux-x64",
    libraries: ["libgomp.so.1", ...cudaLibraries, ...linuxRequired],
    required: linuxRequired,
    cuda: linuxCuda,
    elfMachine: 62,
    wheels: [
      torchWheel("manylinux_2_28_x86_64", 531, ["libgomp.so.1", ...linuxRequired]),
      ...cudaWheels("x86_64"),
    ],
  },
  {
    name: "linux-arm64",
    libraries: ["libgomp.so.1", ...cudaLibraries, ...armLibraries, ...linuxRequired],
    required: linuxRequired,
    cuda: linuxCuda,
    elfMachine: 183,
    wheels: [
      torchWheel("manylinux_2_28_aarch64", 420, [
        "libgomp.so.1",
        ...armLibraries,
        ...linuxRequired,
      ]),
      ...cudaWheels("aarch64"),
    ],
  },
  {
    name: "darwin-arm64",
    libraries: ["libomp.dylib", "libc10.dylib", "libtorch_cpu.dylib"],
    required: ["libc10.dylib", "libtorch_cpu.dylib"],
    wheels: [
      torchWheel("macosx_11_0_arm64", 81, ["libomp.dylib", "libc10.dylib", "libtorch_cpu.dylib"]),
    ],
  },
];

/**
 * The platform called `name`, this process's by default.
 * @throws LibtorchError where there is no libtorch for it.
 */
export function platform(name = `${process.platform}-${process.arch}`): Platform {
  const found = platforms.find((candidate) => candidate.name === name);
  if (found) return found;
  const names = platforms.map((candidate) => candidate.name).join(", ");
  throw new LibtorchError(`platform: expected one of ${names} but received ${name}`);
}
