/** Where images of virtual machines come from, as programs say it. */
import { guids } from "./programs.js";

/** The id of an image version in a gallery. */
export function galleryImage(version: string, definition = "appliance-gen2"): string {
  return (
    `/subscriptions/${guids.subscription}/resourceGroups/images/providers/Microsoft.Compute/galleries/contoso` +
    `/images/${definition}/versions/${version}`
  );
}

const day = 24 * 60 * 60 * 1000;

/** The address of a VHD with its SAS. */
export function signedVhd(
  name: string,
  {
    days = 60,
    rights = "rl",
    signature = `sig-of-${name}-Zm9v`,
  }: { days?: number; rights?: string; signature?: string } = {},
): string {
  const end = new Date(Date.now() + days * day).toISOString();
  const query = new URLSearchParams({ sv: "2024-11-04", sr: "c", sp: rights, se: end, sig: signature });
  return `https://contosoimages.blob.core.windows.net/vhds/${name}.vhd?${query}`;
}
