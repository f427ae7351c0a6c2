/** `log_softmax` → `logSoftmax`; a trailing underscore, in place, stays. */
export function camelCase(name) {
  return name.replace(/_(?=[a-z0-9])([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
