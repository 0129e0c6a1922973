// A bundle of a Kubernetes application, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import type { KubernetesBundle } from "./container-plan.js";
import { PartnerCenterResource } from "./resource.js";

/** Arguments of {@link ContainerBundle}. */
export interface ContainerBundleArgs extends KubernetesBundle {
  /** The offer id, as people chose it, such as `contoso-queue`: an offer of containers. */
  offer: pulumi.Input<string>;
  /** The plan id, such as `per-node`. The plan needs its type of a cluster extension. */
  plan: pulumi.Input<string>;
  /**
   * Tag of the bundle, such as `1.4.0`. Another tag takes the place of this one: it is appended, and this one is taken out
   * if it never went live; what is live stays (`onRemoved`).
   */
  tag: pulumi.Input<string>;
  /**
   * What becomes of a bundle that is live when it leaves the program, or another tag takes its place: `leave` leaves it as
   * it is and says so, `remove` takes it out, which counts once the offer is submitted and live. One that was never live is
   * taken out. Default: `leave`.
   */
  onRemoved?: pulumi.Input<"leave" | "remove"> | undefined;
}

/** What programs gave to each bundle. */
const given = new WeakMap<ContainerBundle, ContainerBundleArgs>();

/**
 * A technical asset: one bundle (CNAB) of a Kubernetes application, such as a pipeline makes. It is appended to the plan's
 * bundles in the draft of the offer; those of others stay as they are. Give it to a {@link Submission} as one of its
 * `assets` to publish it.
 *
 * @example
 * ```ts
 * const bundle = new ContainerBundle("bundle", {
 *   offer: "contoso-queue",
 *   plan: "per-node",
 *   tag: "1.5.0",
 *   registry: registryId,
 *   repository: "contoso.queue",
 *   digest: bundleDigest,
 * });
 * const certified = new Submission("preview", { offer: bundle.productId, assets: [bundle] });
 * ```
 *
 * @adoption A bundle that is there already with the same digest is taken over as it is; with another one it is refused.
 *
 * @waits None of its own: the service takes about a minute for the job that appends it, which `pulumi up` waits for; certification is the wait of the
 * {@link Submission}.
 *
 * @errors The service's verdict on the bundle, such as a registry that it may not read, fails `pulumi up` of the {@link Submission}. See
 * docs/containers.md.
 */
export class ContainerBundle extends PartnerCenterResource {
  /** Id of the offer's product in Partner Center (a GUID): what a {@link Submission} takes as `offer`. */
  declare readonly productId: pulumi.Output<string>;
  /** As it was given. */
  declare readonly offer: pulumi.Output<string>;
  /** As it was given. */
  declare readonly plan: pulumi.Output<string>;
  /** As it was given. */
  declare readonly tag: pulumi.Output<string>;
  /** Hash of all that this program sets for the bundle; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  constructor(name: string, args: ContainerBundleArgs, options?: pulumi.CustomResourceOptions) {
    super("ContainerBundle", name, { ...args }, ["productId", "contentHash"], options);
    given.set(this, args);
    const key = pulumi.all([args.offer, args.plan, args.tag]);
    this.refuseSecond(
      name,
      "bundle",
      key.apply(([offer, plan, tag]) => `${tag} of plan ${plan} of offer ${offer}`),
    );
  }
}

/** For `Submission`: what the program gave. */
export function givenBundle(bundle: ContainerBundle): ContainerBundleArgs {
  return given.get(bundle) as ContainerBundleArgs;
}
