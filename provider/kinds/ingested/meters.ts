// The meters of an offer: what they are is said once, and the plans say what a unit costs (Product Ingestion API §11.10).
import { z } from "zod";
import { resourcePage } from "../../tree-pages/resource-page.js";
import { asObject, mapValues, type Properties, withoutEmpty } from "../../values/properties.js";
import { requiredText } from "../shared/formats.js";
import { lockOf } from "../shared/publication-locks.js";

/** What a program says of them: id → meter. */
export const offerMetersInputs = z.record(
  requiredText("the id of the meter"),
  z.strictObject({
    displayName: requiredText('what is metered, such as "reports"'),
    unitOfMeasure: requiredText('the unit that is paid, such as "per report"'),
  }),
);

/** The meters that plans of the offer may use. */
export const offerMetersPage = resourcePage({
  key: "meters",
  what: "Its meters",
  type: "price-and-availability-custom-meter",
  fields: [
    {
      path: "meters",
      wire: ["customMeters"],
      read: ({ customMeters }) =>
        mapValues(asObject(customMeters), (meter) => {
          const { displayName, unitOfMeasure } = asObject(meter);
          return withoutEmpty({ displayName, unitOfMeasure });
        }),
      write: (body, value) => {
        const old = asObject(body.customMeters);
        const wanted = Object.entries(asObject(value));
        body.customMeters = Object.fromEntries(
          wanted.map(([id, meter]) => [id, { ...asObject(old[id]), ...(meter as Properties) }]),
        );
      },
      ...lockOf("meters"),
    },
  ],
  fresh: () => ({ customMeters: {} }),
});
