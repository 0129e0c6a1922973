// What of the Offer setup page offers of containers and SaaS have: whether Microsoft sells them (Product Ingestion API
// §11.11).
import { z } from "zod";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { lockOf } from "../shared/publication-locks.js";

/** What a program says of it. */
export const saleInputs = {
  sellThroughMicrosoft: z.boolean({ error: "must be true or false" }).optional(),
};

/** Its resource. */
export const setupType = "commercial-marketplace-setup";

/** Whether Microsoft sells the offer, or only lists it. */
export const salePage = resourcePage({
  key: "setup",
  what: "Its setup",
  type: setupType,
  fields: [
    {
      path: "setup.sellThroughMicrosoft",
      wire: ["sellThroughMicrosoft"],
      initial: () => true,
      read: ({ sellThroughMicrosoft }) => sellThroughMicrosoft !== false,
      write: (body, value) => {
        body.sellThroughMicrosoft = value !== false;
      },
      ...lockOf("setup.sellThroughMicrosoft"),
    },
  ],
  fresh: () => ({ sellThroughMicrosoft: true }),
});
