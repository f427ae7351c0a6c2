export {
  angleOfDistance,
  angleOfRate,
  cosineDistance,
  expectedRandomDistance,
  rotationAngle,
} from "./rotation.js";
