// Plans of virtual machines and containers for which customers have a license of their own (Product Ingestion API §11.9).
import type { Field } from "../../../fields/field.js";
import { asObject } from "../../../values/properties.js";
import { lockOf } from "../../shared/publication-locks.js";

/** Such a plan has no price. */
export const licenseField: Field = {
  path: "availability.bringYourOwnLicense",
  wire: ["pricing"],
  initial: () => false,
  read: (body) => asObject(body.pricing).licenseModel === "byol",
  write: (body, value) => {
    const { corePricing, systemMeterPricing, customMeters, licenseModel, ...others } = asObject(body.pricing);
    if (value === true) body.pricing = { ...others, licenseModel: "byol" };
    else if (licenseModel === "byol") body.pricing = others;
  },
  ...lockOf("availability.bringYourOwnLicense"),
};
