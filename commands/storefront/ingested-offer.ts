// What the Product Ingestion API says of an offer that a buyer will see: its draft, and what is in preview and live.
import { marketGroups } from "../../provider/kinds/shared/markets.js";
import type { PartnerCenterClient } from "../../provider/partner-center/client.js";
import { DownloadError } from "../../provider/partner-center/errors.js";
import { type ProductIngestionClient, type ResourceTree, typeOf } from "../../provider/product-ingestion/index.js";
import { offerOfResources } from "../../storefront/from-resources.js";
import type { Version } from "../../storefront/model.js";
import type { Fields } from "../../storefront/values.js";

/** The service's own store: to there it copies what it fetches (observed). Other addresses are not asked. */
const ownStore = /^ingestionpackages\w*\.blob\.core\.windows\.net$/;

/** The clients of both APIs: the first one fetches files. */
export interface Clients {
  readonly client: PartnerCenterClient;
  readonly ingestion: ProductIngestionClient;
  /** The emulator names the service's store, and has no files there. */
  readonly isEmulated: boolean;
}

/** The markets of a group. */
export function marketsOf(group: string): readonly string[] {
  return (marketGroups as Readonly<Record<string, readonly string[]>>)[group] ?? [];
}

/** The versions of an offer that there are. Nothing is changed. @param say Takes a line about what cannot be had. */
export async function readIngestedOffer(
  clients: Clients,
  productId: string,
  say: (line: string) => void,
): Promise<Version[]> {
  const { resources } = clients.ingestion;
  const [draft, preview, live] = await clients.ingestion.looking(() =>
    Promise.all([
      resources.draft(productId),
      resources.published(productId, "preview"),
      resources.published(productId, "live"),
    ]),
  );
  const pictures = await picturesIn([draft, preview, live], clients, say);
  const version = (stage: Version["stage"], tree: ResourceTree): Version => {
    const bytesOf = ({ url }: Fields) => pictures.get(String(url));
    return { stage, offer: offerOfResources(tree.resources, { marketsOf, bytesOf }) };
  };
  return [
    version("draft", draft),
    ...(preview === undefined ? [] : [version("preview", preview)]),
    ...(live === undefined ? [] : [version("live", live)]),
  ];
}

async function picturesIn(
  trees: readonly (ResourceTree | undefined)[],
  { client, isEmulated }: Clients,
  say: (line: string) => void,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  if (isEmulated) return found;
  const assets = trees
    .flatMap((tree) => tree?.resources ?? [])
    .filter((one) => typeOf(one) === "listing-asset" && one.type !== "pdfDocument")
    .filter(({ url }) => ownStore.test(URL.parse(String(url))?.host ?? ""));
  const names = new Map(assets.map(({ url, fileName }) => [String(url), String(fileName ?? "a picture")]));
  await Promise.all(
    [...names].map(async ([url, fileName]) => {
      try {
        found.set(url, await client.downloads.get({ fileName, fileSasUri: url }));
      } catch (error) {
        if (!(error instanceof DownloadError)) throw error;
        say(`warning: ${error.message}`);
      }
    }),
  );
  return found;
}
