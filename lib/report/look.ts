import config from "./charts/config.json" with { type: "json" };

/** How a picture is dressed: the page holds each and shows what fits its reader. */
export interface Look {
  readonly theme: "light" | "dark";
  /** `wide` sets panels side by side, `narrow` one below the other. */
  readonly width: "wide" | "narrow";
}

/** The look of picture files, which stand alone. */
export const fileLook: Look = { theme: "light", width: "wide" };

export const pageWidths: readonly Look["width"][] = ["wide", "narrow"];

export interface Palette {
  readonly surface: string;
  /** Behind blocks of code. */
  readonly shade: string;
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  /** Our measurements. */
  readonly ours: string;
  /** The repetitions behind a mean of ours. */
  readonly oursLight: string;
  /** Published numbers. */
  readonly published: string;
  /** What did not hold. */
  readonly alarm: string;
  /** The part of viridis that stands out from the surface, as fractions of the scheme. */
  readonly depth: readonly [number, number];
}

/** Blue against grey-brown stays apart for every kind of colour blindness; so does viridis. */
export const palettes: Readonly<Record<Look["theme"], Palette>> = {
  light: {
    surface: "#ffffff",
    shade: "#f5f6f7",
    ink: "#1b1f24",
    muted: "#626973",
    grid: "#e9ebee",
    ours: "#0a66c2",
    oursLight: "#6aa5e0",
    published: "#8a6d4b",
    alarm: "#b3261e",
    depth: [0, 0.94],
  },
  dark: {
    surface: "#14171a",
    shade: "#1d2125",
    ink: "#eceef1",
    muted: "#9aa2ad",
    grid: "#2a2f35",
    ours: "#5aa9f8",
    oursLight: "#3b76b3",
    published: "#cfae83",
    alarm: "#ff8a80",
    depth: [0.22, 1],
  },
};

/** Type as the reader's system sets it; pictures of type DejaVu where the system has none (PNG). */
export const fontFamily = config.font;

/** Type of axes and legends, and of the names of panels, in pixels: readable on a phone's width too. */
export const typeSize = {
  label: config.axis.labelFontSize,
  heading: config.title.fontSize,
} as const;

/** Width of a chart's drawing area in pixels, all panels together; with a legend beside it a page hardly shrinks it. */
export const drawingWidth: Readonly<Record<Look["width"], number>> = { wide: 620, narrow: 270 };
