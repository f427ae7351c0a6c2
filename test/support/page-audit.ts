/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * What a browser shows of a page, read inside it: `page.evaluate(auditPage)`. Self-contained, since it is sent to the browser
 * as text.
 */
export function auditPage() {
  const shown = [...document.body.querySelectorAll<HTMLElement | SVGElement>("*")].filter((node) =>
    node.checkVisibility(),
  );
  const texts = shown.filter((node) =>
    [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim()),
  );
  const surface = luminance(getComputedStyle(document.body).backgroundColor);

  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    looks: [...document.querySelectorAll("figure")].map((figure) =>
      [...figure.querySelectorAll(".picture")]
        .filter((picture) => picture.checkVisibility())
        .map((picture) => picture.className),
    ),
    inks: [...new Set(texts.filter((node) => node.closest(".picture")).map(inkOf))],
    smallest: Math.min(...texts.map(pixels)),
    faintText: texts.filter((node) => contrast(inkOf(node)) < 4.5).map(described),
    faintMarks: shown
      .filter((node) => node.matches(".picture .mark-symbol > path, .picture .mark-line > path"))
      .filter((node) => contrast(inkOf(node)) < 1.25)
      .map(described),
    cutOff: texts.filter((node) => node.closest(".picture") && !isInside(node)).map(described),
  };

  /** Height of a text's type as it stands on the screen, a picture's scale with it. */
  function pixels(node: Element): number {
    const size = Number.parseFloat(getComputedStyle(node).fontSize);
    if (!(node instanceof SVGGraphicsElement)) return size;
    const matrix = node.getScreenCTM();
    return matrix ? size * Math.hypot(matrix.a, matrix.b) : size;
  }

  function isInside(node: Element): boolean {
    const box = node.getBoundingClientRect();
    const picture = node.closest(".picture")?.getBoundingClientRect();
    return !picture || (box.left >= picture.left - 1.5 && box.right <= picture.right + 1.5);
  }

  function inkOf(node: Element): string {
    const style = getComputedStyle(node);
    if (!(node instanceof SVGElement)) return style.color;
    return style.fill === "none" ? style.stroke : style.fill;
  }

  function contrast(color: string): number {
    const ink = luminance(color);
    return (Math.max(ink, surface) + 0.05) / (Math.min(ink, surface) + 0.05);
  }

  /** Relative luminance, as WCAG defines it. */
  function luminance(color: string): number {
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function described(node: Element): string {
    return `${node.closest("section")?.id}: <${node.tagName}> ${node.textContent?.trim().slice(0, 60)}`;
  }
}
