// The offer itself (Product Ingestion API §11.1).
import { plainField } from "../../fields/forms.js";
import { resourcePage } from "../../tree-pages/resource-page.js";

/** The offer itself. Its alias is a name for people in Partner Center. */
export const offerPage = resourcePage({
  key: "product",
  what: "The offer",
  type: "product",
  isItself: true,
  fields: [plainField("alias", "alias")],
  fresh: ({ offerId, offerType, owner }) => ({
    identity: { externalId: offerId },
    type: offerType,
    alias: owner.name,
  }),
});
