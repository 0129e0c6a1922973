/** The classes that a program uses: what they hand to the engine. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { KindName } from "../../provider/kinds/index.js";
import { providerText } from "../../provider/provider-text.js";
import {
  ApplicationPackage,
  ContainerBundle,
  ContainerOffer,
  ContainerPlan,
  Offer,
  Plan,
  Provider,
  Release,
  SaasOffer,
  SaasPlan,
  Submission,
  VirtualMachineImage,
  VirtualMachineOffer,
  VirtualMachinePlan,
} from "../../sdk/index.js";
import { hashInput } from "../../sdk/resource.js";
import { type Recorded, record } from "./recorded.js";

const aBundle = { registry: "the id of a registry", repository: "contoso.queue", digest: "sha256:0" };
const anOffer = { offerId: "contoso", alias: "Contoso", type: "AzureApplication" } as const;

describe("a program", () => {
  let recorded: Recorded;

  before(async () => {
    recorded = await record(() => {
      const offer = new Offer("offer", { ...anOffer, listing: { summary: pulumi.output("In short") } });
      const asset = new ApplicationPackage("asset", { offer, path: "./app" });
      const plan = new Plan("plan", {
        offer,
        planId: "gold",
        planType: "managed-application",
        name: "Gold",
        technicalConfiguration: { version: "1.0.0", package: asset },
      });
      new Plan("reuses", {
        offer,
        planId: "silver",
        planType: "managed-application",
        name: "Silver",
        setup: { clouds: ["public-azure"], technicalConfigurationOf: plan },
      });
      const submission = new Submission("submission", { offer, plans: [plan], publisherId: "contoso" });
      new Release("release", { offer, submission });
      const machines = new VirtualMachineOffer("machines", {
        offerId: "contoso-appliance",
        alias: "Contoso Appliance",
      });
      new VirtualMachinePlan("machine", { offer: machines, planId: "standard", name: "Standard" });
      new VirtualMachineImage("image", {
        offer: "contoso-appliance",
        plan: "standard",
        version: "1.0.0",
        images: { x64Gen2: { osDisk: "https://contoso.blob.core.windows.net/vhds/os.vhd?sig=1" } },
      });
      const queue = new ContainerOffer("queue", { offerId: "contoso-queue", alias: "Contoso Queue" });
      new ContainerPlan("node", { offer: queue, planId: "per-node", name: "Per node" });
      new ContainerBundle("bundle", { offer: "contoso-queue", plan: "per-node", tag: "1.5.0", ...aBundle });
      const ledger = new SaasOffer("ledger", { offerId: "contoso-ledger", alias: "Contoso Ledger" });
      new SaasPlan("team", { offer: ledger, planId: "team", name: "Team" });
      new Plan("by-id", { offer: "product-id", planId: "free", planType: "solution-template", name: "Free" });
      new Submission("submission-by-id", { offer: "product-id", waitFor: "accepted" });
      new Release("release-by-id", { offer: "product-id", submission: pulumi.output("1152921504606846976") });
    });
  });

  it("registers each kind by its type, with the constant text as its provider", () => {
    const names: Readonly<Record<KindName, string>> = {
      Offer: "offer",
      ApplicationPackage: "asset",
      Plan: "plan",
      VirtualMachineOffer: "machines",
      VirtualMachinePlan: "machine",
      VirtualMachineImage: "image",
      ContainerOffer: "queue",
      ContainerPlan: "node",
      ContainerBundle: "bundle",
      SaasOffer: "ledger",
      SaasPlan: "team",
      Submission: "submission",
      Release: "release",
    };
    for (const kind of Object.keys(names) as KindName[]) {
      const { type, inputs } = recorded.named(names[kind]);
      assert.equal(type, `pulumi-nodejs:dynamic/partnercenter:${kind}`);
      assert.equal(inputs.__provider, providerText(kind));
    }
  });

  it("hands over plain inputs, and no more than was set", () => {
    const { __provider: _, __stack, __urn, ...inputs } = recorded.named("offer").inputs;
    assert.equal(__stack, "project/stack");
    assert.equal(__urn, "urn:pulumi:stack::project::pulumi-nodejs:dynamic/partnercenter:Offer::offer");
    assert.deepEqual(inputs, { ...anOffer, listing: { summary: "In short" } });
  });

  it("has outputs for what is set and given alone: each costs a program four promises", async () => {
    let plan: Plan | undefined;
    const written = { planId: "gold", planType: "managed-application", name: "Gold" } as const;
    await record(() => {
      plan = new Plan("plan", { offer: "an id", ...written, setup: undefined, listing: { summary: "In short" } });
    });
    const outputs = Object.entries(plan as Plan).flatMap(([key, value]) =>
      pulumi.Output.isInstance(value) ? [key] : [],
    );
    const own = [
      "__provider",
      "__stack",
      "__urn",
      "account",
      "contentHash",
      hashInput,
      "id",
      "productId",
      "urn",
      "variantId",
    ];
    assert.deepEqual(outputs.sort(), [...own, "offer", "listing", ...Object.keys(written)].sort());
  });

  it("goes through what it says of a plan as often when the offer has more plans", async () => {
    const looks = async (others: number) => {
      let count = 0;
      await record(() => {
        const counted = pulumi.output("In short");
        const known = (counted as unknown as { isKnown: Promise<boolean> }).isKnown;
        const counting = () => {
          count++;
          return known;
        };
        Object.defineProperty(counted, "isKnown", { get: counting });
        for (let index = 0; index <= others; index++) {
          const listing = index === 0 ? { summary: counted } : {};
          new Plan(`${index}`, {
            offer: "an id",
            planId: `p-${index}`,
            planType: "solution-template",
            name: `${index}`,
            listing,
          });
        }
      });
      return count;
    };
    assert.equal(await looks(10), await looks(0));
  });

  it("says where it has marked values as secrets, so that no message shows them", async () => {
    const secrets = await record(() => {
      new Offer("marked", {
        ...anOffer,
        leads: { httpsEndpoint: { url: "https://leads.example/?code=1" } },
        listing: {
          title: pulumi.output("shown"),
          summary: pulumi.secret("x"),
          keywords: ["a", pulumi.secret("b")],
          contacts: Promise.resolve({ support: { name: pulumi.secret("x"), email: "a@b.example", phone: "1" } }),
        },
        previewAudience: pulumi.secret({ subscriptions: [] }),
        properties: pulumi.output({ version: pulumi.secret("1.0.0") }),
      });
    });
    assert.deepEqual(secrets.named("marked").inputs.__secrets, [
      "leads.httpsEndpoint.url",
      "listing.summary",
      "listing.keywords",
      "listing.contacts.support.name",
      "previewAudience",
      "properties",
    ]);
  });

  it("makes secrets of credentials, in whatever form they are given", async () => {
    const url = "https://leads.example/?code=1";
    const forms = {
      plain: { httpsEndpoint: { url } },
      promise: Promise.resolve({ httpsEndpoint: { url } }),
      output: pulumi.output({ httpsEndpoint: pulumi.output({ url }) }),
      inner: { httpsEndpoint: pulumi.output({ url: Promise.resolve(url) }) },
    };
    const sealed = await record(() => {
      for (const [name, leads] of Object.entries(forms)) new Offer(name, { ...anOffer, offerId: name, leads });
    });
    for (const name of Object.keys(forms)) {
      const text = JSON.stringify(sealed.named(name).inputs.leads);
      assert.ok(text.includes(url) && text.includes("1b47061264138c4ac30d75fd1eb44270"), `${name}: ${text}`);
    }
  });

  it("passes on what is of a wrong type, so that the check can say so", async () => {
    const wrong = await record(() => {
      new Offer("text", { ...anOffer, offerId: "text", leads: "https://leads.example" as never });
      new Offer("null", { ...anOffer, offerId: "null", leads: null as never });
    });
    assert.deepEqual(
      [wrong.named("text").inputs.leads, wrong.named("null").inputs.leads ?? null],
      ["https://leads.example", null],
    );
  });

  it("does not look for secrets in other resources that it is given", async () => {
    const { named } = await record(() => {
      const files = new ApplicationPackage("files", { offer: "product", path: pulumi.secret("./app") });
      new Plan("plan", {
        offer: "product",
        planId: "gold",
        planType: "managed-application",
        name: "Gold",
        technicalConfiguration: { package: files },
      });
    }).then((made) => ({ named: (name: string) => made.named(name) }));
    assert.deepEqual(named("files").inputs.__secrets, ["path"]);
    assert.ok(!("__secrets" in named("plan").inputs));
  });

  it("has what was last seen encrypted in the state, besides what the program wants encrypted", async () => {
    const names = ["offer", "asset", "plan", "submission", "release"];
    assert.deepEqual(
      names.map((name) => recorded.named(name).secretOutputs),
      names.map(() => ["observed"]),
    );
    const more = await record(() => {
      new Offer("more", anOffer, { additionalSecretOutputs: ["alias"] });
    });
    assert.deepEqual([...more.named("more").secretOutputs].sort(), ["alias", "observed"]);
  });

  it("lets no plan or package leave the state before their offer is deleted, unless the program says so", async () => {
    for (const name of ["plan", "asset"]) assert.equal(recorded.named(name).deletedWith, "");
    const own = await record(() => {
      const offer = new Offer("offer", anOffer);
      new ApplicationPackage("asset", { offer, path: "./app" }, { deletedWith: offer });
    });
    assert.match(own.named("asset").deletedWith, /Offer::offer$/);
  });

  it("takes a resource or its id where another resource is meant", () => {
    assert.equal(recorded.named("asset").inputs.offer, "id-of-offer");
    assert.equal(recorded.named("plan").inputs.offer, "id-of-offer");
    assert.deepEqual(recorded.named("plan").inputs.technicalConfiguration, {
      version: "1.0.0",
      package: "id-of-asset",
    });
    assert.deepEqual(recorded.named("reuses").inputs.setup, {
      clouds: ["public-azure"],
      technicalConfigurationOf: "id-of-plan",
    });
    assert.equal(recorded.named("by-id").inputs.offer, "product-id");
    assert.equal(recorded.named("release-by-id").inputs.submission, "1152921504606846976");
  });

  it("gives a submission the content of the offer and of the plans given, or else declared, and the offer's id", () => {
    const { inputs } = recorded.named("submission");
    assert.deepEqual(inputs.content, { offer: "hash of offer", "plan gold": "hash of plan" });
    assert.deepEqual([inputs.offer, inputs.offerId, inputs.publisherId], ["id-of-offer", "contoso", "contoso"]);
    assert.ok(!("plans" in inputs));
    assert.deepEqual(inputs.planIds, ["gold"]);
    const byId = recorded.named("submission-by-id").inputs;
    const all = { "plan free": "hash of by-id" }; // which is declared with the same id of an offer
    assert.deepEqual([byId.content, byId.offerId, byId.waitFor], [all, undefined, "accepted"]);
    assert.deepEqual(byId.planIds, ["free"]);
  });

  it("gives a release the submission's own id, not that of the resource", () => {
    const { inputs } = recorded.named("release");
    assert.match(String(inputs.submission), /^1152921504606846\d+$/);
    assert.deepEqual([inputs.offer, inputs.offerId], ["id-of-offer", "contoso"]);
  });

  it("does not change the arguments that it is given", async () => {
    const args = Object.freeze({ ...anOffer, listing: Object.freeze({ summary: "x" }) });
    await record(() => {
      new Offer("one", args);
    });
    assert.deepEqual(Object.keys(args), ["offerId", "alias", "type", "listing"]);
  });

  it("makes outputs of what the service gives", async () => {
    const seen: unknown[] = [];
    await record(async () => {
      const offer = new Offer("offer", anOffer);
      const outputs = pulumi.all([offer.id, offer.offerId, offer.contentHash]);
      await new Promise<void>((resolve) => outputs.apply((values) => resolve(void seen.push(...values))));
    });
    assert.deepEqual(seen, ["id-of-offer", "contoso", "hash of offer"]);
  });

  it("accepts unknown values in a preview", async () => {
    const { resources } = await record(() => {
      const offer = new Offer("offer", anOffer);
      const asset = new ApplicationPackage("asset", { offer, path: "app" });
      const technicalConfiguration = { package: asset };
      const plan = new Plan("plan", {
        offer,
        planId: "p",
        planType: "managed-application",
        name: "P",
        technicalConfiguration,
      });
      const submission = new Submission("submission", { offer, plans: [plan] });
      new Release("release", { offer, submission });
    }, true);
    assert.equal(resources.filter(({ type }) => type.includes("partnercenter")).length, 5);
  });

  it("is told the line of its own where Pulumi refuses a resource, and traces are as long as before", () => {
    const limit = Error.stackTraceLimit;
    // A parent that is no resource, which Pulumi's own constructor refuses.
    const parent = "offer" as unknown as pulumi.Resource;
    assert.throws(
      () => new Offer("refused", anOffer, { parent }),
      ({ stack = "" }: Error) => /resources\.test/.test(stack.split("\n").find((line) => /^ *at /.test(line)) ?? ""),
    );
    assert.equal(Error.stackTraceLimit, limit);
  });

  it("is told the line of its own transformation that fails, and keeps the trace of what that throws", () => {
    const known = new Error("made before");
    const { stack: trace } = known;
    const mistaken = (): undefined => {
      throw new Error("a mistake");
    };
    const again = (): undefined => {
      throw known;
    };
    const under = (transformations: pulumi.ResourceTransformation[]) =>
      new pulumi.ComponentResource("test:index:Parent", "parent", {}, { transformations });
    const made = (options: pulumi.CustomResourceOptions) => () => new Offer("refused", anOffer, options);
    const byMistake = ({ stack = "" }: Error) => /^ *at mistaken /m.test(stack);
    assert.throws(made({ transformations: [mistaken] }), byMistake);
    const parent = under([(args) => (args.name === "refused" ? mistaken() : undefined)]);
    assert.throws(made({ parent }), byMistake);
    assert.throws(made({ transformations: [again] }), ({ stack }: Error) => stack === trace);
  });

  it("does not let one unknown value of a preview hide what the program does know", async () => {
    const recorded = await record(() => {
      const technicalConfiguration = {
        version: "1.0.0",
        tenantId: pulumi.output(pulumi.unknown) as pulumi.Output<string>,
      };
      new Plan("plan", {
        offer: "id",
        planId: "p",
        planType: "managed-application",
        name: "P",
        technicalConfiguration,
      });
    }, true);
    const { technicalConfiguration } = recorded.named("plan").inputs;
    assert.deepEqual(technicalConfiguration, { version: "1.0.0", tenantId: pulumi.unknown });
  });
});

describe("an explicit Provider", () => {
  it("hands over its arguments as texts, marked as explicit; what may hold a secret is one", async () => {
    const recorded = await record(() => {
      const provider = new Provider("emea", {
        tenantId: "contoso",
        clientId: "client",
        clientSecret: "very secret",
        requestsPerSecond: 5,
        headers: { "x-ms-publisherId": "42" },
        proxy: "http://user:password@proxy:8080",
        trace: true,
      });
      new Offer("offer", anOffer, { provider });
    });
    const { type, inputs } = recorded.named("emea");
    assert.equal(type, "pulumi:providers:pulumi-nodejs");
    const {
      "partnercenter:clientSecret": clientSecret,
      "partnercenter:headers": headers,
      "partnercenter:proxy": proxy,
      ...others
    } = inputs;
    assert.deepEqual(others, {
      "partnercenter:explicitProvider": "true",
      "partnercenter:tenantId": "contoso",
      "partnercenter:clientId": "client",
      "partnercenter:requestsPerSecond": "5",
      "partnercenter:trace": "true",
    });
    // The signature by which the engine knows a secret.
    const secret = (value: string) => {
      return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
    };
    assert.deepEqual(clientSecret, secret("very secret"));
    assert.deepEqual(headers, secret('{"x-ms-publisherId":"42"}'));
    assert.deepEqual(proxy, secret("http://user:password@proxy:8080"));
    assert.match(String(recorded.named("offer").provider), /emea/);
  });

  it("without arguments is only marked as explicit", async () => {
    const args = { tenantId: undefined, clientSecret: undefined, proxy: undefined };
    const recorded = await record(() => void new Provider("plain", args));
    assert.deepEqual(recorded.named("plain").inputs, { "partnercenter:explicitProvider": "true" });
  });
});
