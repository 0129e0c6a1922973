// The offline checks of an application package: all that can be known from its files about whether Azure, the portal
// and Partner Center will take it. Pure: files in, problems out. The rules are in rules.ts.
import { bytesOf, type PackageFiles } from "../values/package-file.js";
import { isObject, type Properties } from "../values/properties.js";
import { checkTemplateBlanks, checkUiBlanks } from "./blanks.js";
import { checkFiles } from "./files.js";
import { type JsonFile, JsonFileError, readJsonFile } from "./json-file.js";
import { inOwnCase } from "./letter-case.js";
import { followLinks } from "./linked-files.js";
import { checkParameterFile, isParameterFile } from "./parameter-file.js";
import { checkDefaults, checkParameters } from "./parameters.js";
import { checkPassedParameters } from "./passed-parameters.js";
import { type Problem, Problems } from "./problems.js";
import { checkResources } from "./resources.js";
import { checkTemplate } from "./template.js";
import { openInner, openTemplate, type TemplateScope } from "./template-scope.js";
import { checkTrackingIds, checkUsageAttribution } from "./tracking-id.js";
import { isForHdInsight, openUiDefinition, type UiDefinition } from "./ui-definition.js";
import { checkElements } from "./ui-elements.js";
import { checkOutputParameters, checkUnused } from "./ui-hand-over.js";
import { checkOutputReferences } from "./ui-outputs.js";
import { checkViewDefinition } from "./view-definition.js";

/** Bytes of a template, at most (documentation page "ARM template best practices", Template limits). */
const largestTemplate = 4 * 1024 * 1024;
/** Bytes of other JSON files that are looked at, together: a package may hold any number of them. */
const mostOtherBytes = 8 * 1024 * 1024;

const mainTemplate = "mainTemplate.json";
const createUiDefinition = "createUiDefinition.json";
const viewDefinition = "viewDefinition.json";

/** What is known of a package besides its files. */
export interface PackageFacts {
  /** Id of the product that it belongs to, once there is one. */
  readonly productId?: string | undefined;
  /** Files whose names have `\` for `/` in the zip. */
  readonly withBackslash?: readonly string[];
}

/** Checks the files of a package, by their path in it. `today`: the day by which API versions are recent. */
export function checkPackage(
  files: PackageFiles,
  today: Date,
  { productId, withBackslash = [] }: PackageFacts = {},
): Problem[] {
  const problems = new Problems();
  const check = new PackageCheck(files, problems, today, ownerOfIds(files, productId));
  checkFiles(files, [mainTemplate, createUiDefinition], withBackslash, problems);
  const ui = check.uiDefinition();
  const given = (name: string) => ui === undefined || [...ui.outputs.keys()].some((key) => key.toLowerCase() === name);
  const main = check.template(mainTemplate, true, given);
  if (main !== undefined) {
    checkDefaults(main, given);
    checkUsageAttribution(main, given);
  }
  if (ui !== undefined) {
    checkOutputReferences(ui);
    checkUnused(ui);
  }
  if (ui !== undefined && main !== undefined) checkOutputParameters(ui, main);
  check.viewDefinition();
  check.others();
  return problems.list();
}

/**
 * The product whose tracking id the package has to have; undefined when it has that one already: publishers count other
 * things by further ids.
 */
function ownerOfIds(files: PackageFiles, productId: string | undefined): string | undefined {
  const main = files.get(mainTemplate);
  if (productId === undefined || main === undefined) return productId;
  return Buffer.from(bytesOf(main)).toString("latin1").toLowerCase().includes(`pid-${productId.toLowerCase()}`)
    ? undefined
    : productId;
}

class PackageCheck {
  private readonly looked = new Set<string>();
  private readonly templates = new Map<string, TemplateScope | undefined>();

  constructor(
    private readonly files: PackageFiles,
    private readonly problems: Problems,
    private readonly today: Date,
    private readonly productId: string | undefined,
  ) {}

  /** A template of the package with all that it links to; each is checked once. Undefined when it cannot be read. */
  template(name: string, isMain: boolean, given: (name: string) => boolean): TemplateScope | undefined {
    if (this.templates.has(name)) return this.templates.get(name);
    this.templates.set(name, undefined);
    const file = this.read(name, "template-size");
    if (file === undefined) return undefined;
    const root = inOwnCase(file.root);
    const scope = openTemplate(file.file, root, this.problems);
    this.templates.set(name, scope);
    checkTemplateBlanks(root, scope.report);
    this.scope(scope, isMain, given);
    return scope;
  }

