/** Template expressions: what is one, what can be read, and what certainly cannot. */
import assert from "node:assert/strict";
import { type Expression, readExpression } from "../../../provider/package-check/expressions.js";

/** An expression written with all of its parts in the same form. */
function written(expression: Expression): string {
  switch (expression.kind) {
    case "text":
      return `'${expression.value}'`;
    case "number":
      return String(expression.value);
    case "word":
      return expression.name;
    case "member":
      return `${written(expression.of)}[${written(expression.key)}]`;
    case "call":
      return `${expression.name}(${expression.values.map(written).join(", ")})`;
  }
}

describe("an expression of a template", () => {
  const readable: Record<string, string> = {
    "[parameters('name')]": "parameters('name')",
    "[ concat ( 'a' , 'b' ) ]": "concat('a', 'b')",
    "[concat('it''s', '[', ')')]": "concat('it's', '[', ')')",
    "[variables('a').b['c d'][0].e]": "variables('a')['b']['c d'][0]['e']",
    "[resourceGroup().location]": "resourceGroup()['location']",
    "[sub(copyIndex(), -1)]": "sub(copyIndex(), -1)",
    "[contoso.name(parameters('a'))]": "contoso.name(parameters('a'))",
    "[parameters('a').?b[?'c']]": "parameters('a')['b']['c']",
    "[equals(basics('a'), true)]": "equals(basics('a'), true)",
    "[map(steps('a').b, (item) => parse(item.c))]": "map(steps('a')['b'], =>(parse(item['c'])))",
    "[map(steps('a').b, item => item.c)]": "map(steps('a')['b'], =>(item['c']))",
    "[concat(\n  'a',\n  'b'\n)]": "concat('a', 'b')",
  };
  for (const [text, expected] of Object.entries(readable)) {
    it(`is read: ${JSON.stringify(text)}`, () => {
      const read = readExpression(text);
      assert.equal(read.kind === "read" ? written(read.expression) : read.kind, expected);
    });
  }

  const others: Record<string, string> = {
    plain: "none",
    "": "none",
    "[[parameters('name')]": "none",
    "[a-z]{3}": "none",
    "[1, 2]": "not-understood",
    "[a b]": "not-understood",
    "[]": "not-understood",
    "['a' 'b']": "not-understood",
    "[concat('a', 'b']": "unbalanced",
    "[concat('a', 'b'))]": "unbalanced",
    "[variables('a').b[0)]": "unbalanced",
    "[concat('a, 'b')]": "unbalanced",
    [`[${"a(".repeat(5000)}${")".repeat(5000)}]`]: "not-understood",
    [`[concat('${"x".repeat(30_000)}')]`]: "not-understood",
  };
  for (const [text, expected] of Object.entries(others)) {
    it(`is ${expected}: ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(readExpression(text).kind, expected));
  }
});
