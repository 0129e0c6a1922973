// What a program asks without managing it: the functions of the schema, and the resources that could be imported.
import { InvokeResponse, ListResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Queries } from "../provider/queries.js";
import { type Properties, toState } from "../provider/values/properties.js";
import { decode, encode } from "./wire.js";

/** An offer, and perhaps a plan of it, as the queries take them. */
type Arguments = { offerId?: string; productId?: string; type?: string; planId: string };

const functions: Readonly<Record<string, (queries: Queries, args: Arguments) => Promise<object>>> = {
  "partnercenter:index:getOffer": (queries, args) => queries.offer(args),
  "partnercenter:index:getPlan": (queries, args) => queries.plan(args),
  "partnercenter:index:listOffers": async (queries, args) => ({ offers: await queries.offers(args) }),
  "partnercenter:index:listSubmissions": async (queries, args) => ({ submissions: await queries.submissions(args) }),
};

/** Answers a function. @throws Error for one that there is not, or that Partner Center refuses */
export async function invoke(token: string, args: Struct | undefined, queries: () => Promise<Queries>) {
  const ask = Object.hasOwn(functions, token) ? functions[token] : undefined;
  if (ask === undefined) throw new Error(`there is no function ${token}`);
  const { properties, secrets } = decode(args);
  const found = toState((await ask(await queries(), properties as Arguments)) as Properties);
  // What is asked with a secret is one.
  return new InvokeResponse().setReturn(
    encode(found, secrets.length === 0 ? [] : Object.keys(found).map((key) => [key])),
  );
}

interface Listed {
  readonly id: string;
  readonly name: string;
}

const offersAsked = "AzureApplication";

const lists: Readonly<Record<string, (queries: Queries, query: Properties) => Promise<Listed[]>>> = {
  "partnercenter:index:Offer": async (queries, { type = offersAsked }) =>
    (await queries.offers({ type: String(type) })).map(({ productId, offerId }) => ({
      id: productId,
      name: offerId ?? productId,
    })),
  "partnercenter:index:Plan": async (queries, { offerId }) => {
    const offers = offerId === undefined ? await queries.offers({ type: offersAsked }) : [{ offerId: String(offerId) }];
    const plans: Listed[] = [];
    for (const offer of offers) {
      const reference = "productId" in offer ? { productId: offer.productId } : offer;
      plans.push(...(await queries.offer(reference)).plans.map(({ id, planId }) => ({ id, name: planId })));
    }
    return plans;
  },
};

/** What there is of a kind. @throws Error for a kind of which nobody keeps a list */
export async function list(token: string, query: Struct | undefined, queries: () => Promise<Queries>) {
  const ask = Object.hasOwn(lists, token) ? lists[token] : undefined;
  if (ask === undefined) throw new Error(`${token} cannot be listed`);
  const found = await ask(await queries(), decode(query).properties);
  return found.map(({ id, name }) => new ListResponse().setResult(new ListResponse.Result().setId(id).setName(name)));
}
