/**
 * Numbers as C and Python write them. JavaScript's own `toFixed` and `toExponential` differ in ties, which they
 * round away from zero and Python to the even digit, in exponents, which Python gives two digits, and in -0.
 */

/** Beyond the digits that are kept: two binary fractions that are no tie differ within so many. */
const FURTHER = 30;

/** `%.{digits}f` of a number below 1e21, or of one that is not finite. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  const longer = size.toFixed(digits + FURTHER);
  const rounded = isEvenTie(longer)
    ? longer.slice(0, -FURTHER - (digits === 0 ? 1 : 0))
    : size.toFixed(digits);
  return sign(value) + rounded;
}

/** `%.{digits}e`. */
export function scientific(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const size = Math.abs(value);
  const [mantissa = "", exponent = "+0"] = size.toExponential(digits + FURTHER).split("e");
  if (isEvenTie(mantissa)) {
    return `${sign(value)}${mantissa.slice(0, -FURTHER)}e${twoDigits(exponent)}`;
  }
  const [rounded, itsExponent = "+0"] = size.toExponential(digits).split("e");
  return `${sign(value)}${rounded}e${twoDigits(itsExponent)}`;
}

/** Whether what lies beyond the kept digits is exactly one half, and the last of them even. */
function isEvenTie(longer: string): boolean {
  const kept = longer.slice(0, -FURTHER).replace(".", "");
  return longer.endsWith(`5${"0".repeat(FURTHER - 1)}`) && Number(kept.at(-1)) % 2 === 0;
}

function twoDigits(exponent: string): string {
  return exponent.length === 2 ? `${exponent[0]}0${exponent[1]}` : exponent;
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}

function notFinite(value: number): string {
  return Number.isNaN(value) ? "nan" : `${sign(value)}inf`;
}
