// The package of a managed application or solution template, as a program declares it.
import * as pulumi from "@pulumi/pulumi";
import type { Finding } from "../provider/values/findings.js";
import type { Offer } from "./offer.js";
import { idOf, PartnerCenterResource } from "./resource.js";

/** Arguments of {@link ApplicationPackage}. */
export interface ApplicationPackageArgs {
  /**
   * The offer, or its product id.
   *
   * @native The product id of the offer: the output `productId`, and the id, of an `Offer`.
   */
  offer: Offer | pulumi.Input<string>;
  /**
   * Path of the package, relative to the program's folder: a `.zip`, or a folder from which a zip is made. Both must
   * hold `mainTemplate.json` and `createUiDefinition.json` at the root. Only the content counts: moving, renaming or
   * zipping again changes nothing. Templates, the portal's pages and the files that they refer to are checked at
   * preview: what would be refused later is an error, the rest are warnings, also what fails certification
   * (docs/package-checks.md lists the rules, and how many files of what size are taken). Of a folder, links are followed
   * that stay inside it; others are an error.
   */
  path: pulumi.Input<string>;
  /**
   * Ids of rules in docs/package-checks.md whose errors are warnings for this package, such as `["resource-name"]`:
   * for a rule that is wrong about it. The id stands at the end of each error. Default: none.
   */
  toleratedRules?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * What a preview makes of a package that fails certification, by a blocking test of Microsoft's toolkit: `warning`
   * shows it, `error` stops. Default: `warning`.
   */
  certification?: pulumi.Input<"error" | "warning"> | undefined;
}

/**
 * A technical asset: the files that Azure deploys. New content is a new package, since the service does not change
 * one; the old one is deleted, unless it is referred to or the offer was ever submitted.
 *
 * @example
 * ```ts
 * const files = new ApplicationPackage("files", { offer, path: "app" });
 * ```
 *
 * @adoption It cannot be imported or adopted: Partner Center does not hand out what a package was made of. A plan may name the id of a
 * package that is there already.
 *
 * @waits At most 15 minutes until the service has processed the upload; `pulumi up` fails then, and the next one goes on with the same
 * package.
 *
 * @errors What Azure, the portal or Partner Center would refuse of the files is an error of the preview, with file and line; `toleratedRules`
 * makes warnings of a rule's errors. An upload that the service cannot process fails `pulumi up` with its reason.
 */
export class ApplicationPackage extends PartnerCenterResource {
  /** Id of the package in Partner Center. */
  declare readonly packageId: pulumi.Output<string>;
  /** Hash of the files in the package; known at preview. */
  declare readonly contentHash: pulumi.Output<string>;

  constructor(name: string, args: ApplicationPackageArgs, options?: pulumi.CustomResourceOptions) {
    super("ApplicationPackage", name, { ...args, offer: idOf(args.offer) }, ["packageId", "contentHash"], options);
    paths.set(this, pulumi.output(args.path));
  }
}

const paths = new WeakMap<ApplicationPackage, pulumi.Output<string>>();

/** For `Plan`: what is wrong with just-in-time access by this package. */
export function jitFinding(files: ApplicationPackage): pulumi.Output<Finding | undefined> {
  return pulumi.output(paths.get(files)).apply(async (path) => {
    const { jitWithoutControl } = await import("../provider/kinds/plan/jit-control.js");
    return path === undefined ? undefined : jitWithoutControl(path);
  });
}
