// The technical configuration of a plan of virtual machines, as a program declares it.
import type * as pulumi from "@pulumi/pulumi";
import type { MachineImage } from "./virtual-machine-image.js";

/** The operating system, as customers see it. */
export interface OperatingSystem {
  /** Which kind it is. */
  family: pulumi.Input<"linux" | "windows">;
  /**
   * Which one, such as `debian`, `ubuntu`, `redHat`, `suse`, `oracleLinux`, `cblMariner`, `windowsServer2022` or `other`.
   * One that is not known is a warning.
   */
  type: pulumi.Input<string>;
  /** Its name for people; at most 100 characters. */
  friendlyName?: pulumi.Input<string> | undefined;
}

/** Ports that a new machine has open. */
export interface OpenPort {
  /** One port, such as `"443"`, or a range of them, such as `"8000-8100"`. */
  range: pulumi.Input<string>;
  /** Which protocol. */
  protocol: pulumi.Input<"tcp" | "udp" | "both">;
}

/** What the machines are able to do. Service's default: false, but for the first two. */
export interface MachineProperties {
  /** Azure's extensions can be installed. Service's default: true. */
  supportsExtensions?: pulumi.Input<boolean> | undefined;
  /** Customers can sign in from afar, by RDP or SSH. Service's default: true. */
  supportsRemoteConnection?: pulumi.Input<boolean> | undefined;
  /** Azure Backup works. */
  supportsBackup?: pulumi.Input<boolean> | undefined;
  /** Accelerated networking works. */
  supportsAcceleratedNetworking?: pulumi.Input<boolean> | undefined;
  /** It is a network virtual appliance. */
  networkVirtualAppliance?: pulumi.Input<boolean> | undefined;
  /** Disks with an NVMe interface work. */
  supportsNVMe?: pulumi.Input<boolean> | undefined;
  /** It is configured by cloud-init. */
  supportsCloudInit?: pulumi.Input<boolean> | undefined;
  /** Customers can sign in with Microsoft Entra accounts. */
  supportsAadLogin?: pulumi.Input<boolean> | undefined;
  /** It can hibernate. */
  supportsHibernation?: pulumi.Input<boolean> | undefined;
  /** It can be deployed with a template of its own only. */
  requiresCustomArmTemplate?: pulumi.Input<boolean> | undefined;
  /** Free Azure accounts may deploy it; for core virtual machines. */
  availableToFreeAccounts?: pulumi.Input<boolean> | undefined;
  /** Azure Hybrid Benefit for clients works; for core virtual machines. What it means exactly is not documented. */
  supportsClientHub?: pulumi.Input<boolean> | undefined;
  /** Azure Hybrid Benefit can be switched on and off; for core virtual machines. */
  supportsHubOnOffSwitch?: pulumi.Input<boolean> | undefined;
  /** SR-IOV works; for core virtual machines. */
  supportsSriov?: pulumi.Input<boolean> | undefined;
}

/** The Technical configuration page. A key that is not set is not managed. */
export interface VirtualMachineConfiguration {
  /** The operating system. */
  operatingSystem?: pulumi.Input<OperatingSystem> | undefined;
  /**
   * Image type (`x64Gen1`, `x64Gen2`, `arm64Gen2`) → SKU id. One of the ids is the plan id, and each is there once in the
   * offer. A SKU needs an image when it is added (`images`). Published SKUs stay.
   */
  skus?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Image type → security types of its SKU, such as `["trusted"]` or `["confidential"]`; in use for `x64Gen2` only. */
  securityTypes?: pulumi.Input<Record<string, pulumi.Input<pulumi.Input<string>[]>>> | undefined;
  /**
   * Version, such as `1.0.0` → image type → image. Versions that the program does not name stay as they are, also those
   * that others publish. A version that is published keeps its images. Further versions may also be a
   * {@link VirtualMachineImage} each, such as of an image factory; one version is declared in one place only.
   */
  images?: pulumi.Input<Record<string, pulumi.Input<Record<string, pulumi.Input<MachineImage>>>>> | undefined;
  /** Those of `images` that customers are to leave, within 90 days. Counts once it is submitted and live. */
  deprecatedVersions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Sizes that customers are shown first, as Azure names them, such as `Standard_D2s_v5`; at most six. Order does not
   * matter. Sizes of the sixth version were seen to be refused (early 2026), which is a warning.
   */
  recommendedSizes?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Label of 3 to 20 characters → ports that a new machine has open; at most 100. When set, all of them are managed. */
  openPorts?: pulumi.Input<Record<string, pulumi.Input<OpenPort>>> | undefined;
  /** What the machines are able to do. */
  properties?: pulumi.Input<MachineProperties> | undefined;
  /** Of core virtual machines: whether it is an operating system, or a solution. */
  softwareType?: pulumi.Input<"operatingSystem" | "solution"> | undefined;
}