  /** A template with those inside it and those that it links to. */
  private scope(scope: TemplateScope, isMain: boolean, given: (name: string) => boolean): void {
    checkTemplate(scope, isMain);
    checkParameters(scope, isMain);
    checkResources(scope, this.today);
    checkTrackingIds(scope, given, this.productId);
    const fromOutside = () => true;
    for (const { file, deployment } of followLinks(scope, this.files, given)) {
      const target = this.template(file, false, fromOutside);
      if (target !== undefined) checkPassedParameters(scope, deployment, target);
    }
    for (const one of scope.inner) {
      const inner = openInner(scope, one, this.problems);
      this.scope(inner, false, fromOutside);
      if (one.isClosed) checkPassedParameters(scope, one.deployment, inner);
    }
  }

  uiDefinition(): UiDefinition | undefined {
    const file = this.read(createUiDefinition, "ui-size");
    if (file === undefined) return undefined;
    const report = this.problems.reportOn(file.file);
    if (isForHdInsight(file.root)) {
      report("ui-not-checked", ["handler"], "is that of an HDInsight application, whose form is not checked here");
      return undefined;
    }
    const definition = openUiDefinition(file.file, file.root, report);
    checkElements(definition);
    checkUiBlanks(file.root, report);
    return definition;
  }

  viewDefinition(): void {
    const file = this.read(viewDefinition, "ui-size");
    if (file !== undefined) checkViewDefinition(file.root, this.problems.reportOn(file.file));
  }

  /** Other files whose name says that they are JSON. */
  others(): void {
    let bytesLeft = mostOtherBytes;
    for (const [name, one] of this.files) {
      if (this.looked.has(name) || !name.toLowerCase().endsWith(".json") || one.length > bytesLeft) continue;
      bytesLeft -= one.length;
      const bytes = bytesOf(one);
      if (!isParameterFile(name) && isPlainJson(bytes)) continue;
      const file = this.parse(name, bytes, "json-other");
      if (file !== undefined && isParameterFile(name)) checkParameterFile(file.value, this.problems.reportOn(file));
    }
  }

  private parse(name: string, bytes: Uint8Array, rule: "json-syntax" | "json-other"): JsonFile | undefined {
    try {
      return readJsonFile(name, bytes);
    } catch (error) {
      if (!(error instanceof JsonFileError)) throw error;
      this.problems.add({ rule, file: name, what: `is not JSON: ${error.message}` });
      return undefined;
    }
  }

  private read(name: string, sizeRule: "template-size" | "ui-size"): { file: JsonFile; root: Properties } | undefined {
    const found = this.files.get(name);
    if (found === undefined) return undefined;
    this.looked.add(name);
    if (found.length > largestTemplate) {
      const size = Math.ceil(found.length / 1024 / 1024);
      this.problems.add({ rule: sizeRule, file: name, what: `has ${size} MB, more than 4 MB` });
      return undefined;
    }
    const file = this.parse(name, bytesOf(found), "json-syntax");
    if (file === undefined) return undefined;
    const report = this.problems.reportOn(file);
    if (!this.isTaken(file, sizeRule === "template-size")) return undefined;
    for (const { path, line } of file.repeatedKeys) {
      const what = `${String(path.at(-1))} is there twice in one object; the last one counts`;
      this.problems.add({ rule: "json-repeated-key", file: name, line, what });
    }
    if (isObject(file.value)) return { file, root: file.value };
    report("json-object", [], "is not a JSON object");
    return undefined;
  }

  /** What is beyond JSON: Azure Resource Manager takes it in templates; other files are read by the portal. */
  private isTaken(file: JsonFile, isTemplate: boolean): boolean {
    const { name, foreignByteLine, commentLine, multiLineTextLine, trailingCommaLine } = file;
    if (foreignByteLine !== undefined) {
      const what = "has a byte that is not UTF-8, which people see as �; save the file as UTF-8";
      this.problems.add({ rule: "json-encoding", file: name, line: foreignByteLine, what });
    }
    if (commentLine !== undefined) {
      const what = isTemplate
        ? "has comments, which are not JSON: Azure Resource Manager takes them, but not every tool on the way does; " +
          "take them out"
        : "has comments, which are not JSON: the portal, which reads this file, is reported to load for ever; take " +
          "them out";
      this.problems.add({ rule: "json-comments", file: name, line: commentLine, what });
    }
    const beyond = [
      ["json-multi-line-text", multiLineTextLine, "has a line break or a tab in a text", "\\n or \\t"],
      ["json-trailing-comma", trailingCommaLine, "has a comma with nothing after it", "nothing"],
    ] as const;
    for (const [rule, line, what, instead] of beyond) {
      if (line === undefined) continue;
      if (!isTemplate) {
        this.problems.add({ rule: "json-syntax", file: name, line, what: `is not JSON: it ${what}` });
        return false;
      }
      const full = `${what}, which JSON does not allow: Azure Resource Manager takes it, not every tool does`;
      this.problems.add({ rule, file: name, line, what: `${full}; write ${instead} instead` });
    }
    return true;
  }
}

function isPlainJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}
