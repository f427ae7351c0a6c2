// docs/api/run-spec.md: every field of a run, from the schema that checks it.

import { slug } from "github-slugger";
import { z } from "zod";
import { runSpecSchema } from "../../../lib/train/run-spec.ts";
import { fieldsTable } from "./fields.mjs";
import { prose } from "./prose.mjs";

export const runSpecFile = "run-spec.md";

/** Sections of their own, by the field that holds them; those of optimizers are a page of their own. */
const elsewhere = {
  optimizer: "../optimizers.md",
  base: "../optimizers.md#step-rules",
  schedule: "../optimizers.md#schedules",
  then: "../optimizers.md#schedules",
};
const own = [
  "network",
  "input",
  "layers",
  "data",
  "loss",
  "augment",
  "record",
  "stop",
  "checkpoint",
];

/** Where the fields of a schema are described that has a section, by its constant in lib/. */
const sections = {
  runSpecSchema: runSpecFile,
  networkSchema: `${runSpecFile}#network`,
  inputSchema: `${runSpecFile}#input`,
  PlainSchema: `${runSpecFile}#layers`,
  dataSchema: `${runSpecFile}#data`,
  lossSchema: `${runSpecFile}#loss`,
  augmentation: `${runSpecFile}#augment`,
  recordSchema: `${runSpecFile}#record`,
  stopSchema: `${runSpecFile}#stop`,
  checkpointSchema: `${runSpecFile}#checkpoint`,
  optimizerSchema: elsewhere.optimizer,
  baseSchema: elsewhere.base,
  scheduleSchema: elsewhere.schedule,
};

/**
 * Where a schema's fields are described, if they have a section.
 * @param {string} constant its name in lib/: `dataSchema`
 * @returns {string | undefined} an address as seen from docs/api/
 */
export function sectionOf(constant) {
  return sections[constant];
}

/** A link to the section of a kind of layer or data. */
export function linkToKind(kind) {
  return `[\`${kind}\`](${runSpecFile}#${slug(kind)})`;
}

/** Address of the section of a field that is an object, as seen from `page`. */
export function addressOfField(page) {
  return (field) => {
    if (field in elsewhere) return elsewhere[field];
    if (field === "branch" || field === "shortcut") return `${page}#layers`;
    return own.includes(field) ? `${page}#${field}` : undefined;
  };
}

/** The page, without its head. */
export function runSpecSections() {
  const schema = z.toJSONSchema(runSpecSchema, { io: "input", target: "draft-2020-12" });
  const { network, data, loss, augment, record, stop, checkpoint } = schema.properties;
  const { input, layers } = network.properties;
  const layer = schema.$defs[layers.items.$ref.split("/").at(-1)];
  return [
    "## A run",
    fieldsTable(schema, addressOfField("")),
    ...section("network", network),
    ...section("input", input),
    ...section("layers", { ...layer, description: "The layers, in forward order." }),
    ...section("data", data),
    ...section("loss", loss),
    ...section("augment", { ...augment.items, description: augment.description }),
    ...section("record", record),
    ...section("stop", { ...stop.items, description: stop.description }),
    ...section("checkpoint", checkpoint),
  ];
}

function section(name, schema) {
  return [`## ${name}`, described(schema), ...bodyOf(schema)].filter(Boolean);
}

function described({ description = "" }) {
  return prose(description, () => undefined);
}

function bodyOf({ oneOf, ...schema }) {
  if (!oneOf) return [fieldsTable(schema, addressOfField(""))];
  return oneOf.flatMap((kind) => [
    `### ${kind.properties.kind.const}`,
    described(kind),
    fieldsTable(kind, addressOfField("")),
  ]);
}
