// A plan of an offer of containers, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerOffer } from "./container-offer.js";
import type { ContainerPlanAvailability } from "./container-prices.js";
import { isWritten } from "./known-values.js";
import type { MarketplacePlanListing, MarketplacePlanSetup } from "./marketplace-plan.js";
import { MarketplacePlan, type MarketplacePlanArgs, planKeys } from "./marketplace-resources.js";
import { sealed } from "./resource.js";

/** A bundle (CNAB) in an Azure Container Registry. */
export interface KubernetesBundle {
  /**
   * Id of the registry, such as the `id` of a `Registry` of azure-native. The service principal of the application
   * `32597670-3e15-4def-8851-614ff48c1efa` needs the role AcrPull on it (docs/containers.md).
   */
  registry: pulumi.Input<string>;
  /**
   * Microsoft Entra tenant (GUID) of the registry's subscription, which has to be the one that is linked to Partner
   * Center. Default: the tenant of the credentials.
   */
  tenantId?: pulumi.Input<string> | undefined;
  /** Name of the repository in the registry; at most 100 characters. */
  repository: pulumi.Input<string>;
  /** Digest of the bundle: `sha256:` and 64 hexadecimal digits. Letter case does not matter. */
  digest: pulumi.Input<string>;
}

/** A Kubernetes application, of an offer that Microsoft sells. */
export interface KubernetesApplication {
  /**
   * Type of the cluster extension, as `Publisher.Application`: 1 to 50 letters, dots and hyphens, no digits, unique in all
   * your offers. It cannot change once the plan was in preview.
   */
  extensionType?: pulumi.Input<string> | undefined;
  /**
   * Tag, such as `1.4.0` → bundle. Managed are the tags that are named here; bundles of others, such as of a
   * `ContainerBundle`, stay.
   */
  bundles?: pulumi.Input<Record<string, pulumi.Input<KubernetesBundle>>> | undefined;
}

/** Images of containers, of an offer that is only listed. */
export interface ContainerImages {
  /** Id of the Azure Container Registry, such as the `id` of a `Registry` of azure-native. */
  registry: pulumi.Input<string>;
  /** Admin user of the registry. */
  userName: pulumi.Input<string>;
  /**
   * Password of the admin user. A secret, also when the program does not mark it as such. The service shows a mask, so
   * that nobody can tell whether somebody else has changed it.
   */
  password: pulumi.Input<string>;
  /** Name of the repository in the registry; at most 100 characters. It cannot change once the plan is published. */
  repository: pulumi.Input<string>;
  /** Tags of the image, 1 to 16: `latest`, and one that starts with a version. Order does not matter. */
  tags: pulumi.Input<pulumi.Input<string>[]>;
}

/** The Technical configuration page: one of the two, by who sells the offer. */
export interface ContainerConfiguration {
  /** A Kubernetes application, of an offer that Microsoft sells. */
  kubernetes?: pulumi.Input<KubernetesApplication> | undefined;
  /** Images of containers, of an offer that is only listed. */
  images?: pulumi.Input<ContainerImages> | undefined;
}

/** Arguments of {@link ContainerPlan}. */
export interface ContainerPlanArgs extends MarketplacePlanArgs {
  /**
   * The offer, or its offer id, such as `contoso-queue`.
   *
   * @native The offer id: the id, and the output `offerId`, of a `ContainerOffer`.
   */
  offer: ContainerOffer | pulumi.Input<string>;
  /** The Plan setup page: clouds. Kubernetes applications are available in `azureGlobal` only. */
  setup?: pulumi.Input<MarketplacePlanSetup> | undefined;
  /** The Plan listing page in English. */
  listing?: pulumi.Input<MarketplacePlanListing> | undefined;
  /** The Pricing and availability page: who may see it, where it is sold, for how much. */
  availability?: pulumi.Input<ContainerPlanAvailability> | undefined;
  /** The Technical configuration page: bundles, or images. */
  technicalConfiguration?: pulumi.Input<ContainerConfiguration> | undefined;
  /**
   * What becomes of a bundle that is live when it leaves `technicalConfiguration.kubernetes.bundles`: `leave` leaves it as
   * it is and says so, `remove` takes it out, which counts once the offer is submitted and live. One that was never live is
   * taken out. Default: `leave`.
   */
  onRemovedBundle?: pulumi.Input<"leave" | "remove"> | undefined;
}

/**
 * A plan of an offer of containers. What `pulumi up` changes of several plans of an offer goes into one job.
 *
 * Deleting: a plan that was never published is deleted, with all its bundles. For a published one there is no way by the
 * API; the error says what can be done.
 *
 * @example
 * ```ts
 * const plan = new ContainerPlan("per-node", {
 *   offer: "contoso-queue",
 *   planId: "per-node",
 *   name: "Per node",
 *   availability: { markets: ["US", "DE"], hourly: { perNode: 0.12 } },
 *   technicalConfiguration: {
 *     kubernetes: {
 *       extensionType: "Contoso.Queue",
 *       bundles: { "1.4.0": { registry: registryId, repository: "contoso.queue", digest: bundleDigest } },
 *     },
 *   },
 * });
 * ```
 *
 * @adoption `adopt: true` takes over a plan that exists by its `planId`.
 *
 * @waits The job that writes the plan takes about a minute at the service, one for all plans of an offer, and is waited for at most ten
 * minutes. Pulumi's `customTimeouts` have no effect.
 *
 * @errors A plan that exists already is refused without `adopt`. What a colleague has changed since, of what the program sets, stops
 * the update, unless `force` is set. What the service says of a resource that it refuses fails the plan that wrote it. Changes that
 * publication locks, such as of a price, are refused at preview.
 */
export class ContainerPlan extends MarketplacePlan {
  constructor(name: string, args: ContainerPlanArgs, options?: pulumi.CustomResourceOptions) {
    super("ContainerPlan", name, args, options, sealed({ ...args }, ["technicalConfiguration.images.password"]));
    for (const tag of tagsIn(args)) {
      // Also declared by a ContainerBundle, it would be changed by both.
      this.refuseSecond(
        name,
        "bundle",
        planKeys(args).apply(([offer, plan]) => `${tag} of plan ${plan} of offer ${offer}`),
      );
    }
  }
}

/** The tags that a program has written out. */
function tagsIn({ technicalConfiguration }: ContainerPlanArgs): string[] {
  if (!isWritten(technicalConfiguration)) return [];
  const kubernetes = technicalConfiguration?.kubernetes;
  if (!isWritten(kubernetes)) return [];
  const bundles = kubernetes?.bundles;
  return isWritten(bundles) ? Object.keys(bundles ?? {}) : [];
}
