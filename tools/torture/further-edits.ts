/** What a colleague does besides editing fields: plans, files and submissions of their own. */
import type { Properties } from "../../provider/values/properties.js";
import type { Colleague } from "../../tests/provider/colleague.js";
import { png } from "../../tests/provider/pictures.js";
import { pdf } from "../../tests/provider/programs.js";
import { pick } from "./campaign.js";

/** One edit. */
export interface Edit {
  /** Such as `listing.summary`. */
  readonly what: string;
  /** Whether the program has a say in it. */
  readonly isManaged: boolean;
  /** Nothing can be submitted while it is there, which has to be said: a plan that is not finished. */
  readonly isInTheWay?: boolean;
  /** Why it cannot be protected; undefined when it can. */
  readonly unprotected?: string | undefined;
  apply(): Promise<void>;
  /** Whether it is still as the colleague has left it. */
  isThere(): Promise<boolean>;
  /** Takes it back; does nothing where it is gone. */
  undo(): Promise<void>;
}

/** Where edits are made. */
export interface Desk {
  readonly colleague: Colleague;
  readonly productId: string;
  /** Product id / variant id, for edits of a plan. */
  readonly planId?: string | undefined;
  /** It was never submitted. */
  readonly isDraft: boolean;
  /** What the program says of it, before and after the step. */
  readonly programs: readonly Properties[];
}

/** A submission of the whole offer, as somebody with another tool makes it. */
export function submission({ colleague, productId }: Desk): Edit {
  return {
    what: "a submission of their own",
    isManaged: false,
    apply: async () => {
      await colleague.submit(productId);
    },
    // Ours may take its place, as in Partner Center.
    isThere: async () => true,
    undo: async () => {},
  };
}

/** A plan that no program knows. */
export function newPlan({ colleague, productId }: Desk, random: () => number): Edit {
  const externalID = `theirs-${Math.floor(random() * 1_000_000)}`;
  const found = async () => {
    const all = await colleague.list(`/products/${productId}/variants`);
    return all.find((variant) => variant.externalID === externalID);
  };
  return {
    what: "a plan of their own",
    isInTheWay: true,
    isManaged: false,
    apply: async () => {
      const body = { resourceType: "AzureSkuVariant", friendlyName: "Theirs", externalID, state: "Active" };
      await colleague.call("POST", `/products/${productId}/variants`, body);
    },
    isThere: async () => (await found()) !== undefined,
    undo: async () => {
      const variant = await found();
      if (variant !== undefined) await colleague.call("DELETE", `/products/${productId}/variants/${variant.id}`);
    },
  };
}

/** A file that no program knows. */
export function newFile({ colleague, productId, programs }: Desk, random: () => number): Edit {
  const image = { resourceType: "ListingImage", type: "AzureLogoScreenshot", order: 7, fileName: "theirs.png" };
  const asset = { resourceType: "ListingAsset", type: "PdfDocument", fileName: "theirs.pdf", friendlyName: "Theirs" };
  const [kind, block, body, bytes] = pick(random, [
    ["images", "screenshots", image, png(1280, 720, 99)],
    ["assets", "documents", asset, pdf("Theirs")],
  ] as const);
  const found = async () => {
    const all = await colleague.media(productId, kind);
    return all.find(({ fileName }) => fileName === body.fileName);
  };
  return {
    what: `a file among listing.${block}`,
    isManaged: programs.some(({ listing }) => (listing as Properties | undefined)?.[block] !== undefined),
    apply: async () => {
      await colleague.addMedia(productId, kind, body, bytes);
    },
    isThere: async () => (await found()) !== undefined,
    undo: async () => {
      const file = await found();
      if (file !== undefined) await colleague.deleteMedia(productId, kind, file.id);
    },
  };
}
