// What azpc (az-partner-center-cli) is given: its JSON, its manifest, and the files that they name.
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isObject, type Properties } from "../../provider/values/properties.js";
import { RefusedError } from "../work.js";

/** Characters of a configuration: one has some thousand. */
const mostCharacters = 4 * 1024 * 1024;

/** The configuration with what lies beside it. */
export interface AzpcFiles {
  readonly config: Properties;
  /** `app`, `app_path`, `plan_name` and others; empty where there is no manifest. */
  readonly manifest: Readonly<Record<string, string>>;
  /** Where a file of that name is; undefined where it is nowhere. */
  find(name: string): string | undefined;
}

function textOf(path: string, what: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new RefusedError(`${what} cannot be read: ${(error as Error).message}`);
  }
  if (text.length > mostCharacters) throw new RefusedError(`${what}, ${path}, is too long to be one`);
  return text.replace(/^\ufeff/, "");
}

function objectIn(path: string, what: string): Properties {
  let value: unknown;
  try {
    value = JSON.parse(textOf(path, what));
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw new RefusedError(`${what}, ${path}, is no JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw new RefusedError(`${what}, ${path}, is no JSON object`);
  return value;
}

/** Names with texts, one a line: all that manifests have of YAML. */
function flatYaml(text: string, path: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#.*)?$|^---/.test(line)) continue;
    const [, key, double, single, plain] =
      /^([\w-]+)\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'#][^#]*?)?)\s*(?:#.*)?$/.exec(line) ?? [];
    if (key === undefined)
      throw new RefusedError(`${path}, line ${index + 1}: a manifest has lines such as app: "app.zip"`);
    found[key] = double?.replace(/\\(.)/g, "$1") ?? single?.replaceAll("''", "'") ?? plain ?? "";
  }
  return found;
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
