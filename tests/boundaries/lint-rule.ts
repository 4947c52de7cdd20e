/** The order of `layers.ts` as an ESLint rule. */
import type { Rule } from 'eslint';
import { objection, repositoryPath, root } from './layers.ts';

export const importOrder: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = repositoryPath(root, context.filename);
    function check(node: Rule.Node & { readonly source?: unknown }): void {
      const source = node.source as { readonly value?: unknown } | null | undefined;
      if (typeof source?.value !== 'string') return;
      const reason = objection(file, source.value);
      if (reason !== null) context.report({ node, message: reason });
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
