// What of a technical configuration contradicts itself, or is refused by the service's rules (Product Ingestion API
// §11.17; additions §2.2).
import type { ResourceTree } from "../../../product-ingestion/index.js";
import { planIdIn } from "../../../tree-pages/tree.js";
import type { Foreseen, Place } from "../../../tree-pages/tree-page.js";
import { type Findings, formatPath, known } from "../../../values/findings.js";
import { asObject, isEmpty, isObject, objectsIn, type Properties } from "../../../values/properties.js";
import { NotPossibleError } from "../../../values/refusals.js";
import { quoted } from "../../../values/show.js";
import { nearest } from "../../../values/spelling.js";
import { hasUnknown, unknownMarker } from "../../../values/unknown.js";
import type { Inputs } from "../../../values/versions.js";
import { isRefusedSize, sizeId } from "./sizes.js";

const base = "technicalConfiguration";

/** Operating systems that are known; others are sent as they are. */
// Product Ingestion API §11.17
const systems: Readonly<Record<string, readonly string[]>> = {
  linux: ["debian", "centos", "openSolaris", "redHat", "ubuntu", "suse", "cblMariner", "oracleLinux", "other"],
  windows: [
    "windowsServer2008R2",
    "windowsServer2012",
    "windowsServer2012R2",
    "windowsServer2012R2Datacenter",
    "windowsServer2016",
    "windowsServer2019",
    "windowsServer2022",
    "windowsServer2022DatacenterAzureEdition",
    "windowsServerVersion20H2",
    "windowsServerVersion2004",
    "other",
  ],
};

function checkSystem(inputs: Inputs, findings: Findings): void {
  const system = known<Properties>(inputs, `${base}.operatingSystem`);
  const types = systems[String(system?.family)] ?? [];
  if (typeof system?.type !== "string" || types.length === 0 || types.includes(system.type)) return;
  const meant = nearest(system.type, types);
  const hint = meant === undefined ? `known are ${types.join(", ")}` : `did you mean ${meant}?`;
  findings.warn(`${base}.operatingSystem.type`, `${quoted(system.type)} is not known for ${system.family}; ${hint}`);
}

/** Which SKU ids there may be: each once, and one of them the plan id. */
function checkSkus(inputs: Inputs, findings: Findings): void {
  const path = `${base}.skus`;
  const skus = known<Properties>(inputs, path);
  if (!isObject(skus)) return;
  const ids = Object.values(skus).map(String);
  const planId = known(inputs, "planId");
  if (ids.length === 0) findings.add(path, "is empty; a plan has at least one SKU, such as { x64Gen2: planId }");
  else if (typeof planId === "string" && !ids.includes(planId)) {
    findings.add(path, `has no SKU whose id is the plan id, ${quoted(planId)}, as one of them has to be`);
  }
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) findings.add(path, `has the SKU id ${quoted(twice)} twice; each is there once in an offer`);
  if (Object.hasOwn(skus, "arm64Gen1"))
    findings.add(formatPath([base, "skus", "arm64Gen1"]), "is no image type: arm64 has Gen2 only");
  const secured = Object.keys(asObject(known(inputs, `${base}.securityTypes`)));
  for (const type of secured.filter((one) => !Object.hasOwn(skus, one))) {
    findings.add(formatPath([base, "securityTypes", type]), "is of an image type that no SKU has");
  }
}

/** The service refuses a SKU without an active image, at the time of the job. */
// Product Ingestion API §8.2
function checkFirstImages(inputs: Inputs, findings: Findings, before: Properties): void {
  const skus = known<Properties>(inputs, `${base}.skus`);
  const { images, deprecatedVersions } = asObject(inputs[base]);
  if (images === unknownMarker) return;
  if (!isObject(skus) || hasUnknown(deprecatedVersions) || (inputs.adopt !== undefined && inputs.adopt !== false))
    return;
  const earlier = asObject(known(before, `${base}.skus`));
  const given = deprecatedVersions === undefined ? [] : (deprecatedVersions as unknown[]);
  const versions = Object.entries(asObject(images)).filter(([version]) => !given.includes(version));
  if (hasUnknown(versions.map(([, ofTypes]) => (isObject(ofTypes) ? "" : ofTypes)))) return;
  const types = versions.flatMap(([, ofTypes]) => Object.keys(asObject(ofTypes)));
  for (const type of Object.keys(skus).filter((one) => !Object.hasOwn(earlier, one) && !types.includes(one))) {
    findings.add(
      formatPath([base, "skus", type]),
      `has no image: the service takes a SKU only together with one. Give it in technicalConfiguration.images, such as { "1.0.0": { ${type}: { galleryImage: … } } }`,
    );
  }
}

