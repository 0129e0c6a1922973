// Which room may import which: the house's own rule, so that it stays. `CONTRIBUTING.md` says what lives in each room.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, resolve, sep } from "node:path";

const root = resolve(__dirname, "../..");

/**
 * The rooms that each room may import, itself besides. A room is a folder, without the folders in it that are rooms of
 * their own; a single file stands for itself, and where it is all of another room that may be known, that is the
 * exception's reason.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  // The client of Partner Center, usable without the rest.
  "provider/partner-center/schemas": ["provider/partner-center"],
  "provider/partner-center/http": ["provider/partner-center"],
  "provider/partner-center/sign-in": ["provider/partner-center/http", "provider/partner-center"],
  "provider/partner-center/areas": [
    "provider/partner-center/http",
    "provider/partner-center/schemas",
    "provider/partner-center",
  ],
  "provider/partner-center/publishing": [
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
  ],
  "provider/partner-center": [],
  // The two files that put the client together.
  "provider/partner-center/client.ts": ["provider/partner-center/areas", "provider/partner-center/http"],
  "provider/partner-center/index.ts": [
    "provider/partner-center/client.ts",
    "provider/partner-center/publishing",
    "provider/partner-center/areas",
    "provider/partner-center/sign-in",
    "provider/partner-center/http",
    "provider/partner-center/schemas",
    "provider/partner-center",
  ],
  // The client of the Product Ingestion API, over the same transport; usable without the rest.
  "provider/product-ingestion/wire": ["provider/partner-center"],
  "provider/product-ingestion/areas": [
    "provider/product-ingestion/wire",
    "provider/product-ingestion/errors.ts",
    "provider/partner-center/http",
    "provider/partner-center",
  ],
  "provider/product-ingestion/errors.ts": ["provider/product-ingestion/wire", "provider/partner-center"],
  "provider/product-ingestion/changes": [
    "provider/product-ingestion/areas",
    "provider/product-ingestion/wire",
    "provider/product-ingestion/errors.ts",
    "provider/partner-center/http",
    "provider/partner-center",
  ],
  // The two files that put the client together.
  "provider/product-ingestion": [
    "provider/product-ingestion/changes",
    "provider/product-ingestion/areas",
    "provider/product-ingestion/wire",
    "provider/product-ingestion/errors.ts",
    "provider/partner-center/http",
    "provider/partner-center",
  ],
  // From values to kinds.
  "provider/values": [],
  "provider/rules": ["provider/values"],
  "provider/fields": ["provider/values"],
  "provider/files": ["provider/values"],
  "provider/package-check": ["provider/values"],
  "provider/configuration": [
    "provider/partner-center/client.ts",
    "provider/partner-center/sign-in",
    "provider/partner-center/http",
    "provider/partner-center",
    "provider/product-ingestion/client.ts",
    "provider/product-ingestion/wire",
    "provider/files",
    "provider/values",
  ],
  "provider/pages": [
    "provider/configuration", // the account, which a context tells
    "provider/product-ingestion/client.ts",
    "provider/partner-center/client.ts",
    "provider/partner-center/publishing",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/fields",
    "provider/values",
  ],
  "provider/tree-pages/files": [
    "provider/tree-pages",
    "provider/pages",
    "provider/product-ingestion",
    "provider/files",
    "provider/fields",
    "provider/values",
  ],
  "provider/tree-pages": ["provider/pages", "provider/product-ingestion", "provider/fields", "provider/values"],
  "provider/media": [
    "provider/pages",
    "provider/partner-center/client.ts",
    "provider/partner-center/areas",
    "provider/partner-center",
    "provider/files",
    "provider/fields",
    "provider/values",
  ],
  // What was last seen, as the state has it.
  "provider/engine/packed": ["provider/values"],
  "provider/engine": [
    "provider/engine/packed",
    "provider/pages",
    "provider/configuration",
    "provider/partner-center/client.ts",
    "provider/partner-center",
    "provider/product-ingestion/client.ts",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/shared": [
    "provider/pages",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/offer/listing": [
    "provider/rules",
    "provider/kinds/shared",
    "provider/media",
    "provider/pages",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/files",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/offer": [
    "provider/rules",
    "provider/kinds/offer/listing",
    "provider/kinds/shared",
    "provider/engine/kind.ts", // the contract of a kind; nothing else of the engine
    "provider/media",
    "provider/pages",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/plan": [
    "provider/rules",
    "provider/kinds/shared",
    "provider/engine/kind.ts",
    "provider/pages",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/files",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/ingested/prices": ["provider/kinds/shared", "provider/fields", "provider/values"],
  "provider/kinds/ingested/availability": [
    "provider/kinds/shared",
    "provider/tree-pages",
    "provider/product-ingestion",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/ingested/listing": [
    "provider/kinds/ingested", // the words of each type
    "provider/rules",
    "provider/kinds/shared",
    "provider/tree-pages/files",
    "provider/tree-pages",
    "provider/files",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/ingested": [
    "provider/rules",
    "provider/kinds/shared",
    "provider/engine/kind.ts",
    "provider/tree-pages",
    "provider/pages",
    "provider/product-ingestion",
    "provider/product-ingestion/errors.ts",
    "provider/partner-center/publishing",
    "provider/partner-center/areas", // an offer by the id that a person names
    "provider/partner-center",
    "provider/files",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/virtual-machine/configuration": [
    "provider/kinds/virtual-machine",
    "provider/kinds/shared",
    "provider/tree-pages",
    "provider/product-ingestion",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/virtual-machine": [
    "provider/kinds/virtual-machine/configuration",
    "provider/rules",
    "provider/kinds/ingested/availability",
    "provider/kinds/ingested/listing",
    "provider/kinds/ingested/prices",
    "provider/kinds/ingested",
    "provider/kinds/shared",
    "provider/engine/kind.ts",
    "provider/tree-pages",
    "provider/pages",
    "provider/product-ingestion",
    "provider/product-ingestion/errors.ts",
    "provider/partner-center",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/container": [
    "provider/rules",
    "provider/kinds/ingested/availability",
    "provider/kinds/ingested/listing",
    "provider/kinds/ingested/prices",
    "provider/kinds/ingested",
    "provider/kinds/shared",
    "provider/engine/kind.ts",
    "provider/product-ingestion/errors.ts",
    "provider/partner-center",
    "provider/tree-pages",
    "provider/pages",
    "provider/product-ingestion",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/saas": [
    "provider/kinds/ingested/availability",
    "provider/kinds/ingested/listing",
    "provider/kinds/ingested/prices",
    "provider/kinds/ingested",
    "provider/kinds/shared",
    "provider/tree-pages",
    "provider/pages",
    "provider/files",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/publishing/inputs": [
    "provider/rules",
    "provider/kinds/container",
    "provider/kinds/virtual-machine",
    "provider/kinds/shared",
    "provider/partner-center/schemas",
    "provider/values",
  ],
  "provider/kinds/publishing/applications": [
    "provider/kinds/publishing/inputs",
    "provider/kinds/publishing",
    "provider/pages",
    "provider/partner-center/publishing",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/values",
  ],
  "provider/kinds/publishing/product-ingestion": [
    "provider/kinds/publishing",
    "provider/kinds/container",
    "provider/kinds/saas",
    "provider/kinds/virtual-machine",
    "provider/kinds/shared",
    "provider/engine/kind.ts",
    "provider/tree-pages",
    "provider/pages",
    "provider/partner-center/publishing",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/product-ingestion",
    "provider/product-ingestion/errors.ts",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds/publishing": [
    "provider/kinds/publishing/inputs",
    "provider/kinds/publishing/applications",
    "provider/kinds/publishing/product-ingestion",
    "provider/rules",
    "provider/kinds/offer", // the pages, to ask for what is missing to publish
    "provider/kinds/plan",
    "provider/kinds/shared",
    "provider/engine/kind.ts",
    "provider/pages",
    "provider/partner-center/publishing",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/fields",
    "provider/values",
  ],
  "provider/kinds": [
    "provider/kinds/virtual-machine",
    "provider/kinds/container",
    "provider/kinds/saas",
    "provider/kinds/offer",
    "provider/kinds/plan",
    "provider/kinds/publishing",
    "provider/kinds/shared",
    "provider/engine/kind.ts",
    "provider/pages",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/package-check",
    "provider/files",
    "provider/values",
  ],
  "provider/handlers.ts": ["provider/engine", "provider/kinds", "provider/configuration"],
  "provider/provider-text.ts": [
    "provider/handlers.ts", // the names of its exports, which the compiler compares with the kinds
    "provider/kinds",
  ],
  "provider/queries.ts": [
    "provider/kinds/shared/offer-kinds.ts", // which ids plans have
    "provider/pages",
    "provider/configuration",
    "provider/partner-center/client.ts",
    "provider/partner-center/publishing",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/values",
  ],
};

/** The same for what people use: the classes of programs, and the command. */
const doorsMayImport: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.keys(mayImport).map((room) => [room, []])),
  storefront: [], // it ships in the emulator's package too
  sdk: [
    "provider/provider-text.ts",
    "provider/kinds/index.ts", // the kinds by name; no single kind
    "provider/kinds/offer/categories.ts", // types of texts that editors offer
    "provider/kinds/shared/markets.ts", // the same
    "provider/kinds/shared/offer-kinds.ts", // which kinds of offers there are
    "provider/kinds/plan/jit-control.ts", // what a plan asks of its package's files
    "provider/rules",
    "provider/queries.ts",
    "provider/configuration",
    "provider/values",
  ],
  "commands/doctor": [
    "commands", // what other commands ask of the CLI, the account and a token
    "provider/configuration",
    "provider/partner-center/client.ts",
    "provider/partner-center/http",
    "provider/partner-center",
  ],
  "commands/storefront": [
    "commands", // how the Pulumi CLI is run, and what every command is given
    "storefront",
    "provider/kinds/index.ts", // under which types a stack has an offer
    "provider/kinds/shared/markets.ts", // the markets of a group that a program names
    "provider/kinds/shared/offer-kinds.ts", // which API keeps an offer, and which plans go with it
    "provider/product-ingestion/index.ts",
    "provider/tree-pages/files/file-names.ts", // what a file of an address is known by
    "provider/queries.ts",
    "provider/configuration",
    "provider/files",
    "provider/partner-center/client.ts",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/values",
  ],
  "commands/convert": [
    "commands", // how a program is written
    "provider/kinds/index.ts",
    "provider/engine/kind.ts",
    "provider/files",
    "provider/partner-center/http", // JSON that may be anything
    "provider/partner-center",
    "provider/values",
  ],
  native: [
    "provider/kinds/index.ts", // the kinds by name; no single kind
    "provider/provider-text.ts",
    "provider/engine",
    "provider/queries.ts",
    "provider/configuration",
    "provider/values",
  ],
  commands: [
    "commands/convert",
    "commands/doctor",
    "commands/storefront",
    "provider/kinds/index.ts",
    "provider/kinds/shared/offer-kinds.ts", // which kinds an offer's type has
    "provider/kinds/virtual-machine/image-versions.ts", // what a technical configuration has, for the status
    "provider/kinds/container/bundles.ts",
    "provider/kinds/publishing/product-ingestion", // submissions of which not all is told by the first API
    "provider/engine/kind.ts", // the contract of a kind; nothing else of the engine
    "provider/queries.ts",
    "provider/pages",
    "provider/tree-pages", // what is where in the tree of an offer
    "provider/configuration",
    "provider/partner-center/client.ts",
    "provider/partner-center/publishing",
    "provider/partner-center/areas",
    "provider/partner-center/schemas",
    "provider/partner-center",
    "provider/product-ingestion",
    "provider/values",
  ],
};

