"""A managed application, from nothing to preview; and live, once `pulumi config set live true` says so."""

import pulumi
import pulumi_partnercenter as partnercenter

config = pulumi.Config()
files_of = "../managed-application"

offer = partnercenter.Offer(
    "offer",
    offer_id="contoso-status-page",
    alias="Contoso Status Page",
    type="AzureApplication",
    properties={
        "categories": {"developer-tools-azure-apps": ["developer-service"]},
        "version": "1.0.0",
        "standard_contract": True,
    },
    listing={
        "title": "Contoso Status Page",
        "summary": "Tell your customers how your service is doing, from your own subscription",
        "short_description": "A status page that runs in your Azure subscription and is looked after by Contoso.",
        "description": "<p>Contoso Status Page shows your customers whether your service is up, and what you are doing "
        "when it is not.</p>\n"
        "<ul><li>Runs in your own subscription</li><li>Managed and updated by Contoso</li>"
        "<li>Nothing to install</li></ul>",
        "keywords": ["status page", "incident", "uptime"],
        "privacy_policy_link": "https://contoso.example/privacy",
        "support_link": "https://contoso.example/support",
        "contacts": {
            "support": {
                "name": "Contoso Support",
                "email": "support@contoso.example",
                "phone": "+1 425 555 0100",
                "url": "https://contoso.example/support",
            },
            "engineering": {
                "name": "Contoso Engineering",
                "email": "engineering@contoso.example",
                "phone": "+1 425 555 0101",
            },
        },
        "logos": {size: f"{files_of}/logos/{size}.png" for size in ("small", "medium", "large", "wide")},
        "screenshots": [
            {"file": f"{files_of}/screenshots/overview.png", "caption": "The page that your customers see"},
        ],
    },
    preview_audience={"subscriptions": ["8f1c4f0e-3b0a-4f43-9d5e-6a1f0c7b2d11"]},
    resale={"channel": "Enabled"},
)

files = partnercenter.ApplicationPackage("files", offer=offer.product_id, path=f"{files_of}/app")

standard = partnercenter.Plan(
    "standard",
    offer=offer.product_id,
    plan_id="standard",
    plan_type="managed-application",
    name="Standard",
    listing={
        "summary": "One status page with unlimited incidents",
        "description": "<p>One status page, unlimited incidents and subscribers.</p>",
    },
    availability={"visibility": "Public", "markets": ["US", "CA", "DE", "GB"], "monthly_price": 49},
    technical_configuration={
        "version": "1.0.0",
        "package": files.id,
        "tenant_id": "3d8a1b6c-52f4-4c7e-8a06-9f2b7f5f0e21",
        "authorizations": [{"principal_id": "b1f4c2d7-0a65-4d58-8f3b-2f6a9c3e4d10", "role": "Owner"}],
        "deployment_mode": "Incremental",
    },
)

preview = partnercenter.Submission("preview", offer=offer.product_id, plans=[standard.id])

# Going live cannot be undone: look at the preview first.
if config.get_bool("live"):
    live = partnercenter.Release("live", offer=offer.product_id, submission=preview.submission_id)
    pulumi.export("state", live.substate)
else:
    pulumi.export("state", preview.substate)

pulumi.export("productId", offer.product_id)
pulumi.export("submissionId", preview.submission_id)
pulumi.export("partnerCenter", preview.links.offer)
