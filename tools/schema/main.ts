/** `npm run schema`: writes `plugin/schema.json`. */
import { writeFile } from "node:fs/promises";
import { packageSchema, schemaFile } from "./package-schema.js";

packageSchema().then(
  async (schema) => {
    await writeFile(schemaFile, `${JSON.stringify(schema, null, 2)}\n`);
    console.log(`wrote ${schemaFile}`);
  },
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
