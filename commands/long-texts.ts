// The long texts of a program that is written: each goes to its own file, which the program reads.
import { mapValues, type Properties } from "../provider/values/properties.js";
import { fileStem } from "./program-names.js";
import { Code } from "./typescript-text.js";

/** Texts with more characters or lines are files of their own. */
const longest = { characters: 600, lines: 12 };

/** The long texts of all resources of a program. */
export class LongTexts {
  private readonly byPath = new Map<string, string>();

  /** The texts by the paths of their files. */
  get files(): ReadonlyMap<string, string> {
    return this.byPath;
  }

  /** The inputs of a resource with code that reads its long texts from files, in a folder such as `plans/standard`. */
  takenOut(inputs: Properties, folder: string): Properties {
    return this.withoutTexts(inputs, folder, []) as Properties;
  }

  private withoutTexts(value: unknown, folder: string, path: readonly string[]): unknown {
    if (typeof value === "string") {
      const isLong = value.length > longest.characters || value.split("\n").length > longest.lines;
      if (!isLong || !value.isWellFormed()) return value;
      const file = this.freePath(`texts/${folder}/${fileStem(path.join("-"))}`, endingFor(value));
      this.byPath.set(file, value);
      return new Code(`text(${JSON.stringify(file)})`);
    }
    if (Array.isArray(value)) {
      return value.map((inner, index) => this.withoutTexts(inner, folder, [...path, String(index + 1)]));
    }
    if (value instanceof Code) return value;
    return mapValues(value, (inner, key) => this.withoutTexts(inner, folder, [...path, key]));
  }

  private freePath(stem: string, ending: string): string {
    let path = `${stem}.${ending}`;
    for (let count = 2; this.byPath.has(path); count += 1) path = `${stem}-${count}.${ending}`;
    return path;
  }
}

function endingFor(text: string): string {
  if (/<[a-z][^>]*>/i.test(text)) return "html";
  return /^\s*[{[]/.test(text) ? "json" : "txt";
}
