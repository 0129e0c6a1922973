// The types of images that virtual machines have.

/** What the service calls the image of a SKU; there may come others. */
// Product Ingestion API §11.17, additions §1
export const imageTypes = ["x64Gen1", "x64Gen2", "arm64Gen2"] as const;
