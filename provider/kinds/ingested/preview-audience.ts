// The Preview audience page: who sees an offer before it is live (Product Ingestion API §11.8).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { guidSet } from "../../fields/forms.js";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { objectsIn } from "../../values/properties.js";
import { email, guid } from "../shared/formats.js";

/** What a program says of the Preview audience page of an offer that is shown to subscriptions. */
export const previewAudienceInputs = z.strictObject({
  subscriptions: z.array(guid("an Azure subscription id")).optional(),
});

/** The same of an offer that is shown to people. */
export const previewEmailsInputs = z.strictObject({ emails: z.array(email()).optional() });

/** Members of one type: letter case has no meaning in their ids or addresses, and what the service keeps of one stays. */
function membersField(path: string, type: string): Field {
  return {
    path,
    wire: ["previewAudiences"],
    canonical: guidSet,
    read: (body) =>
      objectsIn(body.previewAudiences)
        .filter((one) => one.type === type)
        .map(({ id }) => id),
    write: (body, value) => {
      const all = objectsIn(body.previewAudiences);
      const wanted = Array.isArray(value) ? value.map(String) : [];
      const members = wanted.map((id) => {
        const known = all.find((one) => one.type === type && String(one.id).toLowerCase() === id.toLowerCase());
        return known ?? { type, id };
      });
      body.previewAudiences = [...all.filter((one) => one.type !== type), ...members];
    },
  };
}

function audiencePage(field: Field) {
  return resourcePage({
    key: "previewAudience",
    what: "Its preview audience",
    type: "price-and-availability-offer",
    fields: [field],
    fresh: () => ({ previewAudiences: [] }),
  });
}

/** The Preview audience page of an offer that is shown to subscriptions. */
export const previewAudiencePage = audiencePage(membersField("previewAudience.subscriptions", "subscription"));

/** The same of an offer that is shown to people, by their addresses: that the API calls them `email` is assumed. */
export const previewEmailsPage = audiencePage(membersField("previewAudience.emails", "email"));
