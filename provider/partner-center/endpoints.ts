/** The addresses of the public service, and the audience of its tokens. */

/** The ingestion API. */
// API reference first lines
export const defaultEndpoint = "https://api.partner.microsoft.com/v1.0/ingestion";

/** Microsoft Entra's sign-in service. */
// API reference §1.1
export const defaultLoginEndpoint = "https://login.microsoftonline.com";

/** The audience of the ingestion API. */
// API reference §1.1
export const ingestionAudience = "https://api.partner.microsoft.com";

/** The Product Ingestion API. */
// Product Ingestion API §3.1
export const defaultProductIngestionEndpoint = "https://graph.microsoft.com/rp/product-ingestion";

/** The audience of the Product Ingestion API. */
// Product Ingestion API §2.2
export const productIngestionAudience = "https://graph.microsoft.com";
