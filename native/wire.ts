// Properties as the engine sends them, and as it takes them: gRPC's `Struct` on the one side, plain JSON and the places
// of what is secret on the other.
import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb.js";
import { isObject, type Properties, setOwn } from "../provider/values/properties.js";
import { isSealed, sealed } from "../provider/values/secrets.js";
import { unknownMarker } from "../provider/values/unknown.js";

/** Where something is, key by key. What is in a list has the place of the list. */
export type Place = readonly string[];

/** What the engine has sent. */
export interface Received {
  /** Plain values; secrets among them, and the one marker for whatever is not known yet. */
  readonly properties: Properties;
  /** Where the secrets are. */
  readonly secrets: readonly Place[];
}

/** The texts that stand for a value that is not known yet, one for each type of values. */
const unknowns = new Set([
  unknownMarker, // a text
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // true or false
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // a number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // a list
  "030794c1-ac77-496b-92df-f27374a8bd58", // an asset
  "e48ece36-62e2-4504-bad9-02848725956a", // an archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // an object
]);

/** What an object is that has this key: its value is one of the signatures below. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** A value as the handlers know it: a resource is its id. */
export function decode(struct: Struct | undefined): Received {
  const secrets: Place[] = [];
  const isNew = (place: Place) => !secrets.some((known) => known.join("\0") === place.join("\0"));
  const noteSecret = (place: Place) => {
    if (isNew(place)) secrets.push(place);
  };

  const plain = (value: Value, place: Place, isInList: boolean): unknown => {
    switch (value.getKindCase()) {
      case Value.KindCase.STRING_VALUE:
        return unknowns.has(value.getStringValue()) ? unknownMarker : value.getStringValue();
      case Value.KindCase.NUMBER_VALUE:
        return value.getNumberValue();
      case Value.KindCase.BOOL_VALUE:
        return value.getBoolValue();
      case Value.KindCase.LIST_VALUE:
        return (value.getListValue() as ListValue).getValuesList().map((item) => plain(item, place, true));
      case Value.KindCase.STRUCT_VALUE:
        return ofStruct(value.getStructValue() as Struct, place, isInList);
      default:
        return null;
    }
  };

  const ofStruct = (inner: Struct, place: Place, isInList: boolean): unknown => {
    const fields = inner.getFieldsMap();
    const at = (key: string) => {
      const found = fields.get(key);
      return found === undefined ? undefined : plain(found, place, isInList);
    };
    const form = fields.get(signatureKey)?.getStringValue();
    if (form === resourceSignature) return at("id") || unknownMarker;
    if (form === outputSignature) {
      if (fields.get("secret")?.getBoolValue()) noteSecret(place);
      return fields.has("value") ? at("value") : unknownMarker;
    }
    if (isSealed({ [signatureKey]: form })) {
      noteSecret(place);
      return at("value") ?? null;
    }
    const object: Properties = {};
    fields.forEach((value: Value, key: string) => {
      setOwn(object, key, plain(value, isInList ? place : [...place, key], isInList));
    });
    return object;
  };

  const properties = struct === undefined ? {} : (ofStruct(struct, [], false) as Properties);
  return { properties, secrets };
}

/** The other way. What is not there at a place is left alone; what is sealed already stays so. */
export function encode(properties: Properties, secrets: readonly Place[] = []): Struct {
  return structOf(sealedAt(properties, secrets) as Properties);
}

function sealedAt(value: unknown, places: readonly Place[]): unknown {
  if (places.length === 0 || isSealed(value)) return value;
  if (places.some((place) => place.length === 0)) return sealed(value);
  if (!isObject(value)) return value;
  const copy: Properties = {};
  for (const [key, inner] of Object.entries(value)) {
    const within = places.filter(([first]) => first === key).map(([, ...rest]) => rest);
    setOwn(copy, key, sealedAt(inner, within));
  }
  return copy;
}

function structOf(properties: Properties): Struct {
  const struct = new Struct();
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined) struct.getFieldsMap().set(key, wireOf(value));
  }
  return struct;
}

function wireOf(value: unknown): Value {
  const wire = new Value();
  if (typeof value === "string") wire.setStringValue(value);
  else if (typeof value === "number") wire.setNumberValue(value);
  else if (typeof value === "boolean") wire.setBoolValue(value);
  else if (Array.isArray(value)) wire.setListValue(new ListValue().setValuesList(value.map(wireOf)));
  else if (isObject(value)) wire.setStructValue(structOf(value));
  else wire.setNullValue(NullValue.NULL_VALUE);
  return wire;
}
