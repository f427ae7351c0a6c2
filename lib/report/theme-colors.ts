/** Where vega writes colours. */
const colored = /(?<= (?:fill|stroke|stop-color)=")(?!none")[^"]+(?=")/g;

/**
 * Pictures for both of a page's themes: one drawing, in which the colours that differ are the page's variables. Two drawings
 * would double the page.
 */
export class ThemeColors {
  readonly #names = new Map<string, string>();

  /** @throws when the drawings differ in more than colours. */
  merge(light: string, dark: string): string {
    const others = dark.match(colored) ?? [];
    if (light.replaceAll(colored, "") !== dark.replaceAll(colored, "")) {
      throw new Error("expected two drawings that differ in nothing but their colours");
    }
    let place = 0;
    return light.replaceAll(colored, (color) => {
      const other = others[place++] ?? color;
      return color === other ? color : `var(${this.#nameOf(color, other)})`;
    });
  }

  /** The variables of all that was merged. */
  css(): string {
    const variables = (theme: 0 | 1) =>
      [...this.#names].map(([pair, name]) => `${name}:${pair.split("|")[theme]}`).join(";");
    return `:root{${variables(0)}}\n@media (prefers-color-scheme: dark){:root{${variables(1)}}}\n`;
  }

  #nameOf(light: string, dark: string): string {
    const pair = `${light}|${dark}`;
    const name = this.#names.get(pair) ?? `--c${this.#names.size}`;
    this.#names.set(pair, name);
    return name;
  }
}
