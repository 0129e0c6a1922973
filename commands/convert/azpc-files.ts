// What azpc (az-partner-center-cli) is given: its JSON, its manifest, and the files that they name.
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ProgramFileError, readBounded } from "../../provider/files/program-files.js";
import { parseJson } from "../../provider/partner-center/http/json.js";
import { isObject, type Properties } from "../../provider/values/properties.js";
import { RefusedError } from "../work.js";

/** Ours: one has some thousand. */
const limit = { bytes: 4 * 1024 * 1024, what: "a configuration" };

/** The configuration with what lies beside it. */
export interface AzpcFiles {
  readonly config: Properties;
  /** `app`, `app_path`, `plan_name` and others; empty where there is no manifest. */
  readonly manifest: Readonly<Record<string, string>>;
  /** Where a file of that name is; undefined where it is nowhere. */
  find(name: string): string | undefined;
}

function textOf(path: string, what: string): string {
  try {
    return readBounded(path, `${what}, ${path},`, limit)
      .toString()
      .replace(/^\ufeff/, "");
  } catch (error) {
    if (error instanceof ProgramFileError) throw new RefusedError(error.message);
    throw error;
  }
}

function objectIn(path: string, what: string): Properties {
  const text = textOf(path, what);
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new RefusedError(`${what}, ${path}, is no JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw new RefusedError(`${what}, ${path}, is no JSON object`);
  return value;
}

/** Names with texts, one a line: all that manifests have of YAML. */
function flatYaml(text: string, path: string): Record<string, string> {
  const lines = text.split(/\r?\n/).flatMap((line, index): [string, string][] => {
    if (/^\s*(#.*)?$|^---/.test(line)) return [];
    const [, key, rest = ""] = /^([\w-]+)\s*:(.*)$/.exec(line) ?? [];
    const value = scalar(rest.trim());
    if (key !== undefined && value !== undefined) return [[key, value]];
    throw new RefusedError(`${path}, line ${index + 1}: a manifest has lines such as app: "app.zip"`);
  });
  return Object.fromEntries(lines);
}

/** A text of YAML, quoted or not, with a comment behind it or none; undefined for anything else. */
function scalar(text: string): string | undefined {
  const [, double, single] = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')\s*(?:#.*)?$/.exec(text) ?? [];
  if (double !== undefined) return double.replace(/\\(.)/g, "$1");
  if (single !== undefined) return single.replaceAll("''", "'");
  return /^["']/.test(text) ? undefined : text.replace(/#.*/, "").trim();
}

/**
 * Reads the configuration, and the manifest: the one that is named, or `manifest.yml` beside it or in this folder, where
 * azpc looks for it.
 * @throws RefusedError
 */
export function azpcFiles(cwd: string, configPath: string, manifestPath: string | undefined): AzpcFiles {
  const place = resolve(cwd, configPath);
  const config = objectIn(place, "the configuration");
  const usual = [join(dirname(place), "manifest.yml"), join(cwd, "manifest.yml")].find((path) => existsSync(path));
  const manifestPlace = manifestPath === undefined ? usual : resolve(cwd, manifestPath);
  const manifest = manifestPlace === undefined ? {} : manifestIn(manifestPlace);
  const folders = [
    dirname(place),
    cwd,
    ...(manifestPlace === undefined ? [] : [dirname(manifestPlace), resolve(cwd, manifest.app_path ?? ".")]),
  ];
  return {
    config,
    manifest,
    find: (name) => folders.map((folder) => resolve(folder, name)).find((path) => existsSync(path)),
  };
}

function manifestIn(path: string): Record<string, string> {
  if (basename(path).endsWith(".json")) {
    const entries = Object.entries(objectIn(path, "the manifest"));
    return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
  }
  return flatYaml(textOf(path, "the manifest"), path);
}
