// The form of a GUID, such as `9a2b5a4e-1c1d-4a55-8f0f-2f1f0f6c1f10`. Letter case has no meaning.

export const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is a GUID. */
export function isGuid(text: string): boolean {
  return guidPattern.test(text);
}
