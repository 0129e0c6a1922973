// What a plan says on the page Technical configuration, as a program writes it.
import type * as pulumi from "@pulumi/pulumi";
import type { ApplicationPackage } from "./application-package.js";
import type { ManagementRole } from "./known-texts.js";

/** A principal of the managing tenant and its role on the managed resource group. */
export interface Authorization {
  /** Object id (GUID) of a user, group or application in the managing tenant. */
  principalId: pulumi.Input<string>;
  /** `Owner`, `Contributor`, or the GUID of a built-in role. */
  role: pulumi.Input<ManagementRole>;
}

/** An Azure policy that is assigned to the managed resource group. */
export interface Policy {
  /** Resource id of the policy definition, such as `/providers/Microsoft.Authorization/policyDefinitions/…`. */
  definitionId: pulumi.Input<string>;
  /** Parameters as JSON text. */
  parameters?: pulumi.Input<string> | undefined;
  /** Its pricing tier; its values are not documented for this API. */
  sku?: pulumi.Input<string> | undefined;
}

/**
 * The Technical configuration page. A key that is not set is not managed. Solution templates have `version` and
 * `package` only.
 */
export interface TechnicalConfiguration {
  /**
   * Version of the package, `major.minor.patch`; it must grow with each publication of a change
   * ([azure-app-managed](https://learn.microsoft.com/partner-center/marketplace-offers/azure-app-managed)). One that
   * does not, of a published plan, is a warning.
   */
  version?: pulumi.Input<string> | undefined;
  /** The package, or its id. */
  package?: ApplicationPackage | pulumi.Input<string> | undefined;
  /** Tenant (GUID) whose people manage the application. */
  tenantId?: pulumi.Input<string> | undefined;
  /** Who of that tenant manages it, with which role; at most 100. Order does not matter. */
  authorizations?: pulumi.Input<pulumi.Input<Authorization>[]> | undefined;
  /** As `tenantId`, for Azure Government. */
  governmentTenantId?: pulumi.Input<string> | undefined;
  /** As `authorizations`, for Azure Government; at most 100. */
  governmentAuthorizations?: pulumi.Input<pulumi.Input<Authorization>[]> | undefined;
  /** Just-in-time access: the publisher asks the customer for access each time. Service's default: false. */
  justInTimeAccess?: pulumi.Input<boolean> | undefined;
  /**
   * What a deployment does with resources that are not in the template: keeps (`Incremental`) or deletes (`Complete`)
   * them.
   */
  deploymentMode?: pulumi.Input<"Incremental" | "Complete"> | undefined;
  /** Whether `allowedCustomerActions` and `allowedDataActions` apply. Service's default: false. */
  customizeAllowedActions?: pulumi.Input<boolean> | undefined;
  /** Control actions that customers may take beside reading, such as `Microsoft.Storage/*`. Order does not matter. */
  allowedCustomerActions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Data actions that customers may take. Order does not matter. */
  allowedDataActions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Policies by name (at most 50 characters); at most five. */
  policies?: pulumi.Input<Record<string, pulumi.Input<Policy>>> | undefined;
  /**
   * Whether the publisher manages the resources. Service's default: `Managed`; other values are not documented for this
   * API.
   */
  managementMode?: pulumi.Input<string> | undefined;
  /** Whether customers have full access to the managed resource group. Service's default: `Disabled`. */
  customerAccess?: pulumi.Input<"Enabled" | "Disabled"> | undefined;
}
