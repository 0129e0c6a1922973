// What offers of virtual machines, containers and SaaS have in common, as programs declare it.
import type * as pulumi from "@pulumi/pulumi";
import type { AzureBlobLeads, AzureTableLeads, HttpsEndpointLeads, SalesforceLeads } from "./offer-setup.js";

/** An amendment to the standard contract for some customers. */
export interface ContractAmendment {
  /** At most 10,000 characters. */
  terms: pulumi.Input<string>;
  /** Tenant id (GUID) of each customer → description. */
  tenants?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** The Properties page. A key that is not set is not managed. */
export interface MarketplaceProperties {
  /**
   * Categories with their subcategories, such as `{ compute: ["operating-systems"] }`: one or two categories, with at
   * most two subcategories each. At least one to publish. Order has no meaning.
   */
  categories?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>> | undefined;
  /**
   * Use Microsoft's standard contract. It cannot be turned off once the offer is published. Service's default: true.
   */
  standardContract?: pulumi.Input<boolean> | undefined;
  /** An amendment to the standard contract for all customers. */
  universalAmendment?: pulumi.Input<string> | undefined;
  /** Amendments to the standard contract for some customers; at most ten. */
  customAmendments?: pulumi.Input<pulumi.Input<ContractAmendment>[]> | undefined;
  /** Terms of your own, of at most 10,000 characters; with `standardContract: false`. */
  termsOfUse?: pulumi.Input<string> | undefined;
  /** Address of terms of your own; with `standardContract: false`. */
  termsOfUseLink?: pulumi.Input<string> | undefined;
}

/** A person or team. */
export interface ListingContact {
  /** Name of the person or team. */
  name: pulumi.Input<string>;
  /** E-mail address. */
  email?: pulumi.Input<string> | undefined;
  /** Telephone number, such as `+1 425 555 0100`. */
  phone?: pulumi.Input<string> | undefined;
  /** A page for requests. */
  url?: pulumi.Input<string> | undefined;
}

/** People that customers, Microsoft and partners turn to. */
export interface ListingContacts {
  /** Customers turn to it. */
  support?: pulumi.Input<ListingContact> | undefined;
  /** Microsoft turns to it, also about a certification. */
  engineering?: pulumi.Input<ListingContact> | undefined;
  /** Partners in the Cloud Solution Provider program turn to it. */
  partners?: pulumi.Input<ListingContact> | undefined;
}

/** Who sees the preview, before the offer is live. */
export interface PreviewSubscriptions {
  /**
   * Azure subscriptions (GUIDs): one to ten, and with a file that Partner Center imports up to 100. Order and letter
   * case do not matter. What Partner Center keeps as the label of one stays.
   */
  subscriptions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Leads into Dynamics 365 Customer Engagement. */
export interface DynamicsLeads {
  /** Address of the instance. */
  url: pulumi.Input<string>;
  /** How the service signs in: by an application and its key, or by user and password. */
  authentication: pulumi.Input<"azureAD" | "office365">;
  /** With `office365`: who signs in. */
  userName?: pulumi.Input<string> | undefined;
  /** With `office365`. Kept as a secret. */
  password?: pulumi.Input<string> | undefined;
  /** With `azureAD`: application (GUID). */
  applicationId?: pulumi.Input<string> | undefined;
  /** With `azureAD`. Kept as a secret. */
  applicationKey?: pulumi.Input<string> | undefined;
  /** With `azureAD`: tenant (GUID) of the application. */
  tenantId?: pulumi.Input<string> | undefined;
}

/** Leads into Marketo. */
export interface MarketoFormLeads {
  /** Client id of Marketo's LaunchPoint service. */
  clientId: pulumi.Input<string>;
  /** Kept as a secret. */
  clientSecret: pulumi.Input<string>;
  /** Munchkin account, such as `123-ABC-456`. */
  munchkinAccountId: pulumi.Input<string>;
  /** Id of the form that leads are posted to: 1 to 8 digits. */
  formId: pulumi.Input<string>;
}

/** Leads by e-mail. */
export interface EmailLeads {
  /** Addresses; at least one. Order does not matter. */
  addresses: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The Customer leads page: exactly one destination. Credentials are secrets in the state, and are never shown; the
 * service shows a mask of most, so that nobody can tell whether somebody else has changed one.
 */
export interface MarketplaceLeads {
  /** Into a table of a storage account. */
  azureTable?: pulumi.Input<AzureTableLeads> | undefined;
  /** Into a blob container of a storage account. */
  azureBlob?: pulumi.Input<AzureBlobLeads> | undefined;
  /** Into Dynamics 365 Customer Engagement. */
  dynamics365?: pulumi.Input<DynamicsLeads> | undefined;
  /** Posted to an address of yours. */
  httpsEndpoint?: pulumi.Input<HttpsEndpointLeads> | undefined;
  /** Into Marketo. */
  marketo?: pulumi.Input<MarketoFormLeads> | undefined;
  /** Into Salesforce. */
  salesforce?: pulumi.Input<SalesforceLeads> | undefined;
  /** By e-mail. */
  email?: pulumi.Input<EmailLeads> | undefined;
  /** Who is told of each lead, beside any destination but `email` and `marketo`. */
  contactEmails?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** The Resell through CSPs page. */
export interface ResaleChannel {
  /**
   * Whether partners in the Cloud Solution Provider program may resell: `All` of them, or `None`. How some of them are
   * named is not known. Service's default: not set.
   */
  channel?: pulumi.Input<"None" | "All"> | undefined;
}

/** The Offer listing page in English, its files aside. A key that is not set is not managed. */
export interface MarketplaceListing {
  /** Name that customers see. Service's default: the alias. */
  title?: pulumi.Input<string> | undefined;
  /** Search results summary; at most 100 characters. */
  summary?: pulumi.Input<string> | undefined;
  /** Short description; at most 256 characters. */
  shortDescription?: pulumi.Input<string> | undefined;
  /** Description in HTML; at most 5,000 characters, tags included. */
  description?: pulumi.Input<string> | undefined;
  /** Address of the privacy policy. */
  privacyPolicyLink?: pulumi.Input<string> | undefined;
  /** Address of the support page for customers of Azure Global. */
  supportLink?: pulumi.Input<string> | undefined;
  /** Address of the support page for customers of Azure Government. */
  governmentSupportLink?: pulumi.Input<string> | undefined;
  /** Address of marketing materials for partners in the Cloud Solution Provider program. */
  partnerMaterialsLink?: pulumi.Input<string> | undefined;
  /**
   * Useful links by their titles, such as `{ "User guide": "https://…" }`; at most 25. When set, all of them are
   * managed. Order does not matter.
   */
  links?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Whom customers, Microsoft and partners turn to. */
  contacts?: pulumi.Input<ListingContacts> | undefined;
}

/** Paths of the credentials: secrets, also when the program does not mark them as such. */
export const leadCredentials: readonly string[] = [
  "leads.azureTable.connectionString",
  "leads.azureBlob.connectionString",
  "leads.dynamics365.password",
  "leads.dynamics365.applicationKey",
  "leads.httpsEndpoint.url",
  "leads.marketo.clientSecret",
];
