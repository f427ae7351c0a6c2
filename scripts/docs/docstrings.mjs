// Reads docstrings, which are the source of the pages in docs/.

import { Project } from "ts-morph";

/**
 * @typedef {object} Docstring
 * @property {string} text Markdown: what stands before the first tag
 * @property {string | undefined} throws what its function refuses
 */

/**
 * The docstrings of some files.
 * @param {readonly string[]} paths of TypeScript files, or patterns
 * @returns {{
 *   ofFile(name: string): string,
 *   ofFunction(name: string): Docstring,
 * }} `ofFile` takes the file's name without its folder; both throw where there is no docstring
 */
export function docstrings(paths) {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
  });
  const files = project.addSourceFilesAtPaths(paths);

  return {
    ofFile(name) {
      const file = files.find((candidate) => candidate.getBaseName() === name);
      const comment = file?.getStatements()[0]?.getLeadingCommentRanges()[0];
      if (!comment?.getText().startsWith("/**"))
        throw new Error(`${name} begins with no docstring`);
      return markdown(withoutFrame(comment.getText()));
    },
    ofFunction(name) {
      const declared = files.map((file) => file.getFunction(name)).find(Boolean);
      const docs = declared?.getJsDocs().at(-1);
      if (!docs) throw new Error(`no function ${name} with a docstring`);
      const throws = docs.getTags().find((tag) => tag.getTagName() === "throws");
      return {
        text: markdown(docs.getDescription()),
        throws: throws && markdown(throws.getCommentText()),
      };
    },
  };
}

function withoutFrame(comment) {
  const body = comment.replace(/^\/\*\*|\*\/$/g, "");
  return body.replace(/^ *\* ?/gm, "");
}

function markdown(text) {
  return text.replace(/\{@link ([^}]*)\}/g, "`$1`").trim();
}
