// The Test drive pages: how a test drive is deployed (API reference §3.15, §4.3).
import { z } from "zod";
import type { Field } from "../../fields/field.js";
import { guidField, plainField, setOf } from "../../fields/forms.js";
import { objectPage } from "../../pages/object-page.js";
import { isEmpty } from "../../values/properties.js";
import { guid } from "../shared/formats.js";
import { readConfiguration, replaceConfiguration } from "./package-configuration.js";
import { setupPage } from "./setup.js";

const count = () => z.int({ error: "must be a whole number" }).min(0, { error: "cannot be below zero" });

/** What a program says of the Test drive pages. */
export const testDriveInputs = z.strictObject({
  tenantId: guid("the tenant of the subscription").optional(),
  applicationId: guid("the application that deploys test drives").optional(),
  applicationKey: z.string().optional(),
  subscriptionId: guid("the subscription that test drives are deployed to").optional(),
  durationHours: count().optional(),
  regions: z.array(z.string()).optional(),
  hotInstances: count().optional(),
  warmInstances: count().optional(),
  coldInstances: count().optional(),
});

/** A number that the service may also write as a text. */
function countField(path: string, key: string): Field {
  return { ...plainField(path, key), canonical: (value) => (value === "" ? undefined : Number(value)) };
}

/**
 * The Test drive pages: the configuration of the pseudo-plan `testdrive`, where the service still has one.
 */
// API reference §3.11
export const testDrivePage = objectPage({
  key: "testDrive",
  after: [setupPage], // which makes the service have one
  what: "Its test drive",
  fields: [
    guidField("testDrive.tenantId", "azureActiveDirectoryTenantID"),
    guidField("testDrive.applicationId", "azureActiveDirectoryApplicationID"),
    {
      ...plainField("testDrive.applicationKey", "azureActiveDirectoryApplicationKey"),
      concealed: true,
      isKept: (body) => !isEmpty(body.azureActiveDirectoryApplicationID),
    },
    guidField("testDrive.subscriptionId", "azureSubscriptionID"),
    countField("testDrive.durationHours", "testDriveDuration"),
    { ...plainField("testDrive.regions", "regions"), canonical: setOf },
    countField("testDrive.hotInstances", "hotInstances"),
    countField("testDrive.warmInstances", "warmInstances"),
    countField("testDrive.coldInstances", "coldInstances"),
  ],
  async get(target) {
    const branches = await target.context.client().drafts.branches(target.productId, "Package");
    return readConfiguration(
      target,
      branches.find(({ variantID }) => variantID === "testdrive")?.currentDraftInstanceID,
    );
  },
  set: (target, body) =>
    replaceConfiguration(
      target,
      body,
      "Partner Center has no test drive for this offer: it has stopped making them for new offers. Remove " +
        "`testDrive` from the program.",
    ),
});