/** The same for the emulator, which knows nothing of the provider. */
const emulatorMayImport: Readonly<Record<string, readonly string[]>> = {
  // What every part may use.
  "emulator/src/clock.ts": [],
  "emulator/src/published-operations.ts": [],
  "emulator/src/http": [],
  "emulator/src/wire": [],
  "emulator/src/store": ["emulator/src/wire"],
  "emulator/src/faults": ["emulator/src/http", "emulator/src/wire", "emulator/src/published-operations.ts"],
  "emulator/src/scenarios": ["emulator/src/faults"],
  "emulator/src/blobs": ["emulator/src/faults", "emulator/src/http", "emulator/src/clock.ts"],
  // What Partner Center does.
  "emulator/src/state": [
    "emulator/src/blobs",
    "emulator/src/scenarios",
    "emulator/src/store",
    "emulator/src/wire",
    "emulator/src/clock.ts",
  ],
  "emulator/src/content-checks": ["emulator/src/scenarios", "emulator/src/store", "emulator/src/wire"],
  // What the second API shows of it, and what it looks for before it writes.
  "emulator/src/resources": ["emulator/src/state", "emulator/src/store", "emulator/src/wire", "emulator/src/clock.ts"],
  "emulator/src/business-rules": ["emulator/src/resources", "emulator/src/store", "emulator/src/wire"],
  "emulator/src/routes": [
    "emulator/src/content-checks",
    "emulator/src/faults",
    "emulator/src/resources", // what a submission publishes, as the second API has it
    "emulator/src/state",
    "emulator/src/store",
    "emulator/src/wire",
  ],
  "emulator/src/product-ingestion": [
    "emulator/src/business-rules",
    "emulator/src/resources",
    "emulator/src/routes/call.ts", // what a call and a reply are, and finding the route of one; no route
    "emulator/src/routes/router.ts",
    "emulator/src/state",
    "emulator/src/store",
    "emulator/src/wire",
    "emulator/src/clock.ts",
  ],
  "emulator/src/sign-in": ["emulator/src/store", "emulator/src/wire", "emulator/src/clock.ts"],
  // Who asks for it.
  "emulator/src/api": [
    "emulator/src/faults",
    "emulator/src/http",
    "emulator/src/product-ingestion",
    "emulator/src/routes",
    "emulator/src/scenarios",
    "emulator/src/sign-in",
    "emulator/src/state",
    "emulator/src/wire",
  ],
  storefront: [],
  "emulator/src/portal": [
    "storefront",
    "emulator/src/api/request-log.ts",
    "emulator/src/http",
    "emulator/src/product-ingestion",
    "emulator/src/resources",
    "emulator/src/state",
    "emulator/src/store",
    "emulator/src/wire",
  ],
  "emulator/src/control": [
    "emulator/src/api",
    "emulator/src/faults",
    "emulator/src/http",
    "emulator/src/product-ingestion",
    "emulator/src/resources",
    "emulator/src/state",
    "emulator/src/store",
    "emulator/src/wire",
    "emulator/src/clock.ts",
  ],
  // Putting all together.
  "emulator/src": [
    "emulator/src/api",
    "emulator/src/blobs",
    "emulator/src/control",
    "emulator/src/faults",
    "emulator/src/http",
    "emulator/src/portal",
    "emulator/src/product-ingestion",
    "emulator/src/scenarios",
    "emulator/src/sign-in",
    "emulator/src/state",
    "emulator/src/store",
    "emulator/src/wire",
    "emulator/src/clock.ts",
  ],
  "emulator/src/command": [
    "emulator/src",
    "emulator/src/faults",
    "emulator/src/http",
    "emulator/src/scenarios",
    "emulator/src/sign-in",
    "emulator/src/store",
  ],
};

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => posix.join(folder, ...name.split(sep)));
}

