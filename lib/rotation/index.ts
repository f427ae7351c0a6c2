export { percentiles } from "./percentiles.js";
export {
  angleOfDistance,
  angleOfRate,
  cosineDistance,
  expectedRandomDistance,
  rotationAngle,
} from "./rotation.js";
export { silhouette } from "./silhouette.js";
export { RotationTracker, type TrackOptions, track } from "./track.js";
