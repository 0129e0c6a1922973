// Where the bytes of a state are.

/** What the engine has of a resource; the rest is its own. */
interface StoredResource {
  readonly custom: boolean;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly [own: string]: unknown;
}

/** What `pulumi stack export` gives. */
export interface Deployment {
  readonly deployment: { readonly resources: readonly StoredResource[] };
}

const names: Readonly<Record<string, string>> = {
  __provider: "the provider, twice",
  __urn: "URN",
  __contentHash: "hash, twice",
  contentHash: "hash, twice",
  observed: "what was last seen",
  account: "account",
  productId: "ids",
  variantId: "ids",
  stateVersion: "form of the state",
};

/** The average bytes of a resource by what they are. */
export function partsOf(resources: readonly StoredResource[]): Record<string, number> {
  const parts = new Map<string, number>();
  const add = (part: string, key: string, value: unknown) => {
    parts.set(part, (parts.get(part) ?? 0) + JSON.stringify({ [key]: value }).length - 1);
  };
  for (const { inputs = {}, outputs = {}, ...own } of resources) {
    for (const [key, value] of Object.entries(own))
      add("the engine's own: type, URN, places in the program", key, value);
    for (const [key, value] of Object.entries(inputs))
      add(names[key] ?? "inputs, and outputs that repeat them", key, value);
    for (const [key, value] of Object.entries(outputs))
      add(names[key] ?? "inputs, and outputs that repeat them", key, value);
  }
  return Object.fromEntries([...parts].map(([part, bytes]) => [part, Math.round(bytes / resources.length)]));
}
