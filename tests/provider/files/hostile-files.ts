/**
 * Files, packages and texts that are made to break whoever reads them, or broken by accident: what each is, how it is
 * made, and what must be said of it. Nothing may hang, and memory stays within bounds.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { constants, crc32, deflateRawSync } from "node:zlib";
import type { Kind } from "../../../provider/engine/kind.js";
import { applicationPackage } from "../../../provider/kinds/application-package.js";
import { offer } from "../../../provider/kinds/offer/offer.js";
import { plan } from "../../../provider/kinds/plan/plan.js";
import { checkSchema, Findings } from "../../../provider/values/findings.js";
import type { Properties } from "../../../provider/values/properties.js";
import { chunk, png } from "../pictures.js";
import { guids } from "../programs.js";

/** One hostile input. */
export interface HostileInput {
  readonly name: string;
  /** Makes it in an empty folder. @returns the inputs of a resource that name it */
  make(folder: string): Promise<Properties> | Properties;
  readonly kind: Kind;
  /** What the findings say, a line each; undefined when the input does no harm and is taken. */
  readonly says: RegExp | undefined;
  /** Bytes of files that may be read, at most. */
  readonly mostRead?: number;
  /** The size that the system gives for each open file, as if it grew after that. */
  readonly statedSize?: number;
}

/** Megabytes by which the memory of a process may grow for one of them. */
export const mostMegabytes = 400;
/** Characters of all that is said of one of them. */
export const mostSaid = 3_400;

/** What came of it. */
export interface Outcome {
  readonly said: string;
  /** By how much it made the process larger than it ever was. */
  readonly megabytes: number;
  /** Bytes read from files. */
  readonly read: number;
}

/** Checks one as the provider does; the caller compares what is said. */
export async function meet(input: HostileInput, folder: string): Promise<Outcome> {
  const inputs = await input.make(folder);
  const real = fs.readSync;
  const realStat = fs.fstatSync;
  let read = 0;
  fs.readSync = ((...given: Parameters<typeof real>) => {
    const bytes = real(...given);
    read += bytes;
    return bytes;
  }) as typeof real;
  if (input.statedSize !== undefined) {
    fs.fstatSync = ((file: number) => Object.assign(realStat(file), { size: input.statedSize })) as typeof realStat;
  }
  const before = process.resourceUsage().maxRSS;
  try {
    const findings = new Findings();
    checkSchema(input.kind.schema, inputs, findings);
    await input.kind.derive(inputs, findings, {});
    const said = findings.list().map(({ property, reason }) => `${property} ${reason}`);
    return { said: said.join("\n"), megabytes: (process.resourceUsage().maxRSS - before) / 1024, read };
  } finally {
    fs.readSync = real;
    fs.fstatSync = realStat;
  }
}

/** Whether what came of it is what should. */
export function isRight({ says, mostRead }: HostileInput, { said, megabytes, read }: Outcome): boolean {
  const isSaid = says === undefined ? said === "" : says.test(said);
  return isSaid && said.length <= mostSaid && megabytes <= mostMegabytes && read <= (mostRead ?? read);
}

const megabyte = 1024 * 1024;

// Folders

function folderWith(
  name: string,
  says: RegExp,
  fill: (folder: string) => unknown,
  more: Partial<HostileInput> = {},
): HostileInput {
  return {
    name: `a package folder with ${name}`,
    kind: applicationPackage,
    says,
    async make(folder) {
      const path = join(folder, "package");
      await mkdir(join(path, "inside"), { recursive: true });
      await writeFile(join(path, "mainTemplate.json"), "{}");
      await fill(path);
      return { offer: "p", path };
    },
    ...more,
  };
}

async function sparse(path: string, bytes: number): Promise<string> {
  await writeFile(path, "");
  await truncate(path, bytes);
  return path;
}

function pipe(path: string): string {
  execFileSync("mkfifo", [path]);
  return path;
}

/** A socket stays as a file for as long as its server runs. */
async function socket(path: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  server.unref();
}

