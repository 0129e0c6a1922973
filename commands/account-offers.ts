// All offers of the account.
import { offerKinds } from "../provider/kinds/shared/offer-kinds.js";
import type { PartnerCenterClient } from "../provider/partner-center/client.js";
import { ValidationError } from "../provider/partner-center/errors.js";
import type { Product } from "../provider/partner-center/schemas/resources.js";

/** What is asked for when the service does not list all types at once: what programs declare. */
const declaredTypes = offerKinds.flatMap(({ types }): string[] => Object.values(types));

/**
 * Offers of all types, in one request for each page; where the service refuses that (API reference §6.3), of each type
 * that programs declare.
 */
export async function accountOffers(client: PartnerCenterClient, say: (line: string) => void): Promise<Product[]> {
  try {
    return await client.products.list();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    say("warning: Partner Center refuses to list offers of all types; these are those that programs declare");
    const listed = await Promise.all(declaredTypes.map((type) => ofType(client, type, say)));
    return listed.flat();
  }
}

/** An account may not know each type. */
async function ofType(client: PartnerCenterClient, type: string, say: (line: string) => void): Promise<Product[]> {
  try {
    return await client.products.list({ type });
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    say(`warning: Partner Center refuses to list offers of the type ${type}`);
    return [];
  }
}
