// What is known of results' dtypes without running: the types of results say so.

/** Operators whose result has always this dtype. */
const always = {
  bool: /^(eq|ne|not_equal|lt|less|le|less_equal|gt|greater|ge|greater_equal|logical_(and|or|xor|not)|is(nan|inf|finite|posinf|neginf|real|close|in)|signbit)$/,
  int64:
    /^(argmax|argmin|argsort|argwhere|count_nonzero|nonzero|nonzero_static|randperm|tril_indices|triu_indices)$/,
};

/** The dtype of what these make where none is given; that of others depends on their arguments. */
const unlessGiven = {
  float32: /^(empty|eye|ones|rand|randn|zeros)$/,
  int64: /^(randint|randperm)$/,
};

/** @returns {string | undefined} */
export function fixedDtype({ name, returns }, options) {
  const isTensor = returns.length === 1 && returns[0].type === "Tensor" && !returns[0].written;
  return isTensor && !options.dtype ? find(always, name) : undefined;
}

/** @returns {string | undefined} */
export function defaultDtype({ name }) {
  return find(unlessGiven, name);
}

function find(table, name) {
  return Object.entries(table).find(([, pattern]) => pattern.test(name))?.[0];
}