const folders: readonly HostileInput[] = [
  folderWith("a pipe", /"queue" in it is a pipe, a socket or a device; take it out/, (at) => pipe(join(at, "queue"))),
  folderWith("a socket", /"s" in it is a pipe, a socket or a device/, (at) => socket(join(at, "s"))),
  folderWith("a link to a device", /its link "zero" leads out of the package, to "\/dev\/zero"/, (at) =>
    symlink("/dev/zero", join(at, "zero")),
  ),
  folderWith("a link to a file elsewhere", /its link "users" leads out of the package, to "\/etc\/passwd"/, (at) =>
    symlink("/etc/passwd", join(at, "users")),
  ),
  folderWith("a link to a folder elsewhere", /its link "inside\/up" leads out of the package/, (at) =>
    symlink("../..", join(at, "inside/up")),
  ),
  folderWith("a link to a folder whose name begins like the package's", /its link "near" leads out/, async (at) => {
    await mkdir(`${at}-near`);
    await symlink(`${at}-near`, join(at, "near"));
  }),
  folderWith("a link into itself", /its link "inside\/again" leads back to a folder that it is in/, (at) =>
    symlink("..", join(at, "inside/again")),
  ),
  folderWith("links that lead to each other", /"(one|other)" in it cannot be read: ELOOP/, async (at) => {
    await symlink("one", join(at, "other"));
    await symlink("other", join(at, "one"));
  }),
  folderWith("a link to nothing", /"nothing" in it cannot be read: ENOENT/, (at) => symlink("no", join(at, "nothing"))),
  folderWith("links that double at each step", /has more than 10000 files and folders/, async (at) => {
    for (let step = 0; step < 20; step += 1) {
      await mkdir(join(at, `d${step}`));
      for (const side of ["a", "b"]) await symlink(`../d${step + 1}`, join(at, `d${step}`, side));
    }
    await mkdir(join(at, "d20"));
  }),
  folderWith(
    "50,000 files",
    /has more than 10000 files and folders/,
    async (at) => {
      for (let index = 0; index < 50_000; index += 1) fs.writeFileSync(join(at, "inside", `${index}`), "");
    },
    { mostRead: 0 },
  ),
  folderWith(
    "a file of 2 GB",
    /its file "big" has 2048 MB; at most 1024 MB/,
    (at) => sparse(join(at, "big"), 2 ** 31),
    {
      mostRead: 0,
    },
  ),
  folderWith(
    "files of 2.4 GB together",
    /its files have \d+ MB unpacked; at most 2048 MB are taken/,
    async (at) => {
      for (const name of ["a", "b", "c"]) await sparse(join(at, name), 800 * megabyte);
    },
    { mostRead: 0 },
  ),
  folderWith('a file "__proto__"', /its file "__proto__" cannot be packed; rename it/, (at) =>
    writeFile(join(at, "__proto__"), "x"),
  ),
  folderWith("two names that are one after normalisation", /has two files with the name "é"/, async (at) => {
    await writeFile(join(at, "e\u0301"), "x");
    await writeFile(join(at, "\u00e9"), "y");
  }),
  folderWith("a name that is a path elsewhere on Windows", /"\.\.\\\\?x" would lie outside of it/, (at) =>
    writeFile(join(at, "..\\x"), "x"),
  ),
  folderWith("a name with a line end and colours", /its link "a\\nb\\u\{1b\}\[31m" leads out/, (at) =>
    symlink("/etc/passwd", join(at, "a\nb\u001b[31m")),
  ),
];

// Zips

/** An entry of a zip, as its headers say it. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly content?: Uint8Array;
  /** Instead of the content: as it is in the zip. */
  readonly packed?: Buffer;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  /** A Unix file mode. */
  readonly mode?: number;
  readonly ownName?: string;
}

/** A zip with exactly these entries, true or not. */
export function rawZip(entries: readonly RawEntry[], count = entries.length): Buffer {
  const own: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const {
    name,
    content = Buffer.from("x"),
    method = 8,
    flags = 0x800,
    crc,
    size,
    mode,
    ownName,
    packed,
  } of entries) {
    const data = packed ?? (method === 8 ? deflateRawSync(content) : Buffer.from(content));
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc ?? crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(size ?? content.length, 18);
    const [named, ownNamed] = [Buffer.from(name), Buffer.from(ownName ?? name)];
    common.writeUInt16LE(ownNamed.length, 22);
    own.push(Buffer.from("PK\u0003\u0004"), Buffer.from(common), ownNamed, data);
    common.writeUInt16LE(named.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((mode ?? 0) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, mode === undefined ? 0 : 3]), common, rest, named);
    offset += 30 + ownNamed.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...own, listed, end]);
}

function zipWith(name: string, says: RegExp, make: () => Uint8Array, more: Partial<HostileInput> = {}): HostileInput {
  return {
    name: `a zip with ${name}`,
    kind: applicationPackage,
    says,
    async make(folder) {
      const path = join(folder, "package.zip");
      await writeFile(path, make());
      return { offer: "p", path };
    },
    ...more,
  };
}

