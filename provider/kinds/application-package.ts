// A technical asset: the package of a managed application or of a solution template. New content is a new package.
import { basename } from "node:path";
import { z } from "zod";
import type { Kind } from "../engine/kind.js";
import { PackageContentError, readPackage } from "../files/package-content.js";
import { checkPackage } from "../package-check/check-package.js";
import { errorLines, type Treatment, warningLines } from "../package-check/problems.js";
import { rules } from "../package-check/rules.js";
import type { Context } from "../pages/context.js";
import { PackageProcessingError } from "../partner-center/areas/package-processing.js";
import type { ProcessedPackage } from "../partner-center/areas/packages.js";
import { oneOfTwins } from "../partner-center/areas/twins.js";
import { ifThere } from "../partner-center/errors.js";
import type { Package } from "../partner-center/schemas/resources.js";
import { shortHash } from "../values/content-hash.js";
import { known } from "../values/findings.js";
import type { Properties } from "../values/properties.js";
import { quoted, quotedPath } from "../values/show.js";
import { unknownMarker } from "../values/unknown.js";
import { type Inputs, outputsFrom } from "../values/versions.js";
import { leftOf, noteUpload, removeLeft, removeLeftBeside, removePackage } from "./left-packages.js";
import { filePath, offerReference } from "./shared/formats.js";

/** The inputs of a package, as they cross the border to the engine. */
export const applicationPackageInputs = z.strictObject({
  offer: offerReference(),
  path: filePath(),
  toleratedRules: z
    .array(
      z.string().refine((id) => Object.hasOwn(rules, id), {
        error: (issue) => `${quoted(issue.input)} is not the id of a rule; docs/package-checks.md lists them`,
      }),
    )
    .optional()
    .meta({ directive: true }),
  certification: z
    .enum(["error", "warning"], { error: (issue) => `${quoted(issue.input)} is neither "error" nor "warning"` })
    .optional()
    .meta({ directive: true }),
});

/** Product and package out of a package's id. */
function packageIds(id: string): { productId: string; packageId: string } {
  const [productId = "", packageId = ""] = id.split("/");
  return { productId, packageId };
}

function uploadName(path: string, hash: string): string {
  const stem =
    basename(path)
      .replace(/\.zip$/i, "")
      .replace(/[^A-Za-z0-9_-]+/g, "-") || "package";
  return `${stem}-${shortHash(hash)}.zip`;
}

/** The packages of a content, which their names tell. */
function ofContent(packages: readonly Package[], hash: string): Package[] {
  return packages.filter(({ fileName }) => (fileName ?? "").includes(`-${shortHash(hash)}.`));
}

/** Another run may have uploaded the same meanwhile: then both go on with one. */
function withoutTwin(context: Context, productId: string, { own, all }: ProcessedPackage, hash: string) {
  const { packages } = context.client();
  const same = (present: readonly Package[]) => ofContent(present, hash).filter(({ state }) => state === "Processed");
  return oneOfTwins({
    clock: context.clock,
    own,
    seen: same(all),
    look: async () => same(await packages.list(productId)),
    remove: () => ifThere(packages.delete(productId, own.id)),
  });
}

/** A package of the same content that the service already has, processed or on its way there. */
function reusable(packages: readonly Package[], hash: string): Package | undefined {
  const same = ofContent(packages, hash);
  const byState = (states: readonly string[]) =>
    same.findLast(({ state }) => states.includes((state ?? "").toLowerCase()));
  return byState(["processed"]) ?? byState(["inprocessing", "uploaded"]);
}

function sizeOf(bytes: number): string {
  const kibibytes = Math.ceil(bytes / 1024);
  return kibibytes < 10_000 ? `${kibibytes} KiB` : `${Math.ceil(kibibytes / 1024)} MiB`;
}

async function upload(context: Context, inputs: Inputs, present: readonly Package[]): Promise<Package> {
  const content = await readPackage(String(inputs.path));
  if (content.hash !== inputs.contentHash) {
    throw new PackageContentError(
      `${quotedPath(String(inputs.path))} changed while this run was going on; run it again`,
    );
  }
  const fileName = uploadName(String(inputs.path), content.hash);
  const pending = present.find((candidate) => candidate.fileName === fileName && candidate.state === "PendingUpload");
  const archive = content.archive();
  const { byteLength } = archive;
  const how = pending === undefined ? "uploading" : "going on with the upload of";
  context.show(`${how} ${fileName} (${sizeOf(byteLength)}, ${content.files.size} files)`);
  await noteUpload(context, String(inputs.offer), fileName);
  let quarter = 0;
  const uploading = context.client().packages.upload(String(inputs.offer), {
    fileName,
    bytes: archive,
    ...(pending === undefined ? {} : { resume: pending }),
    onProgress: (sent, total) => {
      const now = Math.floor((sent / total) * 4);
      if (total > 16 * 1024 * 1024 && now > quarter && now < 4) context.show(`${now * 25} % is uploaded`);
      quarter = Math.max(quarter, now);
    },
  });
  return uploading.finally(() => archive.dispose());
}

