// Packages that nobody needs any more: taking one away, and finding those that an interrupted run has uploaded. The engine
// knows nothing of them, and files that have changed since are another package.
import type { Context } from "../pages/context.js";
import { isTestDrive } from "../partner-center/areas/traits.js";
import { ConflictError, ifThere, PartnerCenterError, untilGone } from "../partner-center/errors.js";
import type { Package } from "../partner-center/schemas/resources.js";
import { objectsIn, type Properties } from "../values/properties.js";

/** By what a package of an interrupted run is known: its offer and its name, which tells its content. */
function saidOf(productId: string, fileName: string | undefined) {
  return [`packages.${productId}`, fileName] as const;
}

/** Notes that a package of this name is about to be made. */
export function noteUpload({ unfinished }: Context, productId: string, fileName: string): Promise<void> {
  return unfinished.note([saidOf(productId, fileName)]);
}

/** Of the packages of an offer, those that interrupted runs have uploaded for this resource. */
export async function leftOf(context: Context, productId: string, packages: readonly Package[]): Promise<Package[]> {
  const isOurs = await context.unfinished.recall();
  return packages.filter(({ fileName }) => isOurs(saidOf(productId, fileName)));
}

/** Removes what interrupted runs have left, where nothing uses it. What stays is said, and does no harm. */
export async function removeLeft(context: Context, productId: string, left: readonly Package[]): Promise<void> {
  for (const { id, fileName } of left) {
    const why = await removePackage(context, productId, id).catch((error: unknown) => {
      if (!(error instanceof PartnerCenterError)) throw error;
      return `it could not be removed: ${error.message}`;
    });
    context.say(
      why === undefined
        ? `removed ${fileName}, which an interrupted run had uploaded`
        : `${fileName}, which an interrupted run had uploaded, stays in Partner Center, since ${why}`,
    );
  }
}

/** The same of those beside a package of this resource. Asks for nothing when no run was interrupted. */
export async function removeLeftBeside(context: Context, productId: string, packageId: string): Promise<void> {
  if (!(await context.unfinished.isBegun())) return;
  const present = (await ifThere(context.client().packages.list(productId))) ?? [];
  const others = present.filter(({ id }) => id !== packageId);
  await removeLeft(context, productId, await leftOf(context, productId, others));
}

/** Takes a package away. @returns Why it has to stay, if it has to. */
export async function removePackage(
  context: Context,
  productId: string,
  packageId: string,
): Promise<string | undefined> {
  const { packages, submissions } = context.client();
  if (((await ifThere(submissions.list(productId))) ?? []).length > 0) {
    return "the offer was submitted and a submission may hold this package";
  }
  try {
    await untilGone(packages.delete(productId, packageId), () => packages.get(productId, packageId));
    return undefined;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const holder = await holderOf(context, productId, packageId);
    if (holder === undefined) throw error;
    return `${holder} still refers to it`;
  }
}

/** Whose technical configuration refers to the package. */
async function holderOf(context: Context, productId: string, packageId: string): Promise<string | undefined> {
  const { drafts, variants } = context.client();
  for (const plan of (await variants.list(productId)).filter((one) => !isTestDrive(one))) {
    const { body } = await drafts.read<Properties>({ productId, variantId: plan.id, kind: "PackageConfiguration" });
    const isHolder = objectsIn(body.packageReferences).some(({ value }) => value === packageId);
    if (isHolder) return `plan ${plan.externalID ?? plan.id}`;
  }
  return undefined;
}
