// Technical configurations of the offer itself: who may report metered usage, and how a test drive is deployed
// (API reference §3.15, §4.3).

import type { Field } from "../../fields/field.js";
import { guidField, plainField, setOf } from "../../fields/forms.js";
import type { DraftTarget } from "../../pages/draft-page.js";
import type { Setting } from "../../pages/object-page.js";
import type { PackageConfiguration } from "../../partner-center/schemas/package-configuration.js";
import { isEmpty, type Properties } from "../../values/properties.js";
import { NotPossibleError } from "../../values/refusals.js";

/** A number that the service may also write as a text. */
function countField(path: string, key: string): Field {
  return { ...plainField(path, key), canonical: (value) => (value === "" ? undefined : Number(value)) };
}

async function read(target: DraftTarget, instanceId: string | undefined): Promise<Properties> {
  if (instanceId === undefined) return {};
  const found = await target.context.client().packageConfigurations.byInstance(target.productId, instanceId);
  return found[0] ?? {};
}

/** The ETag in the body, as it was read, guards the write. */
async function replace({ context, productId }: DraftTarget, body: Properties, missing: string): Promise<Properties> {
  if (typeof body.id !== "string") throw new NotPossibleError(missing);
  return context.client().packageConfigurations.update(productId, body.id, body as PackageConfiguration);
}

/** The Technical configuration page of the offer. */
const meteredBilling: Setting = {
  key: "meteredBilling",
  what: "Its configuration for metered billing",
  fields: [
    guidField("meteredBilling.tenantId", "azureActiveDirectoryTenantID"),
    guidField("meteredBilling.applicationId", "azureActiveDirectoryApplicationID"),
  ],
  async get(target, isWanted) {
    const { drafts } = target.context.client();
    const reference = { productId: target.productId, kind: "PackageConfiguration" } as const;
    const instanceId = isWanted
      ? await drafts.instanceId(reference)
      : await drafts.moduleInstanceId(target.productId, "Package");
    return read(target, instanceId);
  },
  set: (target, body) =>
    replace(
      target,
      body,
      "Partner Center has no technical configuration for it (yet). Run again, or remove `meteredBilling`.",
    ),
};

/** The Test drive pages: the configuration of the pseudo-plan `testdrive`, where the service still has one (API reference §3.11). */
const testDrive: Setting = {
  key: "testDrive",
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
    return read(target, branches.find(({ variantID }) => variantID === "testdrive")?.currentDraftInstanceID);
  },
  set: (target, body) =>
    replace(
      target,
      body,
      "Partner Center has no test drive for this offer: it has stopped making them for new offers. Remove `testDrive` from the program.",
    ),
};

export const offerConfigurations: readonly Setting[] = [meteredBilling, testDrive];
