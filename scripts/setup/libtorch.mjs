import { StepError } from "./step.mjs";

/** Finds or fetches libtorch as `layca setup` does, and says which it is. */
export async function setUpLibtorch({ say, upToDate }) {
  const { setUpLibtorch } = await import("../../dist/libtorch/setup.js");
  let fetched = false;
  const onProgress = (line) => {
    fetched = true;
    say(line);
  };
  const libtorch = await setUpLibtorch({ onProgress }).catch((error) => {
    throw error.name === "LibtorchError" ? new StepError(error.message) : error;
  });
  const what = `libtorch ${libtorch.version} (${libtorch.source}, ${libtorch.folder})`;
  if (fetched) say(`${what}: ready`);
  else upToDate(what);
  return libtorch;
}

/** Finds libtorch and fetches nothing. */
export async function findLibtorch({ upToDate }) {
  const { locateLibtorch } = await import("../../dist/libtorch/locate.js");
  const { libtorch, candidates } = locateLibtorch();
  if (!libtorch) {
    const places = candidates.map(({ source, problem }) => `  ${source}: ${problem}`);
    throw new StepError(["libtorch is not set up: run `npm run setup`.", ...places].join("\n"));
  }
  upToDate(`libtorch ${libtorch.version} (${libtorch.source}, ${libtorch.folder})`);
  return libtorch;
}
