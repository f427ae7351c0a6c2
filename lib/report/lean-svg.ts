/** An opening or lone tag as vega writes it; text between tags is never touched. */
const tag = /<[a-z]+(?: [\w:-]+="[^"]*")*\/?>/gi;

/** What the page says itself: its type, and to screen readers one name for the whole picture. */
const repeated = /^(?:font-family|aria-[a-z]+|role|pointer-events)$/;

/** Frames without a stroke or a fill. */
const unseen = /<path class="(?:background|foreground)"(?: (?:d="[^"]*"|display="none"))*\/>/g;

/**
 * A chart as a page holds it: without what is the page's to say or cannot be seen, and to hundredths of a pixel; half as
 * long, it looks the same.
 *
 * @param name Goes before the numbers by which its parts are called, since a page holds many charts.
 */
export function leanSvg(svg: string, name: string): string {
  const ids = new Map<string, string>();
  // Vega counts its parts on from picture to picture.
  for (const [, id = ""] of svg.matchAll(/ id="([^"]*)"/g)) ids.set(id, `${name}-${ids.size}`);
  return svg.replace(tag, (tag) => leanTag(tag, ids)).replace(unseen, "");
}

function leanTag(tag: string, ids: ReadonlyMap<string, string>): string {
  return tag.replace(/ ([\w:-]+)="([^"]*)"/g, (attribute, name: string, value: string) => {
    if (name === "id") return ` id="${ids.get(value) ?? value}"`;
    const [, id = ""] = /^url\(#(.*)\)$/.exec(value) ?? [];
    if (ids.has(id)) return ` ${name}="url(#${ids.get(id)})"`;
    if (repeated.test(name) || (/opacity$/.test(name) && value === "1")) return "";
    return /^(?:d|transform|[xy][12]?|width|height)$/.test(name)
      ? ` ${name}="${hundredths(value)}"`
      : attribute;
  });
}

function hundredths(value: string): string {
  return value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (digits) => String(rounded(Number(digits))));
}

/** Without a negative zero. */
function rounded(value: number): number {
  return Math.round(100 * value) / 100 || 0;
}
