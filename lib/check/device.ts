/** The names of devices: `cpu`, `cuda`, `cuda:1`. */
export const deviceName = /^(cpu|cuda(:\d+)?)$/;