/** How the program wants findings to be taken. */
function treatmentOf(inputs: Inputs): Treatment {
  return {
    tolerated: known<string[]>(inputs, "toleratedRules") ?? [],
    certification: known<"error" | "warning">(inputs, "certification") ?? "warning",
  };
}

/** The kind `ApplicationPackage`; its id is product id / package id. */
export const applicationPackage: Kind<typeof applicationPackageInputs> = {
  name: "ApplicationPackage",
  schema: applicationPackageInputs,
  compared: [],
  naturalKey: ["offer", "contentHash"],
  isShared: true,
  isKnownByResource: true,
  whyNoImport:
    "Partner Center does not tell what a package was made of. Declare it: the same content is not uploaded twice",
  // `outdated` is in no program: a look puts it beside the inputs, so that the next preview shows it, and that it goes.
  derived: ["contentHash", "outdated"],
  replacedByDerived: ["contentHash"],
  outputs: { stable: ["packageId"], fresh: ["observed"] },

  title: (properties) =>
    `application package ${typeof properties.path === "string" ? properties.path : "(path not known yet)"}`,

  async derive(inputs, findings, before) {
    const path = known<string>(inputs, "path");
    if (path === undefined) return { contentHash: unknownMarker };
    if (typeof path !== "string" || path === "") return {};
    try {
      const content = await readPackage(path);
      const { files, withBackslash } = content;
      const problems = checkPackage(files, new Date(), { withBackslash });
      const treatment = treatmentOf(inputs);
      // What Partner Center has taken is not refused by a rule that came later.
      if (before.contentHash !== content.hash) findings.addAll("path", errorLines(problems, treatment));
      for (const line of warningLines(problems, treatment)) findings.warn("path", line);
      return { contentHash: content.hash };
    } catch (error) {
      if (!(error instanceof PackageContentError)) throw error;
      findings.add("path", error.message);
      return {};
    }
  },

  // By the program's own check, nobody knows the product yet.
  async foresee(_context, inputs, before, findings) {
    if (before.contentHash === inputs.contentHash && before.offer === inputs.offer) return;
    const { files } = await readPackage(String(inputs.path));
    const all = checkPackage(files, new Date(), { productId: String(inputs.offer) });
    const problems = all.filter(({ rule }) => rule === "tracking-id-owner");
    findings.addAll("path", errorLines(problems, treatmentOf(inputs)));
    for (const line of warningLines(problems, treatmentOf(inputs))) findings.warn("path", line);
  },

  async ensure(context, inputs) {
    const productId = String(inputs.offer);
    const { packages } = context.client();
    const present = await packages.listUnlessNew(productId);
    const left = await leftOf(context, productId, present);
    const there = reusable(present, String(inputs.contentHash));
    let found = there ?? (await upload(context, inputs, present));
    try {
      if (there === undefined) {
        const uploaded = await packages.waitProcessedAmong(productId, found.id, { known: found });
        found = await withoutTwin(context, productId, uploaded, String(inputs.contentHash));
      } else if (found.state !== "Processed") {
        found = await packages.waitProcessed(productId, found.id, { known: found });
      }
    } catch (error) {
      // A package that could not be processed is of no use: its content will change, or be tried again.
      if (error instanceof PackageProcessingError) await packages.delete(productId, found.id).catch(() => {});
      throw error;
    }
    const own = ofContent(present, String(inputs.contentHash));
    await removeLeft(
      context,
      productId,
      left.filter((one) => !own.includes(one)),
    );
    return { id: `${productId}/${found.id}`, state: { packageId: found.id, observed: summary(found) } };
  },

  async sync(context, id, { inputs, state, isResumed }) {
    const { productId, packageId } = packageIds(id);
    // An interrupted run was to replace it, and the files are what they were before.
    if (isResumed === true) await removeLeftBeside(context, productId, packageId);
    state.packageId = packageId;
    state.path = inputs.path;
    state.contentHash = inputs.contentHash;
  },

  async observe(context, id, before) {
    const { productId, packageId } = packageIds(id);
    const found = await ifThere(context.client().packages.look(productId, packageId));
    if (found === undefined) return undefined;
    const state = outputsFrom(before);
    state.observed = summary(found);
    const { fileName, state: processing } = found;
    const isOurs = fileName === undefined || fileName.includes(shortHash(String(before.contentHash)));
    if (!isOurs || processing === "ProcessFailed") {
      delete state.contentHash; // of no content that a program could have: the next `pulumi up` replaces the package
      state.outdated = { fileName, state: processing };
    }
    return state;
  },

  async remove(context, id) {
    const { productId, packageId } = packageIds(id);
    const why = await removePackage(context, productId, packageId);
    if (why !== undefined) context.say(`left in Partner Center, since ${why}`);
    await removeLeftBeside(context, productId, packageId);
  },
};

function summary({ fileName, state, resourceType }: Package): Properties {
  return { fileName, state, resourceType };
}