const outside = /its file ".*" would lie outside of it; take it out/;

const zips: readonly HostileInput[] = [
  zipWith("a file above it", outside, () => rawZip([{ name: "../x" }])),
  zipWith("a file above it, the Windows way", outside, () => rawZip([{ name: "a\\..\\..\\x" }])),
  zipWith("an absolute name", outside, () => rawZip([{ name: "/etc/x" }])),
  zipWith("the name of a drive", outside, () => rawZip([{ name: "C:/x" }])),
  zipWith("a link", /its entry "l" is a link or a device, not a file/, () =>
    rawZip([{ name: "l", content: Buffer.from("/etc/passwd"), mode: 0o120777 }]),
  ),
  zipWith("a device", /its entry "d" is a link or a device/, () => rawZip([{ name: "d", mode: 0o020666 }])),
  zipWith("a wrong checksum", /its entry "x" is damaged: its checksum is another one/, () =>
    rawZip([{ name: "x", crc: 1 }]),
  ),
  zipWith("a name twice", /two files with the name "x"; take one out/, () => rawZip([{ name: "x" }, { name: "x" }])),
  zipWith("names that are one after normalisation", /two files with the name "é"/, () =>
    rawZip([{ name: "e\u0301" }, { name: "\u00e9" }]),
  ),
  zipWith("names that are one with the same slashes", /two files with the name "a\/b"/, () =>
    rawZip([{ name: "a/b" }, { name: "a\\b" }]),
  ),
  zipWith("a file and a folder of one name", /"a" is a file in it and a folder/, () =>
    rawZip([{ name: "a" }, { name: "a/b" }]),
  ),
  zipWith('a file "__proto__"', /"__proto__" cannot be packed/, () => rawZip([{ name: "__proto__" }])),
  zipWith("another name at the file's own place", /its entry "x" has another name at its own place/, () =>
    rawZip([{ name: "x", ownName: "y" }]),
  ),
  zipWith("an encrypted file", /its entry "x" is encrypted/, () => rawZip([{ name: "x", flags: 0x801 }])),
  zipWith("another compression", /its entry "x" is compressed in a way that is not read here \(93\)/, () =>
    rawZip([{ name: "x", method: 93 }]),
  ),
  zipWith("bytes that are no compressed ones", /its entry "x" is damaged: it cannot be unpacked/, () => {
    const zip = rawZip([{ name: "x", content: Buffer.alloc(100, "text") }]);
    return zip.fill(0xff, 31, 35);
  }),
  zipWith("less than it says", /its entry "x" has 1 bytes, not the 50 that the directory says/, () =>
    rawZip([{ name: "x", size: 50 }]),
  ),
  zipWith("a bomb that says how big it is", /its files are \d+ times as big as the zip; at most 200 times/, () =>
    rawZip([{ name: "x", ...zeros(1000), size: 1000 * megabyte }]),
  ),
  zipWith("a bomb that says it is small", /its entry "x" unpacks to more bytes than the directory says/, () =>
    rawZip([{ name: "x", ...zeros(1000), size: 1000 }]),
  ),
  zipWith("a file of 3 GB, as it says", /its file "x" has 3072 MB; at most 1024 MB/, () =>
    rawZip([{ name: "x", size: 3 * 1024 * megabyte }]),
  ),
  zipWith("files of 3 GB together, as they say", /its files have 3072 MB unpacked/, () =>
    rawZip(["a", "b", "c", "d"].map((name) => ({ name, size: 768 * megabyte }))),
  ),
  zipWith("50,000 entries", /it has 50000 entries; at most 10000 are taken/, () => rawZip([{ name: "x" }], 50_000)),
  zipWith("fewer entries than it says", /its directory is damaged/, () => rawZip([{ name: "x" }], 3)),
  zipWith("a directory outside of it", /its directory is damaged/, () => {
    const zip = rawZip([{ name: "x" }]);
    zip.writeUInt32LE(0xfffffff0, zip.length - 6);
    return zip;
  }),
  zipWith("a name of 60,000 characters", outside, () => rawZip([{ name: `../${"x".repeat(60_000)}` }])),
  zipWith("nothing but its first half", /it has no directory at its end/, () => {
    const zip = rawZip([{ name: "x", content: Buffer.alloc(5000, "text") }]);
    return zip.subarray(0, zip.length / 2);
  }),
  {
    name: "a zip of 3 GB",
    kind: applicationPackage,
    says: /"[^"]*" has 3072 MB; a package may have at most 1024 MB/,
    make: async (folder) => ({ offer: "p", path: await sparse(join(folder, "big.zip"), 3 * 1024 * megabyte) }),
    mostRead: 0,
  },
];

