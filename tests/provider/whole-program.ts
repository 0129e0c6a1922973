/** A program of one offer, one plan and its package, in the state that `pulumi up` leaves: ready to be submitted. */
import { applicationPackage } from "../../provider/kinds/application-package.js";
import { offer } from "../../provider/kinds/offer/offer.js";
import { plan } from "../../provider/kinds/plan/plan.js";
import { submission } from "../../provider/kinds/publishing/submission.js";
import type { Properties } from "../../provider/values/properties.js";
import type { Declared } from "./declared.js";
import { packageFolder, smallOffer, smallPlan } from "./programs.js";
import type { Workbench } from "./workbench.js";

export class WholeProgram {
  private constructor(
    private readonly bench: Workbench,
    readonly offer: Declared,
    readonly asset: Declared,
    readonly plan: Declared,
    readonly offerProgram: Properties,
    readonly planProgram: Properties,
  ) {}

  static async make(bench: Workbench, offerId: string): Promise<WholeProgram> {
    const offerProgram = await smallOffer(bench, offerId);
    const offerResource = bench.declared(offer);
    await offerResource.up(offerProgram);
    const asset = bench.declared(applicationPackage);
    await asset.up({ offer: offerResource.id, path: await packageFolder(bench, `app-${offerId}`) });
    const planProgram = smallPlan(offerResource.id as string, "gold", asset.id as string);
    const planResource = bench.declared(plan);
    await planResource.up(planProgram);
    return new WholeProgram(bench, offerResource, asset, planResource, offerProgram, planProgram);
  }

  get productId(): string {
    return this.offer.id as string;
  }

  /** The inputs of a Submission of this offer, as the program's class would make them. */
  submission(more: Properties = {}): Properties {
    const content = { offer: this.offer.outputs.contentHash, "plan gold": this.plan.outputs.contentHash };
    return { offer: this.productId, content, ...more };
  }

  /** The inputs of a Release of what a Submission has made. */
  release(submitted: Declared, more: Properties = {}): Properties {
    return { offer: this.productId, submission: submitted.outputs.submissionId, ...more };
  }

  /** Submits to preview. */
  async submit(): Promise<Declared> {
    const declared = this.bench.declared(submission);
    await declared.up(this.submission());
    return declared;
  }
}
