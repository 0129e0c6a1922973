// The Resell through CSPs page: who may sell an offer on (Product Ingestion API §11.14).
import { z } from "zod";
import { resourcePage } from "../../tree-pages/resource-page.js";

/** The words of programs, and those of the API. */
const channels: Readonly<Record<string, string>> = { None: "none", All: "all" };

/**
 * What a program says of the Resell through CSPs page. `some` is left out: which partners, nobody has found out how to
 * say.
 */
// Product Ingestion API §11.14
export const resaleInputs = z.strictObject({
  channel: z.enum(["None", "All"], { error: 'must be "None" or "All"' }).optional(),
});

/** The Resell through CSPs page. */
export const resalePage = resourcePage({
  key: "reseller",
  what: "Its resale through CSPs",
  type: "reseller",
  fields: [
    {
      path: "resale.channel",
      wire: ["resellerChannelState"],
      read: ({ resellerChannelState: state }) => {
        if (state === undefined || state === "notSet") return undefined;
        return Object.keys(channels).find((channel) => channels[channel] === state) ?? state;
      },
      write: (body, value) => {
        body.resellerChannelState = value === undefined ? "notSet" : (channels[String(value)] ?? value);
      },
    },
  ],
  fresh: () => ({ resellerChannelState: "notSet", audiences: [] }),
  // Required by the schema, which calls it otherwise where it describes it (§11.14).
  sent: (body) => ({ audiences: [], ...body }),
});
