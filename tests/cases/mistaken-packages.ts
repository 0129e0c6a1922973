/** Mistakes of packages that were reported in public, and tracking ids. */
import { type Case, deployment, element, main, parameter, resource, ui } from "./small-package.js";

const product = "99f1c2d3-1111-4222-8333-444455556666";
const [, , otherDeployment] = deployment();

export const wrong: readonly Case[] = [
  [
    "comments in the definition of the portal's pages",
    [[ui, "text", "// head\n{}"]],
    [
      "certification: ui-location",
      "certification: ui-schema",
      "error: ui-handler",
      "error: ui-parameter-output",
      "error: ui-sections",
      "warning: json-comments",
    ],
  ],
  [
    "a name that the portal keeps",
    parameter("jitAccessPolicy", { type: "object", defaultValue: { a: 1 } }),
    ["warning: parameter-reserved"],
  ],
  [
    "another, in other letter case",
    parameter("ManagedResourceGroupId", { type: "string", defaultValue: "" }),
    ["warning: parameter-reserved"],
  ],
  ["an image of a disk", [["images/appliance.vhd", "text", "x"]], ["warning: package-binaries"]],
  [
    "an id that is put together by hand",
    [
      resource("Microsoft.Network/natGateways", {
        properties: { publicIp: { id: "[concat('/subscriptions/', subscription().subscriptionId, '/x')]" } },
      }),
    ],
    ["warning: resource-id"],
  ],
  [
    "an id by format, by way of a variable",
    [
      [main, ["variables", "v"], "[format('{0}/providers/Microsoft.Network/{1}', resourceGroup().id, 'x')]"],
      resource("Microsoft.Network/natGateways", { properties: { subnetId: "[variables('v')]" } }),
    ],
    ["warning: resource-id"],
  ],
  [
    "an id by resourceId",
    [resource("Microsoft.Network/natGateways", { properties: { subnetId: "[resourceId('A.B/c', 'd')]" } })],
    [],
  ],
  [
    "ids of other things",
    [resource("Microsoft.Network/natGateways", { properties: { tenantId: "[concat('/subscriptions/', 'x')]" } })],
    [],
  ],
  [
    "an empty text and an empty object",
    [resource("Microsoft.Network/natGateways", { sku: {}, kind: "" })],
    ["warning: template-blank"],
  ],
  ["an empty placeholder", [[ui, ["parameters", "basics", 0, "placeholder"], ""]], ["warning: ui-blank"]],
  [
    "a section in a section, and a type by expression",
    [
      element("Microsoft.Common.Section", {
        elements: [
          {
            name: "a",
            type: "Microsoft.Common.Section",
            elements: [{ name: "b", type: "Microsoft.Common.TextBlock" }],
          },
          { name: "c", type: "[if(true(), 'Microsoft.Common.TextBox', 'x')]", toolTip: "T" },
        ],
      }),
    ],
    ["warning: ui-element-type", "warning: ui-section"],
  ],
  [
    "old versions of several types, and a preview",
    [
      [main, ["resources", 0, "apiVersion"], "2019-01-01"],
      resource("Microsoft.Compute/availabilitySets", { apiVersion: "2020-01-01-preview" }),
    ],
    ["warning: api-version-recent"],
  ],
];

export const trackingIds: readonly Case[] = [
  ["an id of this offer", [deployment({ name: `pid-${product}-partnercenter` })], [], { productId: product }],
  [
    "an id of this offer, and one that counts something else",
    [deployment({ name: `pid-${product}-partnercenter` }), [main, ["resources", 2], otherDeployment]],
    [],
    { productId: product },
  ],
  ["an id while the offer is not known", [deployment()], []],
  ["an id of another offer", [deployment()], ["certification: tracking-id-owner"], { productId: product }],
  [
    "an id of another offer, put together",
    [
      [main, ["variables", "v"], "0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b11"],
      deployment({ name: "[concat('pid-', variables('v'), '-partnercenter')]" }),
    ],
    ["certification: tracking-id-owner"],
    { productId: product },
  ],
  [
    "an id for another use",
    [deployment({ name: "pid-0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b11" })],
    [],
    { productId: product },
  ],
  [
    "an id by publisher and offer",
    [deployment({ name: "pid-contoso-myoffer-partnercenter" })],
    [],
    { productId: product },
  ],
  ["no id, but deployments", [deployment({ name: "more" })], ["warning: usage-attribution"]],
  ...[
    ...[
      "pid-00000000-0000-0000-0000-000000000000-partnercenter",
      "pid-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx-partnercenter",
    ],
    ...["pid-<GUID>-partnercenter", "pid-your-guid-here-partnercenter", "pid--partnercenter", "pid-GUID-partnercenter"],
  ].map((name): Case => [`the placeholder ${name}`, [deployment({ name })], ["certification: tracking-id"]]),
  ...[
    ...["pid-123", "pid-123-partnercenter", "pid-0f4b0c526c8f4a519d9c0c3f5a7e9b11-partnercenter"],
    "pid-0f4b0c52-6c8f-4a51-9d9c-0c3f5a7e9b1-partnercenter",
  ].map((name): Case => [`the malformed id ${name}`, [deployment({ name })], ["certification: tracking-id"]]),
];
