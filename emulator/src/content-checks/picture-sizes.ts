// The size of uploaded pictures, and which sizes Partner Center wants (API reference §3.10; Microsoft's page
// azure-app-offer-listing; the wide logo: the README of azpc).

import type { Picture } from "../store/records.js";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads the size from the header that every PNG file starts with. */
export function pictureIn(bytes: Uint8Array): Picture {
  const start = Buffer.from(bytes.subarray(0, 24));
  if (start.length < 24 || !start.subarray(0, 8).equals(signature)) return "none";
  return { width: start.readUInt32BE(16), height: start.readUInt32BE(20) };
}

type Fits = (width: number, height: number) => boolean;

function exactly(wantedWidth: number, wantedHeight: number): Fits {
  return (width, height) => width === wantedWidth && height === wantedHeight;
}

const sizes: { readonly [type: string]: Fits } = {
  AzureLogoSmall: exactly(48, 48),
  AzureLogoMedium: exactly(90, 90),
  AzureLogoLarge: (width, height) => width === height && width >= 216 && width <= 350,
  AzureLogoWide: exactly(255, 115),
  AzureLogoScreenshot: exactly(1280, 720),
};

/** The sizes in words. */
export const logoSizes = "small logo 48, medium 90, large 216 to 350 square, wide 255 × 115, screenshots 1280 × 720";

/** True if a picture is as wanted, or nothing is known of it, as before its upload, or of its type. */
export function pictureFits(type: unknown, picture: Picture | undefined): boolean {
  const fits = Object.hasOwn(sizes, String(type)) ? sizes[String(type)] : undefined;
  if (fits === undefined || picture === undefined) return true;
  return picture !== "none" && fits(picture.width, picture.height);
}