/** Nothing of a technical configuration is taken without a SKU: a new plan has none, one that is there may have. */
function checkHasSkus(inputs: Inputs, findings: Findings): void {
  const { skus, ...others } = asObject(inputs[base]);
  if (skus !== undefined || isEmpty(others)) return;
  findings.addUnlessHeld(
    `${base}.skus`,
    "is needed with a technical configuration: say which type of images has which SKU id, such as { x64Gen2: planId }",
  );
}

function checkSizes(inputs: Inputs, findings: Findings): void {
  const sizes = known<unknown[]>(inputs, `${base}.recommendedSizes`);
  if (!Array.isArray(sizes)) return;
  if (sizes.length > 6) findings.add(`${base}.recommendedSizes`, `has ${sizes.length} sizes; at most 6 are taken`);
  for (const [index, size] of sizes.entries()) {
    if (typeof size !== "string" || !isRefusedSize(size)) continue;
    findings.warn(
      formatPath([base, "recommendedSizes", index]),
      `is ${sizeId(size)} in the marketplace, and sizes of the sixth version were seen to be refused (early 2026)`,
    );
  }
}

function checkBase(inputs: Inputs, findings: Findings): void {
  if (known(inputs, "setup.technicalConfigurationOf") === undefined || inputs[base] === undefined) return;
  findings.add(
    base,
    "is that of another plan (setup.technicalConfigurationOf), so it cannot be set here. Choose one of the two",
  );
}

/** All findings of the page that need no service. */
export function checkTechnicalConfiguration(inputs: Inputs, findings: Findings, before: Properties): void {
  checkBase(inputs, findings);
  checkSystem(inputs, findings);
  checkSkus(inputs, findings);
  checkFirstImages(inputs, findings, before);
  checkHasSkus(inputs, findings);
  checkSizes(inputs, findings);
}

/** Of the SKU ids of a plan by image type, those that another plan has in Partner Center; each is there once in an offer. */
function takenSkus(tree: ResourceTree, planId: string, skus: Properties): [type: string, why: string][] {
  return tree.resources.flatMap(({ plan, skus: others }) => {
    const other = planIdIn(tree, plan);
    if (other === undefined || other === planId) return [];
    const taken = objectsIn(others).map(({ skuId }) => skuId);
    return Object.entries(skus)
      .filter(([, id]) => taken.includes(id))
      .map(([type, id]): [string, string] => [
        type,
        `is ${quoted(id)}, which is a SKU of plan ${other} already; each is there once in an offer. To move or exchange ` +
          `it, give plan ${other} another one in an update of its own first`,
      ]);
  });
}

const pathOf = (type: string) => formatPath([base, "skus", type]);

/** @throws NotPossibleError for a SKU id of another plan, before anything is handed in. */
export function refuseTakenSkus(tree: ResourceTree, planId: string, resource: Properties): void {
  const skus = Object.fromEntries(objectsIn(resource.skus).map(({ imageType, skuId }) => [String(imageType), skuId]));
  const taken = takenSkus(tree, planId, skus).map(([type, why]) => `${pathOf(type)} ${why}`);
  if (taken.length > 0) throw new NotPossibleError(taken.join("; "));
}

/** A SKU id is in none of the other plans. */
export async function foreseeSkus(
  { planId }: Place,
  tree: ResourceTree,
  { inputs }: Foreseen,
  findings: Findings,
): Promise<void> {
  const skus = known<Properties>(inputs, `${base}.skus`);
  if (!isObject(skus)) return;
  for (const [type, why] of takenSkus(tree, String(planId), skus)) findings.add(pathOf(type), why);
}
