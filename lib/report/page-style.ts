import { fontFamily, type Palette, palettes } from "./look.js";

/** The page's style: one column of text, pictures as wide as it, two themes, two widths. */
export const pageStyle = `
:root { color-scheme: light dark; ${variables(palettes.light)} }
@media (prefers-color-scheme: dark) { :root { ${variables(palettes.dark)} } }
* { box-sizing: border-box; }
body {
  margin: 0; padding: 3rem 1.25rem 5rem; background: var(--surface); color: var(--ink);
  font: 1rem/1.55 ${fontFamily}; -webkit-text-size-adjust: 100%;
}
main, header, footer { max-width: 46rem; margin: 0 auto; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.015em; margin: 0 0 0.5rem; }
h2 { font-size: 1.4rem; line-height: 1.25; letter-spacing: -0.01em; margin: 0 0 0.75rem; text-wrap: balance; }
h3 { font-size: 1.05rem; margin: 2.5rem 0 0.5rem; }
p { margin: 0 0 1rem; text-wrap: pretty; }
a { color: var(--ours); }
.lead, .kicker, .origin, figcaption, footer { color: var(--muted); }
.kicker { margin: 0 0 0.25rem; font-size: 0.9rem; }
.origin, figcaption, footer { font-size: 0.85rem; }
section.figure { margin-top: 4rem; padding-top: 2.5rem; border-top: 1px solid var(--grid); }
section.summary { margin-top: 2.5rem; }
figure { margin: 2rem 0 1.5rem; }
figcaption { margin-top: 1rem; }
.picture { display: none; overflow: hidden; }
.picture svg { display: block; width: 100%; height: auto; max-width: calc(1.3 * var(--drawn)); overflow: visible; }
ul.claims { list-style: none; margin: 0 0 1rem; padding: 0; }
ul.claims li { display: grid; grid-template-columns: 4.2rem 1fr; gap: 0 0.75rem; padding: 0.6rem 0; border-bottom: 1px solid var(--grid); }
.verdict { font-weight: 600; }
.holds .verdict::before { content: "\\2713\\00a0"; }
.fails .verdict { color: var(--alarm); }
.fails .verdict::before { content: "\\2717\\00a0"; }
.measured { display: block; color: var(--muted); font-size: 0.9rem; }
details { margin: 0.75rem 0; }
summary { cursor: pointer; }
.scroll { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.9rem 0.3rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--grid); }
th { font-weight: 600; vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.35rem 1.5rem; margin: 0.75rem 0; font-size: 0.9rem; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
pre { overflow-x: auto; font-size: 0.8rem; line-height: 1.45; padding: 1rem; background: var(--shade); border-radius: 6px; }
footer { margin-top: 4rem; padding-top: 1.5rem; border-top: 1px solid var(--grid); }
@media (max-width: 40rem) {
  body { padding-top: 1.75rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 0.6rem; }
}
@media (min-width: 40.001rem) { .picture.wide { display: block; } }
@media (max-width: 40rem) { .picture.narrow { display: block; } }
@media print { body { padding: 0; } section.figure { break-before: page; } }
`;

function variables(palette: Palette): string {
  const { surface, shade, ink, muted, grid, ours, alarm } = palette;
  return Object.entries({ surface, shade, ink, muted, grid, ours, alarm })
    .map(([name, value]) => `--${name}: ${value};`)
    .join(" ");
}
