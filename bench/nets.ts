/** The sets of kernels that steps are timed on, by their names in `cases/nets.json`. */
export const NETS = [
  { name: "15M", title: "15M weights in 15 tensors", small: false },
  { name: "4.3M", title: "4.3M in 25", small: false },
  { name: "0.47M", title: "0.47M in 34", small: true },
] as const;