// Pictures, documents, lists of members

function smallLogo(
  name: string,
  says: RegExp | undefined,
  make: (path: string) => unknown,
  more: Partial<HostileInput> = {},
): HostileInput {
  return {
    name: `a logo that is ${name}`,
    kind: offer,
    says,
    async make(folder) {
      const path = join(folder, "logo.png");
      const made = await make(path);
      const file = typeof made === "string" ? made : path;
      return { offerId: "contoso", alias: "Contoso", type: "AzureApplication", listing: { logos: { small: file } } };
    },
    ...more,
  };
}

/** Zeros, compressed without ever being there as a whole. */
function zeros(megabytes: number): { packed: Buffer; crc: number } {
  const one = Buffer.alloc(megabyte);
  const part = deflateRawSync(one, { finishFlush: constants.Z_FULL_FLUSH });
  let crc = 0;
  for (let index = 0; index < megabytes; index += 1) crc = crc32(one, crc);
  return { packed: Buffer.concat([...Array<Buffer>(megabytes).fill(part), deflateRawSync("")]), crc };
}

/** A good picture with more in front of its pixels. */
function pngWith(...more: Buffer[]): Buffer {
  const whole = png(48, 48);
  const start = 8 + 25;
  return Buffer.concat([whole.subarray(0, start), ...more, whole.subarray(start)]);
}

const bomb = () => Buffer.concat([Buffer.from([0x78, 0x9c]), zeros(1024).packed, Buffer.alloc(4)]);

const pictures: readonly HostileInput[] = [
  smallLogo("a pipe", /is not a file/, pipe),
  smallLogo("a device", /"\/dev\/zero" is not a file/, () => "/dev/zero", { mostRead: 0 }),
  smallLogo("of 2 GB", /has 2048 MB; a picture may have at most 20 MB/, (at) => sparse(at, 2 ** 31), { mostRead: 0 }),
  smallLogo("60,000 × 60,000 pixels", /is 60000 × 60000 pixels; Partner Center takes 48 × 48/, (at) => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(60_000, 0);
    header.writeUInt32BE(60_000, 4);
    return writeFile(at, Buffer.concat([png(48, 48).subarray(0, 8), chunk("IHDR", header)]));
  }),
  smallLogo("a bomb of pixels", /not a whole PNG picture: it has more pixels than it says/, (at) => {
    const whole = png(48, 48);
    const pixels = chunk("IDAT", bomb());
    return writeFile(at, Buffer.concat([whole.subarray(0, 33), pixels, chunk("IEND", new Uint8Array())]));
  }),
  smallLogo("with a bomb in its texts, which nobody unpacks", undefined, (at) =>
    writeFile(at, pngWith(chunk("zTXt", Buffer.concat([Buffer.from("a\0\0"), bomb()])))),
  ),
  smallLogo("of 1,500,000 empty parts", undefined, (at) =>
    writeFile(at, pngWith(Buffer.concat(Array<Buffer>(1_500_000).fill(chunk("IDAT", new Uint8Array()))))),
  ),
  smallLogo("an endless drawing", /is a SVG picture/, (at) => writeFile(at, "<svg ".repeat(2 * megabyte))),
  smallLogo("of 2 GB, but was empty just now", /has more than 20 MB; a picture/, (at) => sparse(at, 2 ** 31), {
    statedSize: 0,
    mostRead: 20 * megabyte + 1,
  }),
  {
    name: "a document of 2 GB",
    kind: offer,
    says: /has 2048 MB; a document may have at most 100 MB/,
    async make(folder) {
      const file = await sparse(join(folder, "guide.pdf"), 2 ** 31);
      const documents = { Guide: { file } };
      return { offerId: "contoso", alias: "Contoso", type: "AzureApplication", listing: { documents } };
    },
    mostRead: 0,
  },
];

