/** Whether an error helps the person who reads it. */
import { Refused } from "../../tests/provider/declared.js";

/** How a step that did not succeed may end: in one line that names the resource and is no defect. */
export function unclear(error: unknown, ...titles: string[]): string | undefined {
  if (error instanceof Refused) return undefined;
  const { message } = error as Error;
  if (/\n/.test(message)) return `an error of several lines: ${message}`;
  if (/defect of pulumi-partnercenter/.test(message)) return `a defect: ${message}`;
  const isNamed = titles.some((title) => message.startsWith(title));
  return isNamed ? undefined : `an error that does not name ${titles[0]}: ${message}`;
}