/** The files of ours that a file imports, and the packages. */
function importsOf(file: string): { files: string[]; packages: string[] } {
  const text = readFileSync(join(root, file), "utf8");
  const named = text.matchAll(/^(?:import|export)\b[^;"`]*"([^"]+)";|\bimport\("([^"]+)"\)/gm);
  const modules = [...new Set([...named].map(([, always, deferred]) => always ?? deferred ?? ""))];
  const isOurs = (module: string) => module.startsWith(".") || module.startsWith("#");
  const place = (module: string) =>
    // The emulator's name for its copy of what both packages ship.
    module.startsWith("#") ? module.slice(1) : relative(root, resolve(root, dirname(file), module));
  return {
    files: modules
      .filter(isOurs)
      .map((module) => place(module.replace(/\.js$/, ".ts")))
      .map((path) => path.split(sep).join("/")),
    packages: modules.filter((module) => !isOurs(module)),
  };
}

function roomOf(file: string, rooms: Readonly<Record<string, unknown>>): string {
  return file in rooms ? file : dirname(file);
}

/** The imports for which the table has no leave. */
function against(table: Readonly<Record<string, readonly string[]>>, folder: string): string[] {
  return sourcesIn(folder).flatMap((file) => {
    const room = roomOf(file, table);
    const allowed = table[room];
    if (allowed === undefined) return [`${file} is in no room of the table`];
    return importsOf(file)
      .files.filter((target) => {
        const other = roomOf(target, table);
        return other !== room && !allowed.includes(other) && !allowed.includes(target);
      })
      .map((target) => `${file} imports ${target}`);
  });
}

/** Rooms that a room may import and never does: a table that says more than is true hides the next slip. */
function idle(table: Readonly<Record<string, readonly string[]>>, folder: string): string[] {
  const used = new Set(
    sourcesIn(folder).flatMap((file) =>
      importsOf(file).files.flatMap((target) => [
        `${roomOf(file, table)} → ${roomOf(target, table)}`,
        `${roomOf(file, table)} → ${target}`,
      ]),
    ),
  );
  return Object.entries(table).flatMap(([room, allowed]) =>
    allowed.map((other) => `${room} → ${other}`).filter((arrow) => !used.has(arrow)),
  );
}

/** A way from a file back to itself; undefined when there is none. */
function circleIn(files: readonly string[]): string[] | undefined {
  const arrows = new Map(files.map((file) => [file, importsOf(file).files]));
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of arrows.get(file) ?? []) {
      const found = walk(next, [...way, file]);
      if (found !== undefined) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of files) {
    const found = walk(file, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe("the house", () => {
  it("has imports across the rooms of provider/ only as the table says", () => {
    assert.deepEqual(against(mayImport, "provider"), []);
    assert.deepEqual(idle(mayImport, "provider"), []);
  });

  it("has imports of the SDK, the plugin and the command only as the table says", () => {
    for (const folder of ["sdk", "native", "commands", "storefront"]) {
      assert.deepEqual(against(doorsMayImport, folder), []);
      const isOf = (room: string) => room === folder || room.startsWith(`${folder}/`);
      const table = Object.fromEntries(
        Object.entries(doorsMayImport).map(([room, allowed]) => [room, isOf(room) ? allowed : []]),
      );
      assert.deepEqual(idle(table, folder), []);
    }
  });

  it("has imports across the rooms of the emulator only as the table says", () => {
    assert.deepEqual(against(emulatorMayImport, "emulator/src"), []);
    assert.deepEqual(idle(emulatorMayImport, "emulator/src"), []);
  });

  it("has no files that import each other in a circle", () => {
    for (const folder of ["provider", "sdk", "native", "commands", "emulator/src", "tools"]) {
      assert.equal(circleIn(sourcesIn(folder))?.join(" → "), undefined);
    }
  });

  it("has at most three loose files in provider/, and rooms of kinds that can be read in one go", () => {
    const loose = readdirSync(join(root, "provider")).filter((name) => name.endsWith(".ts"));
    assert.ok(loose.length <= 3, loose.join(", "));
    const rooms = Object.groupBy(sourcesIn("provider/kinds"), (file) => dirname(file));
    for (const [room, files = []] of Object.entries(rooms))
      assert.ok(files.length <= 16, `${room} has ${files.length} files; make a folder of those that belong together`);
  });

  it("knows of Pulumi in native/ the messages alone", () => {
    const foreign = sourcesIn("native").flatMap((file) =>
      importsOf(file).packages.filter(
        (name) => !/^(node:|@grpc\/grpc-js$|google-protobuf\/|@pulumi\/pulumi\/proto\/\w+_pb\.js$)/.test(name),
      ),
    );
    assert.deepEqual(foreign, []);
  });

  it("knows Pulumi's SDK in sdk/ alone, and the provider nowhere in the emulator", () => {
    for (const folder of ["provider", "commands", "emulator/src"]) {
      for (const file of sourcesIn(folder)) {
        const { files, packages } = importsOf(file);
        assert.deepEqual(
          packages.filter((name) => name.startsWith("@pulumi/")),
          file === "provider/engine/lines.ts"
            ? ["@pulumi/pulumi/proto/engine_grpc_pb.js", "@pulumi/pulumi/proto/engine_pb.js"]
            : [],
          file,
        );
        if (folder === "emulator/src")
          assert.ok(
            files.every((target) => target.startsWith("emulator/") || target.startsWith("storefront/")),
            file,
          );
      }
    }
  });
});
