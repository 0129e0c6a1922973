// Rules of SaaS offers (Product Ingestion API §11.9 to §11.12, §14; additions §2).

import { typeOf } from "../wire/schema-addresses.js";
import { type BusinessRule, objectIn, type Part, sameIn } from "./rule.js";

const plan = ["price-and-availability-plan"] as const;
const recurrent = (resource: object | undefined) => objectIn(objectIn(resource, "pricing"), "recurrentPrice");
const modelOf = (resource: object | undefined) => recurrent(resource).recurrentPriceMode;
const metersOf = (resource: object | undefined) =>
  objectIn(objectIn(objectIn(resource, "pricing"), "customMeters"), "meters");
const ofType = ({ draft }: Part, type: string) => draft.find((other) => typeOf(other) === type);

/** The rules. */
export const saasRules: readonly BusinessRule[] = [
  {
    types: plan,
    wanted: "all plans of an offer have the same pricing model, flat rate or per user",
    source: "§11.9",
    broken: (part) => {
      const model = modelOf(part.after);
      const others = part.draft.filter((other) => typeOf(other) === plan[0] && other.id !== part.after.id).map(modelOf);
      return model !== undefined && others.some((other) => other !== undefined && other !== model)
        ? ["All plans of an offer must have the same pricing model."]
        : [];
    },
  },
  {
    types: plan,
    wanted: "the pricing model of a live plan stays",
    source: "§14",
    broken: (part) => {
      const live = modelOf(sameIn(part.live, part));
      return live !== undefined && live !== modelOf(part.after)
        ? ["The pricing model is locked by a previous submission"]
        : [];
    },
  },
  {
    types: plan,
    wanted: "meters are declared by the offer, and go with a flat rate only",
    source: "§11.10, PIA+ §1",
    broken: (part) => {
      const used = Object.keys(metersOf(part.after));
      const known = Object.keys(objectIn(ofType(part, "price-and-availability-custom-meter"), "customMeters"));
      return [
        ...used.filter((id) => !known.includes(id)).map((id) => `The meter ${id} is not known.`),
        ...(used.length > 0 && modelOf(part.after) === "perUser" ? ["Custom meters need a flat rate."] : []),
      ];
    },
  },
  {
    types: ["price-and-availability-custom-meter"],
    wanted: "at most 30 meters; those that are live stay",
    source: "PIA+ §1, §2.1",
    broken: (part) => {
      const now = Object.keys(objectIn(part.after, "customMeters"));
      const live = Object.keys(objectIn(sameIn(part.live, part), "customMeters"));
      return [
        ...(now.length > 30 ? ["At most 30 custom meters are possible."] : []),
        ...live.filter((id) => !now.includes(id)).map((id) => `The meter ${id} is published and cannot be removed.`),
      ];
    },
  },
  {
    types: ["software-as-a-service-technical-configuration"],
    wanted: "no # in the landing page's address",
    source: "§11.12",
    broken: ({ after }) =>
      String(after.landingPageUrl ?? "").includes("#") ? ["The landing page URL cannot have a #."] : [],
  },
  {
    types: ["commercial-marketplace-setup"],
    wanted: "licences that Microsoft manages are sold per user",
    source: "§11.11",
    broken: (part) => {
      const isManaged = part.after.useMicrosoftLicenseManagementService === true;
      return isManaged && part.draft.some((other) => modelOf(other) === "flatRate")
        ? ["The license management service needs prices per user."]
        : [];
    },
  },
];
