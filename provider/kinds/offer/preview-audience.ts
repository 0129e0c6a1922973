// The Preview audience page: who sees the offer before it is live (API reference §3.12).
import { z } from "zod";
import { guidSet, plainField } from "../../fields/forms.js";
import { draftPage } from "../../pages/draft-page.js";
import { isObject, objectsIn } from "../../values/properties.js";
import { lowerCaseIds, membersIn, withMembers } from "../shared/audience-members.js";
import { caselessRecord, email, guid } from "../shared/formats.js";

/** What a program says of the Preview audience page. */
export const previewAudienceInputs = z.strictObject({
  subscriptions: z.array(guid("an Azure subscription id")).optional(),
  emails: caselessRecord(email(), z.string()).optional(),
  hideKey: z.string().optional(),
});

const previewGroup = "PreviewMarketplaceGroup";

/** The Preview audience page. */
export const previewAudiencePage = draftPage({
  kind: "ProductAvailability",
  what: "Its preview audience",
  fields: [
    {
      path: "previewAudience.subscriptions",
      wire: ["audiences"],
      canonical: guidSet,
      read: (body) => objectsIn(body.audiences).find(({ type }) => type === previewGroup)?.values,
      write: (body, value) => {
        const audiences = objectsIn(body.audiences);
        const group = audiences.find(({ type }) => type === previewGroup);
        const rest = audiences.filter((audience) => audience !== group);
        body.audiences = value === undefined ? rest : [...rest, { ...group, type: previewGroup, values: value }];
      },
    },
    {
      path: "previewAudience.emails",
      wire: ["emailAudiences"],
      canonical: (value) => (isObject(value) ? lowerCaseIds(value) : value),
      read: (body) => membersIn(body.emailAudiences),
      write: (body, value) => {
        body.emailAudiences = withMembers(body.emailAudiences, value);
      },
    },
    plainField("previewAudience.hideKey", "hideKeyAudience"),
  ],
});
