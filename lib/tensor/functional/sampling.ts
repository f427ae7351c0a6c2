import type { DType } from "../../addon.js";
import { InputError } from "../../errors.js";
import { checkOptionNames } from "../option-names.js";
import type { Tensor } from "../tensor.js";
import { functionalOperators, operators } from "./operators.js";

/** For {@link gridSample}. */
export interface GridSampleOptions {
  /** Default `bilinear`. */
  readonly mode?: "bilinear" | "nearest" | "bicubic" | undefined;
  /** What lies beyond the image; default `zeros`. */
  readonly paddingMode?: "zeros" | "border" | "reflection" | undefined;
  /** Whether -1 and 1 are the middles of the outermost pixels, not their edges; default false. */
  readonly alignCorners?: boolean | undefined;
}

/**
 * An image's values at given places, PyTorch's `F.grid_sample`.
 *
 * @param input [N, C, H, W] or [N, C, D, H, W]
 * @param grid places (x, y) or (x, y, z) from -1 to 1: [N, H', W', 2] or [N, D', H', W', 3]
 * @returns [N, C, H', W'] or [N, C, D', H', W']
 */
export function gridSample<D extends DType>(
  input: Tensor<D>,
  grid: Tensor,
  options: GridSampleOptions = {},
): Tensor<D> {
  checkOptionNames("gridSample", options, ["mode", "paddingMode", "alignCorners"]);
  const { mode = "bilinear", paddingMode = "zeros", alignCorners = false } = options;
  const modeAt = oneOf("gridSample.mode", ["bilinear", "nearest", "bicubic"], mode);
  const padding = oneOf("gridSample.paddingMode", ["zeros", "border", "reflection"], paddingMode);
  return operators.gridSampler(input, grid, modeAt, padding, alignCorners);
}

/**
 * The grid of an affine map, for {@link gridSample}; PyTorch's `F.affine_grid`.
 *
 * @param theta [N, 2, 3] or [N, 3, 4]
 * @param size of the image wanted, [N, C, H, W] or [N, C, D, H, W]
 * @returns [N, H, W, 2] or [N, D, H, W, 3]
 */
export function affineGrid(
  theta: Tensor,
  size: readonly number[],
  options: Pick<GridSampleOptions, "alignCorners"> = {},
): Tensor {
  checkOptionNames("affineGrid", options, ["alignCorners"]);
  return operators.affineGridGenerator(theta, size, options.alignCorners ?? false);
}

/** For {@link interpolate}. */
export interface InterpolateOptions {
  /** The size wanted of every dimension after the channels; either this or `scaleFactor`. */
  readonly size?: number | readonly number[] | undefined;
  /** Times the size there is. */
  readonly scaleFactor?: number | readonly number[] | undefined;
  /** Default `nearest`; `linear` takes [N, C, L], `bilinear` and `bicubic` [N, C, H, W], `trilinear` [N, C, D, H, W]. */
  readonly mode?: InterpolationMode | undefined;
  /** Whether the middles of the outermost pixels stay where they are; default false. */
  readonly alignCorners?: boolean | undefined;
}

/** How `interpolate` fills in what lies between. */
export type InterpolationMode =
  | "nearest"
  | "linear"
  | "bilinear"
  | "bicubic"
  | "trilinear"
  | "area";

/**
 * Resamples images, PyTorch's `F.interpolate`.
 *
 * @param input [N, C, …] of one to three more dimensions
 * @param options size or scaleFactor (one is required), mode (`nearest`), alignCorners (false)
 * @returns [N, C, …], of the size wanted
 * @throws {InputError} for both or none of `size` and `scaleFactor`, and for modes of other dimensions.
 */
export function interpolate<D extends DType>(
  input: Tensor<D>,
  options: InterpolateOptions = {},
): Tensor<D> {
  checkOptionNames("interpolate", options, ["size", "scaleFactor", "mode", "alignCorners"]);
  const { size, scaleFactor, mode = "nearest", alignCorners = false } = options;
  const places = input.ndim - 2;
  if ((size === undefined) === (scaleFactor === undefined)) {
    const received = size === undefined ? "none" : "both";
    throw InputError.at("interpolate", `expected size or scaleFactor but received ${received}`);
  }
  const sizes = listed(size, places);
  const factors = listed(scaleFactor, places);
  const f = functionalOperators;
  switch (`${mode} ${places}`) {
    case "nearest 1":
      return f.upsampleNearest1d(input, sizes, factors);
    case "nearest 2":
      return f.upsampleNearest2d(input, sizes, factors);
    case "nearest 3":
      return f.upsampleNearest3d(input, sizes, factors);
    case "linear 1":
      return f.upsampleLinear1d(input, sizes, alignCorners, factors);
    case "bilinear 2":
      return f.upsampleBilinear2d(input, sizes, alignCorners, factors);
    case "bicubic 2":
      return f.upsampleBicubic2d(input, sizes, alignCorners, factors);
    case "trilinear 3":
      return f.upsampleTrilinear3d(input, sizes, alignCorners, factors);
    case "area 1":
      return operators.adaptiveAvgPool1d(input, wanted(input, sizes, factors));
    case "area 2":
      return f.adaptiveAvgPool2d(input, wanted(input, sizes, factors));
    case "area 3":
      return f.adaptiveAvgPool3d(input, wanted(input, sizes, factors));
    default:
      throw InputError.at(
        "interpolate.mode",
        "expected nearest or area of 3 to 5 dimensions, linear of 3, bilinear or bicubic of 4, or trilinear of 5 but " +
          `received ${String(mode)} of ${input.ndim}`,
      );
  }
}

function listed(value: number | readonly number[] | undefined, places: number) {
  if (value === undefined) return null;
  return typeof value === "number"
    ? Array.from({ length: Math.max(places, 0) }, () => value)
    : value;
}

function wanted(
  input: Tensor,
  sizes: readonly number[] | null,
  factors: readonly number[] | null,
): readonly number[] {
  return (
    sizes ?? input.shape.slice(2).map((size, index) => Math.floor(size * (factors?.[index] ?? 1)))
  );
}

function oneOf(place: string, names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  throw InputError.at(place, `expected ${names.join(", ")} but received ${String(name)}`);
}
