// Rules of technical configurations of virtual machines, looked at when a job writes one (Product Ingestion API §11.17,
// §14; additions §2.2). The words are those that were seen, where they were.

import { planIn } from "../wire/durable-ids.js";
import { typeOf } from "../wire/schema-addresses.js";
import { type BusinessRule, listIn, type Part, sameIn } from "./rule.js";

const types = [
  "virtual-machine-plan-technical-configuration",
  "core-virtual-machine-plan-technical-configuration",
] as const;

interface Sku {
  readonly imageType: string;
  readonly skuId: string;
}

interface Disk {
  readonly lunNumber?: number;
  readonly uri: string;
}

interface Image {
  readonly imageType: string;
  readonly source: {
    readonly sourceType: string;
    readonly osDisk?: Disk;
    readonly dataDisks?: readonly Disk[];
    readonly sharedImage?: { readonly resourceId: string };
  };
}

interface ImageVersion {
  readonly versionNumber: string;
  readonly lifecycleState?: string;
  readonly vmImages: readonly Image[];
}

const skusOf = (resource: object | undefined) => listIn<Sku>(resource, "skus");
const versionsOf = (resource: object | undefined) => listIn<ImageVersion>(resource, "vmImageVersions");
const isActive = ({ lifecycleState = "generallyAvailable" }: ImageVersion) => lifecycleState === "generallyAvailable";
/** A plan that uses the images of another one has none of its own. */
const reuses = ({ after }: Part) => after.basePlan !== undefined && after.reuseTechnicalConfigurationState !== "detach";
const planIdOf = ({ plan }: Part) => String(plan?.body.externalID);

