// During a preview the engine passes a fixed marker string wherever a value is not known yet,
// whatever the declared type of that value is (a number, a whole object, an element of an array).

/** The text that stands for a value that is not known yet (the same as `pulumi.runtime.unknownValue`). */
export const unknownMarker = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether the value is, or has anywhere inside it, something that is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknownMarker) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(hasUnknown);
  return false;
}
