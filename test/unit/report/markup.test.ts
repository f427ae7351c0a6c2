import { expect, it } from "vitest";
import { markup, piece, trusted } from "../../../lib/report/markup.js";

it("escapes every value, in text and in attributes", () => {
  expect(markup`<p title="${'"quoted"'}">${"<b> & 'c'"}</p>`).toBe(
    '<p title="&quot;quoted&quot;">&lt;b&gt; &amp; &#39;c&#39;</p>',
  );
});

it("writes trusted markup, pieces and numbers as they are", () => {
  expect(markup`${trusted("<svg/>")}${piece`<i>${"<"}</i>`}${12}`).toBe("<svg/><i>&lt;</i>12");
});

it("writes a list a line an item", () => {
  expect(markup`<ul>${["<", piece`<li>b</li>`]}</ul>`).toBe("<ul>&lt;\n<li>b</li></ul>");
});
