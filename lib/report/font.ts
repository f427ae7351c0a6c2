import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * DejaVu Sans, which ships with a package of ours: PNG files are set in it, so that they need no font of
 * the machine, and texts are measured by it, so that no picture needs a canvas to be laid out.
 */
export const fontFiles: Readonly<Record<"regular" | "bold", string>> = {
  regular: fontFile("DejaVuSans.ttf"),
  bold: fontFile("DejaVuSans-Bold.ttf"),
};

export const pngFontFamily = "DejaVu Sans";

function fontFile(name: string): string {
  return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`);
}

/** Measures text in one cut of the font. */
export class FontMetrics {
  readonly #view: DataView;
  readonly #tables: ReadonlyMap<string, number>;
  readonly #unitsPerEm: number;
  readonly #longMetrics: number;
  readonly #advances = new Map<number, number>();

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const tables = new Map<string, number>();
    for (let entry = 12; entry < 12 + 16 * this.#view.getUint16(4); entry += 16) {
      const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
      tables.set(tag, this.#view.getUint32(entry + 8));
    }
    this.#tables = tables;
    this.#unitsPerEm = this.#view.getUint16(this.#table("head") + 18);
    this.#longMetrics = this.#view.getUint16(this.#table("hhea") + 34);
  }

  /** Width of `text` in pixels at a font size in pixels, without kerning. */
  width(text: string, size: number): number {
    let units = 0;
    for (const character of text) units += this.#advance(character.codePointAt(0) ?? 0);
    return (units * size) / this.#unitsPerEm;
  }

  #advance(code: number): number {
    let advance = this.#advances.get(code);
    if (advance === undefined) {
      const glyph = Math.min(this.#glyph(code), this.#longMetrics - 1);
      advance = this.#view.getUint16(this.#table("hmtx") + 4 * glyph);
      this.#advances.set(code, advance);
    }
    return advance;
  }

  /** The character map's format 4 subtable (Unicode's basic plane); glyph 0 stands for what is missing. */
  #glyph(code: number): number {
    const view = this.#view;
    const map = this.#unicodeMap();
    const segments = view.getUint16(map + 6) / 2;
    const ends = map + 14;
    const starts = ends + 2 * segments + 2;
    for (let segment = 0; segment < segments; segment++) {
      if (code > view.getUint16(ends + 2 * segment)) continue;
      const start = view.getUint16(starts + 2 * segment);
      if (code < start) return 0;
      const delta = view.getUint16(starts + 2 * (segments + segment));
      const rangeAt = starts + 2 * (2 * segments + segment);
      const range = view.getUint16(rangeAt);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = view.getUint16(rangeAt + range + 2 * (code - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  }

  #unicodeMap(): number {
    const view = this.#view;
    const cmap = this.#table("cmap");
    for (let entry = 0; entry < view.getUint16(cmap + 2); entry++) {
      const map = cmap + view.getUint32(cmap + 4 + 8 * entry + 4);
      if (view.getUint16(map) === 4) return map;
    }
    throw new Error("font: expected a cmap subtable of format 4 but there is none");
  }

  #table(tag: string): number {
    const offset = this.#tables.get(tag);
    if (offset === undefined) throw new Error(`font: expected a table ${tag} but there is none`);
    return offset;
  }
}

const loaded = new Map<keyof typeof fontFiles, FontMetrics>();

/** Width in pixels of a line of text. */
export function textWidth(
  text: string,
  size: number,
  weight: "regular" | "bold" = "regular",
): number {
  let metrics = loaded.get(weight);
  if (!metrics) {
    metrics = new FontMetrics(readFileSync(fontFiles[weight]));
    loaded.set(weight, metrics);
  }
  return metrics.width(text, size);
}

/** Breaks a text at spaces into lines of at most `width` pixels. */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: "regular" | "bold" = "regular",
): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size, weight) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === "" ? lines : [...lines, line];
}
