// The Preview audience page: who sees an offer before it is live (Product Ingestion API §11.8).
import { z } from "zod";
import { guidSet } from "../../fields/forms.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { objectsIn } from "../../values/properties.js";
import { guid } from "../shared/formats.js";

/** What a program says of the Preview audience page of an offer that is shown to subscriptions. */
export const previewAudienceInputs = z.strictObject({
  subscriptions: z.array(guid("an Azure subscription id")).optional(),
});

/** The Preview audience page. */
export const previewAudiencePage = resourcePage({
  key: "previewAudience",
  what: "Its preview audience",
  type: "price-and-availability-offer",
  fields: [
    {
      path: "previewAudience.subscriptions",
      wire: ["previewAudiences"],
      canonical: guidSet,
      read: (body) =>
        objectsIn(body.previewAudiences)
          .filter(({ type }) => type === "subscription")
          .map(({ id }) => id),
      write: (body, value) => {
        const all = objectsIn(body.previewAudiences);
        const wanted = Array.isArray(value) ? value.map(String) : [];
        const members = wanted.map((id) => {
          const known = all.find(
            (one) => one.type === "subscription" && String(one.id).toLowerCase() === id.toLowerCase(),
          );
          return known ?? { type: "subscription", id };
        });
        body.previewAudiences = [...all.filter(({ type }) => type !== "subscription"), ...members];
      },
    },
  ],
  fresh: () => ({ previewAudiences: [] }),
});
