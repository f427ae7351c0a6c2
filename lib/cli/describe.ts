import type { Command } from "commander";
import { studyTask, taskNames } from "../experiments/index.js";
import { describeNetwork, type LayerDescription, type NetworkDescription } from "../nn/index.js";
import type { KernelLayer } from "../record.js";
import { print } from "./output.js";
import { readRunFile } from "./run-file.js";

/** `layca describe RUN.json | TASK`: layers, output shapes, kernels, parameters, totals. */
export function registerDescribe(program: Command): void {
  program
    .command("describe")
    .description("list a network's layers, output shapes and parameters")
    .argument("<run>", `run file (JSON) or a task of the paper: ${taskNames.join(", ")}`)
    .option("--json", "print the description as JSON")
    .action(async (name: string, options: { json?: boolean }) => {
      const task = await studyTask(name);
      const network = task?.setting.network ?? (await readRunFile(name, [])).network;
      const description = describeNetwork(network);
      print(options.json ? JSON.stringify(description) : table(description));
    });
}

function table(description: NetworkDescription): string {
  const rows = [
    ["layer", "kind", "output shape", "kernel", "parameters"],
    ["", "input", shapeText(description.inputShape), "", ""],
    ...layerRows(description.layers, description.kernels, ""),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const last = widths.length - 1;
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === last ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
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
function layerRows(
  layers: readonly LayerDescription[],
  kernels: readonly KernelLayer[],
  indent: string,
): string[][] {
  return layers.flatMap(({ name, kind, outputShape, parameterCount, branch, shortcut }) => [
    [
      indent + name,
      indent + kind,
      shapeText(outputShape),
      kernelText(kernels, name),
      parameterCount ? count(parameterCount) : "",
    ],
    ...layerRows([...(branch ?? []), ...(shortcut ?? [])], kernels, `${indent}  `),
  ]);
}

/** The number by which records, multipliers and figures know a layer's kernel, and its shape. */
function kernelText(kernels: readonly KernelLayer[], layer: string): string {
  const index = kernels.findIndex(({ name }) => name === layer);
  const shape = kernels[index]?.shape;
  return shape ? `${index}: [${shape.join(", ")}]` : "";
}

/** Shapes as PyTorch writes them, N for the batch. */
function shapeText(shape: readonly number[]): string {
  return `[N, ${shape.join(", ")}]`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
