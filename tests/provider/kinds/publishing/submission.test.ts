/** A submission: made when the content is new, found again when it is not, and never a colleague's. */
import assert from "node:assert/strict";
import { plan } from "../../../../provider/kinds/plan/plan.js";
import { submission } from "../../../../provider/kinds/publishing/submission.js";
import { getPath, type Properties, setPath } from "../../../../provider/values/properties.js";
import type { Declared } from "../../declared.js";
import { png } from "../../pictures.js";
import { guids, smallPlan } from "../../programs.js";
import { WholeProgram } from "../../whole-program.js";
import { workbench } from "../../workbench.js";

const post = "POST /products/{productId}/submissions";

for (const [name, switches] of [
  ["oldest first", { submissionOrder: "oldest-first", instanceIdsChangeAtPublish: false }],
  [
    "newest first, and new instance ids at publish",
    { submissionOrder: "newest-first", instanceIdsChangeAtPublish: true },
  ],
] as const) {
  describe(`a submission, with the list ${name}`, () => {
    const bench = workbench({ switches });
    let count = 0;
    const make = () => WholeProgram.make(bench, `submission-${name.length}-${++count}`);
    const all = (whole: WholeProgram) => bench.colleague.list(`/products/${whole.productId}/submissions`);

    async function addLanguage({ productId }: WholeProgram): Promise<void> {
      const branches = await bench.colleague.list(`/products/${productId}/branches/getByModule(module=Listing)`);
      const instance = branches.find(({ variantID }) => variantID === undefined)?.currentDraftInstanceID;
      const path = `/products/${productId}/listings/createWithInstanceID(instanceID=${instance})`;
      await bench.colleague.call("POST", path, {
        resourceType: "AzureListing",
        languageCode: "de-de",
        title: "Ihre",
        summary: "Kurz",
        description: "Lang",
      });
    }

    async function addVideo({ productId }: WholeProgram): Promise<void> {
      const { id } = await bench.colleague.draft(productId, "Listing");
      await bench.colleague.call("POST", `/products/${productId}/listings/${id}/videos`, {
        resourceType: "ListingVideo",
        streamingUri: "https://vimeo.com/1",
        thumbnail: { fileName: "theirs.png", title: "Theirs" },
      });
    }

    it("goes to preview, with ids, times and links, and is not made again", async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      const program = whole.submission({ publisherId: "contoso", offerId: whole.offerProgram.offerId });
      const told = await bench.printed(async () => {
        assert.deepEqual(await bench.writes(() => declared.up(program)), [post]);
      });
      assert.ok(told.length <= 3, told.join("\n"));
      const [made] = await all(whole);
      const { outputs } = declared;
      assert.equal(declared.id, whole.productId);
      assert.deepEqual(
        [outputs.submissionId, outputs.releaseNumber, outputs.state, outputs.substate],
        [made?.id, 1, "Published", "ReadyToPublish"],
      );
      assert.match(String(outputs.submissionId), /^\d{19}$/);
      const times = outputs.times as Record<string, string>;
      assert.deepEqual(Object.keys(times).sort(), ["previewReadyAt", "submittedAt"]);
      for (const time of Object.values(times)) assert.ok(time.endsWith("Z") && Date.parse(time) > 0, time);
      const portal = new URL(bench.emulator.portal).origin;
      const page = `${portal}/marketplace/apps/contoso.${whole.offerProgram.offerId}`;
      assert.deepEqual(outputs.links, {
        offer: `${portal}/dashboard/commercial-marketplace/offers/${whole.productId}/overview`,
        preview: `${page}-preview`,
        marketplace: page,
      });
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
      const { inputs } = declared;
      await declared.refresh();
      assert.deepEqual(declared.inputs, inputs);
      assert.deepEqual(await bench.calls(async () => assert.equal(await declared.up(program), "unchanged")), []);
    });

    it("has the link to the offer only when the publisher is not known, and finds the offer id by itself", async () => {
      const whole = await make();
      const declared = await whole.submit();
      assert.deepEqual(Object.keys(declared.outputs.links as object), ["offer"]);
      const other = bench.declared(submission);
      await other.up(whole.submission({ publisherId: "contoso" }));
      assert.match(
        String((other.outputs.links as Properties).marketplace),
        new RegExp(`/contoso\\.${whole.offerProgram.offerId}$`),
      );
    });

    it("is made again when the content has changed, and only then", async () => {
      const whole = await make();
      const declared = await whole.submit();
      const first = declared.outputs.submissionId;
      setPath(whole.offerProgram, "listing.summary", "Edited");
      await whole.offer.up(whole.offerProgram);
      assert.equal((await declared.diff(whole.submission())).changes, true);
      assert.deepEqual(await bench.writes(() => declared.up(whole.submission())), [post]);
      assert.notEqual(declared.outputs.submissionId, first);
      assert.equal(declared.outputs.releaseNumber, 2);
      assert.equal(await declared.up(whole.submission()), "unchanged");
      setPath(whole.planProgram, "listing.summary", "Edited");
      await whole.plan.up(whole.planProgram);
      assert.equal(await declared.up(whole.submission()), "updated");
      assert.equal(declared.outputs.releaseNumber, 3);
    });

    it("is not made again when the program gives the same plans in another order", async () => {
      const whole = await make();
      await bench.declared(plan).up(smallPlan(whole.productId, "silver", String(whole.asset.id)));
      const declared = bench.declared(submission);
      const { content } = whole.submission() as { content: Properties };
      await declared.up(whole.submission({ content: { ...content, "plan silver": "0" }, planIds: ["gold", "silver"] }));
      const { "plan gold": gold, ...others } = content;
      const turned = { content: { "plan silver": "0", "plan gold": gold, ...others }, planIds: ["silver", "gold"] };
      assert.equal(await declared.up(whole.submission(turned)), "unchanged");
    });

    it("is not made again for another timeout, publisher or kind of waiting", async () => {
      const whole = await make();
      const declared = await whole.submit();
      const more = { publisherId: "contoso", timeouts: { update: "1h" } };
      assert.equal(await declared.up(whole.submission(more)), "unchanged");
      assert.equal(await declared.up(whole.submission({ waitFor: "preview" })), "unchanged");
      const writes = await bench.writes(async () => {
        assert.equal(await declared.up(whole.submission({ waitFor: "accepted" })), "updated");
      });
      assert.deepEqual(writes, []);
    });

    const edits: [what: string, edit: (whole: WholeProgram) => Promise<unknown>][] = [
      ["the listing", (whole) => bench.colleague.edit(whole.productId, "Listing", { shortDescription: "theirs" })],
      [
        "the technical configuration of the offer",
        (whole) =>
          bench.colleague.edit(whole.productId, "PackageConfiguration", { azureActiveDirectoryTenantID: guids.tenant }),
      ],
      ["a further language", (whole) => addLanguage(whole)],
      ["the videos", (whole) => addVideo(whole)],
      ["the properties", (whole) => bench.colleague.edit(whole.productId, "Property", { appVersion: "9.9.9" })],
      [
        "a plan's technical configuration",
        (whole) =>
          bench.colleague.edit(
            whole.productId,
            "PackageConfiguration",
            { version: "9.9.9" },
            String(whole.plan.outputs.variantId),
          ),
      ],
      [
        "a plan's clouds",
        async (whole) => {
          const path = `/products/${whole.productId}/variants/${whole.plan.outputs.variantId}`;
          const variant = await bench.colleague.call("GET", path);
          await bench.colleague.call("PUT", path, { ...variant, cloudAvailabilities: ["public-azure", "another"] });
        },
      ],
      ["a logo", (whole) => bench.colleague.replaceImage(whole.productId, "AzureLogoSmall", "theirs.png", png(48, 48))],
      [
        "the resale",
        (whole) =>
          bench.colleague.call("POST", `/products/${whole.productId}/resellerConfiguration`, {
            resourceType: "ResellerConfiguration",
            resellerChannelState: "Enabled",
          }),
      ],
    ];
    for (const [what, edit] of edits) {
      it(`is made again after somebody has edited ${what} in the portal, but only after a refresh`, async () => {
        const whole = await make();
        const declared = await whole.submit();
        await edit(whole);
        assert.deepEqual(
          await bench.calls(async () => assert.equal(await declared.up(whole.submission()), "unchanged")),
          [],
        );
        await declared.refresh();
        assert.equal(await declared.up(whole.submission()), "updated");
        assert.equal(declared.outputs.releaseNumber, 2);
        await declared.refresh();
        assert.equal(await declared.up(whole.submission()), "unchanged");
      });
    }

    it("is made again after somebody has edited what is said of a video's picture", async () => {
      const whole = await make();
      await addVideo(whole);
      const declared = await whole.submit();
      const { id } = await bench.colleague.draft(whole.productId, "Listing");
      const path = `/products/${whole.productId}/listings/${id}/videos`;
      const [video] = ((await bench.colleague.call("GET", path)) as { value: Properties[] }).value;
      const thumbnail = { ...(video?.thumbnail as Properties), description: "theirs" };
      await bench.colleague.call("PUT", `${path}/${video?.id}`, { ...video, thumbnail });
      await declared.refresh();
      assert.equal(await declared.up(whole.submission()), "updated");
    });

    it("whose drafts were hashed by an older version is not made again for that", async () => {
      const whole = await make();
      const declared = await whole.submit();
      declared.outputs.draftHash = "694626dbf79a2a5f4e13f6c46bd989f70fd400ed2fe3052a38fe717590f1a5a8";
      await declared.refresh();
      assert.equal(await declared.up(whole.submission()), "unchanged");
      await bench.colleague.edit(whole.productId, "Listing", { shortDescription: "theirs" });
      await declared.refresh();
      assert.equal(await declared.up(whole.submission()), "updated");
    });

    it("is made again after somebody else has submitted, once a refresh has told", async () => {
      const whole = await make();
      const declared = await whole.submit();
      await bench.colleague.submit(whole.productId);
      assert.equal(await declared.up(whole.submission()), "unchanged");
      const told = await bench.printed(() => declared.refresh());
      assert.match(told.join(), /submission 2 .*was submitted elsewhere/);
      assert.equal(await declared.up(whole.submission()), "updated");
      assert.equal(declared.outputs.releaseNumber, 3);
      assert.equal((await all(whole)).length, 1);
    });

    it("of a run that was killed is found by its mark, beside the notes of the program", async () => {
      const whole = await make();
      const program = whole.submission({ certificationNotes: "Be kind" });
      await bench.declared(submission).up(program);
      const again = bench.declared(submission);
      assert.deepEqual(await bench.writes(() => again.up(program)), []);
      assert.equal(again.outputs.releaseNumber, 1);
      const found = await bench.colleague.list(`/products/${whole.productId}/submissions?$expand=PublishOption`);
      assert.match(
        String(getPath(found[0] ?? {}, "publishOption.certificationNotes")),
        /^Be kind\n\(pulumi-partnercenter content [0-9a-f]{12}\)$/,
      );
    });

    it("of an update that was killed is gone on with, and the next refresh does not take it for edited", async () => {
      const whole = await make();
      const declared = await whole.submit();
      setPath(whole.offerProgram, "listing.summary", "Edited");
      await whole.offer.up(whole.offerProgram);
      const killed = bench.declared(submission);
      Object.assign(killed, structuredClone({ id: declared.id, inputs: declared.inputs, outputs: declared.outputs }));
      await killed.up(whole.submission());
      assert.deepEqual(await bench.writes(() => declared.up(whole.submission())), []);
      assert.equal(declared.outputs.releaseNumber, 2);
      assert.deepEqual(declared.outputs, killed.outputs);
      await declared.refresh();
      assert.equal(await declared.up(whole.submission()), "unchanged");
    });

    it("is made again for another note to those who certify", async () => {
      const whole = await make();
      const declared = bench.declared(submission);
      await declared.up(whole.submission({ certificationNotes: "One" }));
      assert.equal(await declared.up(whole.submission({ certificationNotes: "Two" })), "updated");
      assert.equal(declared.outputs.releaseNumber, 2);
    });

    it("ends with what was reached, where to look at it, and what comes next", async () => {
      const whole = await make();
      const last = async (more: Properties) => {
        return String((await bench.printed(() => bench.declared(submission).up(whole.submission(more)))).at(-1));
      };
      assert.match(
        await last({ publisherId: "contoso" }),
        /preview ready.*, not live\nsubmission \d{19}: \S+-preview\nit goes live by a `Release`, and that cannot be undone$/,
      );
    });

    it("in preview stays when it is taken out of the program, and says so", async () => {
      const whole = await make();
      const declared: Declared = await whole.submit();
      assert.match((await bench.printed(() => declared.takeOut())).join(), /stays in preview: the API cannot withdraw/);
      assert.equal((await all(whole)).length, 1);
    });

    it("belongs to its offer: another offer is a replacement", async () => {
      const whole = await make();
      const declared = await whole.submit();
      const { replaces } = await declared.diff({
        ...whole.submission(),
        offer: "00000000-0000-4000-8000-00000000000a",
      });
      assert.deepEqual(replaces, ["offer"]);
    });
  });
}
