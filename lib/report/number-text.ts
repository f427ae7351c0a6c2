/** .74470 as `74.5 %`, with a no-break space. */
export function percentText(fraction: number, digits = 1): string {
  return `${(100 * fraction).toFixed(digits)}\u00a0%`;
}

/** A number with its sign, and a minus that is one: `+0.0012`, `−0.0340`. */
export function signedText(value: number, digits: number): string {
  return withSign(value, Math.abs(value).toFixed(digits));
}

/** The sign of a number before the text of its size; none before one that reads 0. */
export function withSign(value: number, size: string): string {
  if (Number(size) === 0) return size;
  return `${value < 0 ? "\u2212" : "+"}${size}`;
}

/** 75 as `1 min 15 s`; 0.4 as `under a second`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 1) return "under a second";
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

/** The day of an ISO date: `2026-01-31`. */
export function dayText(date: string): string {
  return date.slice(0, 10);
}
