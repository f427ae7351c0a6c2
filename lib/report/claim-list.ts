import type { JudgedClaim } from "../figure.js";
import { falseFirst } from "./claims.js";
import { type Markup, piece } from "./markup.js";

/** What must hold, those that do not first: a statement, whether it is true, and the numbers. */
export function claimList(claims: readonly JudgedClaim[]): Markup {
  const items = falseFirst(claims).map(
    ({ text, holds, measured }) =>
      piece`<li class="${holds ? "holds" : "fails"}"><span class="verdict">${String(holds)}</span><span>${text}
<span class="measured">Measured: ${measured}</span></span></li>`,
  );
  return piece`<ul class="claims">
${items}
</ul>`;
}