function twice<Item>(items: readonly Item[], keyOf: (item: Item) => string): string[] {
  const keys = items.map(keyOf);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

/** Images are the same whatever their signature: that is renewed, the bytes are not (additions §1). */
function contentOf({ vmImages }: ImageVersion): string {
  const uri = (disk: Disk | undefined) => disk?.uri.split("?")[0];
  const images = vmImages.map(({ imageType, source }) => ({
    imageType,
    gallery: source.sharedImage?.resourceId.toLowerCase(),
    osDisk: uri(source.osDisk),
    dataDisks: (source.dataDisks ?? []).map((disk) => [disk.lunNumber, uri(disk)]),
  }));
  return JSON.stringify(images.sort((a, b) => (a.imageType < b.imageType ? -1 : 1)));
}

const galleryImage = new RegExp(
  "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Compute" +
    "/galleries/[^/]+/images/[^/]+/versions/\\d+\\.\\d+\\.\\d+$",
  "i",
);

function ofOwn(wanted: string, source: string, broken: BusinessRule["broken"]): BusinessRule {
  return { types, wanted, source, broken: (part) => (reuses(part) ? [] : broken(part)) };
}

/** The rules. */
export const virtualMachineRules: readonly BusinessRule[] = [
  ofOwn("at least 1 SKU", "§11.17", ({ after }) =>
    skusOf(after).length === 0 ? ["At least one SKU is required."] : [],
  ),
  ofOwn("an image type is that of one SKU", "§11.17", ({ after }) =>
    twice(skusOf(after), ({ imageType }) => imageType).map((type) => `The image type ${type} is used by two SKUs.`),
  ),
  ofOwn("each SKU id once in the offer", "§11.17", (part) => {
    const own = planIn(part.after.id) ?? part.plan?.id;
    const others = part.draft.filter(
      (other) => types.some((type) => type === typeOf(other)) && planIn(other.plan) !== own,
    );
    const all = [...skusOf(part.after), ...others.flatMap(skusOf)];
    const mine = skusOf(part.after).map(({ skuId }) => skuId);
    return twice(all, ({ skuId }) => skuId)
      .filter((id) => mine.includes(id))
      .map((id) => `The SkuId ${id} is used more than once in the offer.`);
  }),
  ofOwn("one of the SKU ids is the plan id", "§8.2", (part) => {
    const skus = skusOf(part.after);
    const isThere = skus.length === 0 || skus.some(({ skuId }) => skuId === planIdOf(part));
    return isThere ? [] : [`One of the SkuIds should match plan Id ${planIdOf(part)}`];
  }),
  ofOwn("an active image for each SKU", "§8.2, §11.17", ({ after }) => {
    const active = versionsOf(after).filter(isActive);
    const types = active.flatMap(({ vmImages }) => vmImages.map(({ imageType }) => imageType));
    return skusOf(after)
      .filter(({ imageType }) => !types.includes(imageType))
      .map(({ skuId }) => `The SKU ${skuId} requires at least one active image version.`);
  }),
  ofOwn("images are of a type that a SKU has", "§11.17", ({ after }) => {
    const known = skusOf(after).map(({ imageType }) => imageType);
    const used = versionsOf(after).flatMap(({ vmImages }) => vmImages.map(({ imageType }) => imageType));
    const unknown = [...new Set(used.filter((type) => !known.includes(type)))];
    return unknown.map((type) => `No SKU has the image type ${type}.`);
  }),
  ofOwn("each version number once, with each image type once", "§11.17", ({ after }) => [
    ...twice(versionsOf(after), ({ versionNumber }) => versionNumber).map(
      (number) => `The version ${number} is there twice.`,
    ),
    ...versionsOf(after).flatMap(({ versionNumber, vmImages }) =>
      twice(vmImages, ({ imageType }) => imageType).map(
        (type) => `The version ${versionNumber} has two images ${type}.`,
      ),
    ),
  ]),
  ofOwn("at most 100 versions", "§11.17", ({ after }) =>
    versionsOf(after).length > 100 ? ["At most 100 image versions are possible."] : [],
  ),
  ofOwn("an image in a gallery is named by the id of its version", "§11.17", ({ after }) =>
    versionsOf(after)
      .flatMap(({ vmImages }) => vmImages.map(({ source }) => source.sharedImage?.resourceId))
      .filter((id) => id !== undefined && !galleryImage.test(id))
      .map((id) => `${id} is not the id of an image version in a gallery.`),
  ),
  ofOwn("sizes of the sixth version are not known", "PIA+ §1", ({ after }) =>
    listIn<string>(after, "recommendedVmSizes")
      .filter((size) => /-v6$/.test(size))
      .map((size) => `The size ${size} is not supported.`),
  ),
  {
    types,
    wanted: "SKUs that are live stay as they are",
    source: "§8.2, §14",
    broken: (part) => {
      const now = skusOf(part.after);
      const isKept = (sku: Sku) => now.some((one) => one.skuId === sku.skuId && one.imageType === sku.imageType);
      return skusOf(sameIn(part.live, part))
        .filter((sku) => !isKept(sku))
        .map(() => "The property 'PlanId' is locked by a previous submission");
    },
  },
  {
    types,
    wanted: "image versions that are live stay, with the same images; they can be deprecated",
    source: "§11.17, §14",
    broken: (part) =>
      versionsOf(sameIn(part.live, part)).flatMap((published) => {
        const now = versionsOf(part.after).find(({ versionNumber }) => versionNumber === published.versionNumber);
        const name = published.versionNumber;
        if (now === undefined || now.lifecycleState === "deleted") {
          return [`The image version ${name} is published and cannot be removed.`];
        }
        const isSame = contentOf(now) === contentOf(published);
        return isSame ? [] : [`The images of version ${name} are published and cannot be changed.`];
      }),
  },
  {
    types,
    wanted: "a plan that is live with images of its own cannot begin to use another plan's",
    source: "PIA+ §2.2",
    broken: (part) =>
      reuses(part) && versionsOf(sameIn(part.live, part)).length > 0
        ? ["A plan that was published by itself cannot reuse a technical configuration."]
        : [],
  },
];
