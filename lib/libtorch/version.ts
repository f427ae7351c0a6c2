/** The version of libtorch that the engine is compiled against and works with. */
export const LIBTORCH_VERSION = "2.11.0";

/** Whether `version` is that one; a build tag (`2.11.0+cu130`) plays no part. */
export function isLibtorchVersion(version: string): boolean {
  return version.split("+")[0] === LIBTORCH_VERSION;
}
