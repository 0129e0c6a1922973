// The configuration of the provider: the stack's, or the arguments of an explicit one.
import { CheckFailure, CheckResponse, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { type ConfigurationValues, explicitProviderKey } from "../provider/configuration/configuration.js";
import { type ConfigurationKey, configurationKeys, isSecretKey } from "../provider/configuration/keys.js";
import { same } from "../provider/values/properties.js";
import { nearest } from "../provider/values/spelling.js";
import { nameIn } from "../provider/values/stack.js";
import { decode, encode } from "./wire.js";

/** What the engine puts beside the settings, and the stack's choice of the plugin, which programs in TypeScript read. */
const others = ["version", "pluginDownloadURL", "native"];

function isKnown(key: string): key is ConfigurationKey {
  return configurationKeys.some((known) => known === key);
}

/** A setting that nobody reads is refused; credentials are stored encrypted. */
export function checkSettings(struct: Struct | undefined): CheckResponse {
  const { properties, secrets } = decode(struct);
  const answer = new CheckResponse();
  for (const key of Object.keys(properties)) {
    if (isKnown(key) || others.includes(key)) continue;
    const meant = nearest(key, configurationKeys);
    const hint = meant === undefined ? "the README lists those that are" : `did you mean ${meant}?`;
    const failure = new CheckFailure(); // of no property: the engine would print its value, which may be a credential
    failure.setReason(`${key} is not a setting of partnercenter; ${hint}`);
    answer.addFailures(failure);
  }
  answer.setInputs(encode(properties, [...secrets, ...configurationKeys.filter(isSecretKey).map((key) => [key])]));
  return answer;
}

/** Another account is no reason to replace anything: what belongs to the old one refuses it, resource by resource. */
export function diffSettings(olds: Struct | undefined, news: Struct | undefined): DiffResponse {
  const [before, after] = [decode(olds).properties, decode(news).properties];
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !others.includes(key) && !same(before[key], after[key]),
  );
  const answer = new DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  answer.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
  answer.setDiffsList(changed);
  return answer;
}

/** The settings, where the rest of the provider looks for them. @param urn Of the provider; empty where nobody tells. */
export function settingsOf(struct: Struct | undefined, urn: string): ConfigurationValues {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(decode(struct).properties)) {
    if (!isKnown(key) || value === null) continue;
    values.set(`partnercenter:${key}`, typeof value === "string" ? value : JSON.stringify(value));
  }
  if (urn !== "" && !isDefault(urn)) values.set(explicitProviderKey, "true");
  return { get: (key) => values.get(key) };
}

/** The engine's own provider, which it makes of the stack's configuration: `default`, `default_0_1_0`, … */
function isDefault(urn: string): boolean {
  return /^default(_|$)/.test(nameIn(urn));
}
