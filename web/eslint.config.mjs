import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/"] },
  eslint.configs.recommended,
  {
    files: ["src/**/*.ts", "stories/**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: ["./tsconfig.json", "./tsconfig.test.json", "./src/worker/tsconfig.json", "./stories/tsconfig.json"], tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      eqeqeq: "error",
      "no-console": "error",
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", 60],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // The text of the page must never become markup except in the one place that takes the server's sanitised preview.
      "no-restricted-syntax": ["error",
        { selector: "AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]", message: "Build nodes; only server markup may be parsed." },
        { selector: "CallExpression[callee.property.name='insertAdjacentHTML']", message: "Build nodes." }],
    },
  },
  { files: ["stories/**/*.ts"], rules: { "@typescript-eslint/no-floating-promises": "off" } },
  { files: ["src/**/*.test.ts"], rules: { "max-lines-per-function": "off", "@typescript-eslint/no-floating-promises": "off" } },
  { files: ["**/*.mjs"], languageOptions: { globals: { process: "readonly", console: "readonly", Buffer: "readonly", URL: "readonly" } } },
);
