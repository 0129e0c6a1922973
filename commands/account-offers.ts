// All offers of the account.
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import { ValidationError } from "../provider/partner-center/errors.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";

/** What is asked for when the service does not list all types at once. */
const mainType = "AzureApplication";

/** Offers of all types, in one request for each page; of one type where the service refuses that (API reference §6.3). */
export async function accountOffers(client: PartnerCenterClient, say: (line: string) => void): Promise<Product[]> {
  try {
    return await client.products.list();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    say(`warning: Partner Center refuses to list offers of all types; these are those of type ${mainType} only`);
    return client.products.list({ type: mainType });
  }
}
