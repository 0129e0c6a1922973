/** Submissions: to preview, to live, and what became of them. */
// API reference §2.1 rows 54–61, §3.16, §4.9, §4.10
import { z } from "zod";
import { path } from "../http/endpoint.js";
import type { Transport } from "../http/transport.js";
import { checkedBody, SubmissionRequest } from "../schemas/requests.js";
import { CertificationReport, Submission, ValidationItem, WorkflowDetail } from "../schemas/resources.js";
import type { Drafts } from "./drafts.js";

const expand = { $expand: "PublishOption" };

const all = (productId: string) => path`/products/${productId}/submissions`;
const one = (productId: string, id: string) => path`/products/${productId}/submissions/${id}`;

export class Submissions {
  constructor(
    private readonly transport: Transport,
    private readonly drafts: Drafts,
  ) {}

  /**
   * What the service keeps (usually the live one and the newest), oldest release first.
   *
   * @param filter OData, such as `State eq 'Published'`: documented, never seen used.
   */
  // API reference §2.3
  async list(productId: string, { filter }: { filter?: string } = {}): Promise<Submission[]> {
    const query = filter === undefined ? expand : { $filter: filter, ...expand };
    const found = await this.transport.list(all(productId), Submission, query);
    return found.sort(byRelease);
  }

  /** @throws NotFoundError also for a preview that a newer one has replaced. */
  get(productId: string, id: string): Promise<Submission> {
    return this.transport.get(one(productId, id), Submission, expand);
  }

  /**
   * Sends the named draft instances to preview.
   *
   * @param knownReleaseNumber The highest release number that was there before (0 if none). After a failure that
   *   leaves it open whether the submission exists, a higher one with the same notes for certification is taken to be
   *   it. Without it the failure is thrown.
   * @throws ConflictError while another submission is in flight; ValidationError.
   */
  async create(
    productId: string,
    request: SubmissionRequest,
    { knownReleaseNumber }: { knownReleaseNumber?: number } = {},
  ): Promise<Submission> {
    checkedBody(SubmissionRequest, request, "a submission");
    const body = {
      targets: [{ type: "Scope", value: "preview" }],
      variantResources: [],
      ...request,
      resourceType: "SubmissionCreationRequest",
    };
    const notes = request.publishOption?.certificationNotes ?? "";
    const recover = async () =>
      (await this.list(productId)).findLast(
        ({ releaseNumber = 0, publishOption }) =>
          releaseNumber > (knownReleaseNumber ?? 0) && (publishOption?.certificationNotes ?? "") === notes,
      );
    try {
      return await this.transport.post(
        all(productId),
        body,
        Submission,
        knownReleaseNumber === undefined ? {} : { recover },
      );
    } finally {
      this.drafts.forget(productId);
    }
  }

  /** Takes a submission back while it is in progress. @throws ConflictError later; NotFoundError. */
  cancel(productId: string, id: string): Promise<void> {
    return this.transport.delete(one(productId, id));
  }

  /**
   * "Go live". Only from preview. It cannot be taken back. After a failure that leaves it open whether it took effect,
   * the submission is read: one that is publishing or live counts as done.
   *
   * @returns The workflow towards live, where the service tells it (nobody relies on it).
   * @throws ConflictError in any other state, e.g. when a newer submission replaced it.
   */
  // API reference §3.16
  async promote(productId: string, id: string): Promise<WorkflowDetail | undefined> {
    try {
      const reply = await this.transport.post(`${one(productId, id)}/promote`, undefined, z.unknown(), {
        recover: async () => ((await this.isPromoted(productId, id)) ? true : undefined),
      });
      return WorkflowDetail.safeParse(reply).data;
    } finally {
      this.drafts.forget(productId);
    }
  }

  private async isPromoted(productId: string, id: string): Promise<boolean> {
    const { substate = "" } = await this.get(productId, id);
    return ["publishing", "published", "instore"].includes(substate.toLowerCase());
  }

  /** Two workflows, Preview and Live, with their steps. */
  workflowDetails(productId: string, id: string): Promise<WorkflowDetail[]> {
    return this.transport.list(`${one(productId, id)}/workflowdetails`, WorkflowDetail);
  }

  /** What the automated validation found; empty when all is well. */
  validations(productId: string, id: string): Promise<ValidationItem[]> {
    return this.transport.list(`${one(productId, id)}/validations`, ValidationItem);
  }

  /** Certification reports. */
  reports(productId: string, id: string): Promise<CertificationReport[]> {
    return this.transport.list(`${one(productId, id)}/reports`, CertificationReport);
  }
}

/** Oldest first: by release number, then by id as the 64-bit number it is. */
function byRelease(a: Submission, b: Submission): number {
  const releases = (a.releaseNumber ?? 0) - (b.releaseNumber ?? 0);
  if (releases !== 0) return releases;
  if (/^\d+$/.test(a.id) && /^\d+$/.test(b.id)) return Number(BigInt(a.id) - BigInt(b.id));
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
