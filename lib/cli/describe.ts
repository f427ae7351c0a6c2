import type { Command } from "commander";
import { taskNames, taskNetwork } from "../experiments/index.js";
import { describeNetwork, type LayerDescription, type NetworkDescription } from "../nn/index.js";
import { print } from "./output.js";
import { readRunFile } from "./run-file.js";

/** `layca describe RUN.json | TASK`: layers, output shapes, parameters, totals. */
export function registerDescribe(program: Command): void {
  program
    .command("describe")
    .description("list a network's layers, output shapes and parameters")
    .argument("<run>", `run file (JSON) or a task of the paper: ${taskNames.join(", ")}`)
    .option("--json", "print the description as JSON")
    .action(async (name: string, options: { json?: boolean }) => {
      const network = taskNetwork(name) ?? (await readRunFile(name, [])).network;
      const description = describeNetwork(network);
      print(options.json ? JSON.stringify(description) : table(description));
    });
}

function table(description: NetworkDescription): string {
  const rows = [
    ["layer", "kind", "output shape", "parameters"],
    ["", "input", shapeText(description.inputShape), ""],
    ...layerRows(description.layers, ""),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
  const kernels = description.kernels.length;
  return [
    ...lines,
    "",
    `${count(description.parameterCount)} parameters, ${kernels} kernel${kernels === 1 ? "" : "s"}`,
  ].join("\n");
}

/** A row a layer; those inside a residual follow it, indented, and its own row counts theirs. */
function layerRows(layers: readonly LayerDescription[], indent: string): string[][] {
  return layers.flatMap(({ name, kind, outputShape, parameterCount, branch, shortcut }) => [
    [
      indent + name,
      indent + kind,
      shapeText(outputShape),
      parameterCount ? count(parameterCount) : "",
    ],
    ...layerRows([...(branch ?? []), ...(shortcut ?? [])], `${indent}  `),
  ]);
}

/** Shapes as PyTorch writes them, N for the batch. */
function shapeText(shape: readonly number[]): string {
  return `[N, ${shape.join(", ")}]`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
