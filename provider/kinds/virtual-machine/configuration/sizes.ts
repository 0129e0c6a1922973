// Sizes of virtual machines: Azure's names, and the ids that the marketplace has for them (additions to the Product
// Ingestion API §1, 11.17: `Standard_D2s_v5` is `d2s-standard-v5`).

/** The id of a size in the marketplace; what is none of Azure's names stays as it is, in small letters. */
export function sizeId(size: string): string {
  const [, tier, family, version] = /^(Standard|Basic)_([A-Za-z0-9-]+)(?:_(v\d+))?$/i.exec(size) ?? [];
  if (tier === undefined || family === undefined) return size.toLowerCase();
  return [family, tier, version]
    .filter((part) => part !== undefined)
    .join("-")
    .toLowerCase();
}

/** Whether the service was seen to refuse it: sizes of the sixth version (early 2026). */
export function isRefusedSize(size: string): boolean {
  return /-v([6-9]|\d{2,})$/.test(sizeId(size));
}