function members(
  name: string,
  says: RegExp,
  content: (path: string) => unknown,
  more: Partial<HostileInput> = {},
): HostileInput {
  return {
    name: `a file of members ${name}`,
    kind: plan,
    says,
    async make(folder) {
      const csv = join(folder, "members.csv");
      const made = await content(csv);
      if (typeof made === "string" && made !== csv) await writeFile(csv, made);
      const availability = { visibility: "Private", privateAudience: { csv } };
      return { offer: "p", planId: "plan", name: "Plan", type: "ManagedApplication", availability };
    },
    ...more,
  };
}

const head = "Type,ID,Description\n";

const lists: readonly HostileInput[] = [
  members("that is a pipe", /is not a file/, pipe),
  members("of 2 GB", /has 2048 MB; a file of members may have at most 15 MB/, (at) => sparse(at, 2 ** 31), {
    mostRead: 0,
  }),
  members(
    "with 100,000 wrong lines",
    /it has 100000 lines; Partner Center takes at most 30000; line 2: .* and 99990 more lines/,
    () => head + "SubscriptionId,not a guid,x\n".repeat(100_000),
  ),
  members(
    "with wrong values of 4 MB",
    /line 2: "y{100}…" is not a GUID/,
    () => `${head}SubscriptionId,${"y".repeat(4 * megabyte)},x\n`,
  ),
  members("of quotation marks", /cannot be used/, () => head + '"'.repeat(4 * megabyte)),
  members("of marks that never close", /a quotation mark is not closed/, () => `${head}"${'""",'.repeat(megabyte)}`),
  members("of empty cells", /first line must name the columns/, () => ",".repeat(4 * megabyte)),
  members("of line ends", /first line must name the columns/, () => "\r\n".repeat(2 * megabyte)),
  members(
    "with a type that every object has",
    /the type "constructor" is not/,
    () => `${head}constructor,${guids.subscription},x\n__proto__,${guids.subscription},x`,
  ),
];

// Texts

function texts(name: string, says: RegExp | undefined, inputs: Properties): HostileInput {
  return {
    name: `an offer with ${name}`,
    kind: offer,
    says,
    make: () => ({ offerId: "contoso", alias: "Contoso", type: "AzureApplication", ...inputs }),
  };
}

const description = (text: string): Properties => ({ listing: { description: text } });
const named = (key: string, value: unknown): Properties => JSON.parse(JSON.stringify({ [key]: value })) as Properties;

const strings: readonly HostileInput[] = [
  texts("a description of 200,000 nested tags", /has 600000 characters/, description("<b>".repeat(200_000))),
  texts(
    "a description of 200,000 nested blocks, each closed",
    /has \d+ characters/,
    description("<div>".repeat(200_000) + "</div>".repeat(200_000)),
  ),
  texts("a short description that is deep", /has tags 1500 deep inside each other/, description("<b>".repeat(1500))),
  texts("end tags only", /description .*|^$/, description("</b>".repeat(1200))),
  texts("half a character in its alias", /^alias has half of a character \(U\+D83D, at position 3\)/, {
    alias: "ab\ud83dc",
  }),
  texts("half a character in a description", /listing\.description has half of a character/, description("\udc00")),
  texts("half a character in a keyword", /listing\.keywords\[1\] has half/, { listing: { keywords: ["a", "\ud83d"] } }),
  texts("half a character in a name", /has half of a character in its name/, {
    listing: { links: { "a\ud83d": { url: "https://contoso.com" } } },
  }),
  texts("a whole character beyond the first plane", undefined, { alias: "ab😀" }),
  texts("a link that turns the line around", /"https:\\u\{202e\}moc" is not a link/, {
    listing: { privacyPolicyLink: "https:\u202emoc" },
  }),
  texts("a link of 5 MB", /listing\.supportLink "x{100}…" is not a link/, {
    listing: { supportLink: "x".repeat(5 * megabyte) },
  }),
  texts("a language of 5 MB", /^translations\.x+… "x{100}…" is not a language code/, {
    translations: { ["x".repeat(5 * megabyte)]: { summary: "x" } },
  }),
  texts("a property of 5 MB", /^y{300}… is not a property of this resource/, { ["y".repeat(5 * megabyte)]: 1 }),
  texts('a link titled "__proto__"', /listing\.links\.__proto__ cannot be a name: Pulumi loses it/, {
    listing: { links: JSON.parse('{"__proto__":{"url":"https://contoso.com"}}') },
  }),
  texts('a link titled "constructor"', undefined, {
    listing: { links: named("constructor", { url: "https://contoso.com" }) },
  }),
];

/** All of them. */
export const hostileInputs: readonly HostileInput[] = [...folders, ...zips, ...pictures, ...lists, ...strings];
