import * as vscode from 'vscode';

/** The model that a name stands for, or, for a person, why it stands for none. */
export type FoundModel = { readonly chat: vscode.LanguageModelChat } | { readonly complaint: string };

/** `vendor/name`, where the name is a model's id, or the family of exactly one model. */
export async function findModel(name: string): Promise<FoundModel> {
  const slash = name.indexOf('/');
  if (slash < 1) return { complaint: `«vscode/${name}» names no vendor: write vscode/VENDOR/FAMILY.` };
  const vendor = name.slice(0, slash);
  const wanted = name.slice(slash + 1);
  const offered = await vscode.lm.selectChatModels({ vendor });
  const exact = offered.find(({ id }) => id === wanted);
  if (exact !== undefined) return { chat: exact };
  const [chat, ...others] = offered.filter(({ family }) => family === wanted);
  if (chat === undefined) return { complaint: notOffered(name, vendor, offered) };
  if (others.length === 0) return { chat };
  const references = [chat, ...others].map(({ id }) => `vscode/${vendor}/${id}`).join(', ');
  return { complaint: `VS Code offers several models of the family ${wanted}: write one of ${references}.` };
}

/** How the models that VS Code offers are written: by their family where that is enough. */
export function referencesOf(offered: readonly vscode.LanguageModelChat[]): readonly string[] {
  const references = offered.map(({ vendor, family, id }) => {
    const alike = offered.filter((other) => other.vendor === vendor && other.family === family);
    return `vscode/${vendor}/${alike.length === 1 ? family : id}`;
  });
  // A reference holds no space.
  return references.filter((reference) => !/\s/.test(reference)).sort();
}

function notOffered(name: string, vendor: string, offered: readonly vscode.LanguageModelChat[]): string {
  if (offered.length === 0)
    return `VS Code offers no models of «${vendor}»: install and sign in to the extension that brings them.`;
  return `VS Code offers no model «${name}»; of ${vendor} it has ${referencesOf(offered).join(', ')}.`;
}
