// One call of the engine about one resource. The engine says in its request what handlers of a dynamic resource find
// among the properties: who the resource is, and what of it is secret. Here it is put there, and taken out again.
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Kind } from "../provider/engine/kind.js";
import { type KindName, kindLoaders } from "../provider/kinds/index.js";
import { providerText } from "../provider/provider-text.js";
import type { Properties } from "../provider/values/properties.js";
import { secretPathsKey, secretPathsOf } from "../provider/values/secrets.js";
import { nearest } from "../provider/values/spelling.js";
import { stackKey, urnKey } from "../provider/values/stack.js";
import { decode, encode, type Place, type Received } from "./wire.js";

/** What the types of resources begin with, such as `partnercenter:index:Offer`. */
const typePrefix = "partnercenter:index:";

/** What was last seen repeats what the program wrote, values that it marks as secret among them. */
const seen: Place = ["observed"];

/** The kind of a resource. @throws Error for a type that is none of ours */
export function kindOf(urn: string): KindName {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const name = type.startsWith(typePrefix) ? type.slice(typePrefix.length) : "";
  if (Object.hasOwn(kindLoaders, name)) return name as KindName;
  const meant = nearest(name, Object.keys(kindLoaders));
  const hint = meant === undefined ? "" : `; did you mean ${typePrefix}${meant}?`;
  throw new Error(`there is no resource type ${type}${hint}`);
}

/** Project and stack of a resource, in the form of the dynamic door. */
function stackOf(urn: string): string {
  const [stack, project] = urn.replace(/^urn:pulumi:/, "").split("::");
  return `${project}/${stack}`;
}

/** A call about a resource of a kind. */
export class ResourceCall {
  /** Where secrets are in what is answered. */
  private readonly secrets: Place[] = [];

  constructor(
    readonly urn: string,
    readonly kind: Kind,
  ) {}

  /** What the engine has sent, as handlers take it. Its secrets are secret in what is answered, too. */
  received(struct: Struct | undefined): Properties {
    const sent = decode(struct);
    this.secrets.push(...sent.secrets);
    return this.withItsOwn(sent);
  }

  /** The same of the last time: what was a secret then may be none now. */
  earlier(struct: Struct | undefined): Properties {
    return this.withItsOwn(decode(struct));
  }

  private withItsOwn({ properties, secrets }: Received): Properties {
    const marked = secrets.filter(([first]) => first !== seen[0]).map(pathOf);
    const paths = [...new Set([...marked, ...secretPathsOf(properties)])];
    return {
      ...properties,
      [urnKey]: this.urn,
      [stackKey]: stackOf(this.urn),
      ...(paths.length === 0 ? {} : { [secretPathsKey]: paths }),
    };
  }

  /** Properties for the engine. */
  answered(properties: Properties): Struct {
    const { [urnKey]: _urn, [stackKey]: _stack, [secretPathsKey]: _secrets, __provider, ...rest } = properties;
    const concealed = this.kind.compared.filter((field) => field.concealed === true).map(({ path }) => path.split("."));
    return encode(rest, [...this.secrets, ...concealed, seen]);
  }

  /** Outputs for the engine: either door goes on with them. */
  answeredOutputs(properties: Properties): Struct {
    const struct = this.answered(properties);
    const text = encode({ __provider: providerText(this.kind.name as KindName) }).getFieldsMap();
    text.forEach((value, key: string) => void struct.getFieldsMap().set(key, value));
    return struct;
  }
}

/** A place as a dotted path. A name with a dot cannot be said so: then it is what that name is in. */
function pathOf(place: Place): string {
  const end = place.findIndex((key) => key.includes("."));
  return (end === -1 ? place : place.slice(0, end)).join(".");
}
