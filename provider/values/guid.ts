// The form of a GUID, such as `9a2b5a4e-1c1d-4a55-8f0f-2f1f0f6c1f10`, in any letter case.

/** As a part of regular expressions; these have to ignore letter case. */
export const guidForm = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** Of a text that is a GUID and nothing else. */
export const guidPattern = new RegExp(`^${guidForm}$`, "i");

/** Whether a text is a GUID. */
export function isGuid(text: string): boolean {
  return guidPattern.test(text);
}
