/**
 * What a person sees who hovers over a word of a program: every class, function, argument and output says what it is.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const folder = resolve(__dirname, "../../../sdk");
const compiled = resolve(__dirname, "../..");

/** What of a file has no comment, such as `Price.amount`. */
function silentIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest, true);
  const isSilent = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).length === 0;
  const isExported = (node: ts.Statement) => /^export (?!\{|type \{|\*)/.test(node.getText());
  return source.statements.filter(isExported).flatMap((statement) => {
    const name = "name" in statement ? (statement.name as ts.Identifier).text : statement.getText().slice(0, 40);
    const members = ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement) ? statement.members : [];
    const properties = [...members].filter(
      (member) => ts.isPropertySignature(member) || ts.isPropertyDeclaration(member),
    );
    return [
      ...(isSilent(statement) ? [name] : []),
      ...properties.filter(isSilent).map((property) => `${name}.${property.name.getText()}`),
    ];
  });
}

describe("the doc comments of the SDK", () => {
  it("leave nothing out that a program can name", () => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "index.ts");
    assert.ok(files.includes("offer.ts"));
    assert.deepEqual(files.flatMap(silentIn), []);
  });

  /** The declaration files below some folders: their names and their texts, without line ends in comments. */
  function declaredIn(...rooms: string[]) {
    return rooms.flatMap((room) =>
      readdirSync(join(compiled, room), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".d.ts"))
        .map(
          (file) =>
            [
              `${room}/${file}`,
              readFileSync(join(compiled, room, file), "utf8").replaceAll(/\s*\n\s*\*\s*/g, " "),
            ] as const,
        ),
    );
  }

  it("stand on their own, in all that a program can import: they name no page that only we have", () => {
    const declared = declaredIn("sdk", "provider/partner-center", "provider/product-ingestion");
    assert.ok(declared.length > 80, String(declared.length));
    assert.deepEqual(
      declared.filter(([, text]) => /(?<!\[)\bpages? [a-z]+-[a-z]/.test(text)).map(([file]) => file),
      [],
    );
  });

  it("cite no section of a collection that is not published, in any declaration file", () => {
    const declared = declaredIn("sdk", "provider");
    assert.ok(declared.length > 200, String(declared.length));
    assert.deepEqual(
      declared.filter(([, text]) => /API reference|(?<!PNG specification |, )§\d/.test(text)).map(([file]) => file),
      [],
    );
  });

  it("are of interfaces that a program can import by their name", () => {
    const index = readFileSync(join(folder, "index.ts"), "utf8");
    const exported = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/^export interface (\w+)/gm)].map(([, name = ""]) => name),
    );
    assert.ok(exported.length > 40);
    assert.deepEqual(
      exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(index)),
      [],
    );
  });
});
