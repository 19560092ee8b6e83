import type { Prices } from '../../core/provider/price.ts';
import { priceWords } from '../../core/view/costWords.ts';
import { code } from '../../language/markdown.ts';
import { modelsByProfile } from '../../language/generated/models.ts';
import { capabilitiesOf as claudeCapabilities, type Capabilities } from '../../providers/anthropic/capabilities.ts';
import { capabilitiesOf as chatCapabilities } from '../../providers/openaiCompatible/capabilities.ts';
import type { Takes } from '../../providers/parameters.ts';

/** What is known of a model before anything is sent to it, as Markdown; null where that is nothing. */
export function describeModel(reference: string, prices: Prices): string | null {
  const slash = reference.indexOf('/');
  const profile = reference.slice(0, slash);
  const name = reference.slice(slash + 1);
  const heading = `**${name.replaceAll(/[^\w.-]/g, '')}** · ${profile}`;
  if (profile === 'scripted') {
    return `${heading}\n\nScripted, not a model: it answers from ${code(`${name}.model.yaml`)} beside the scenario or in \`models/\` beside it.`;
  }
  if (profile === 'replay')
    return `${heading}\n\nReplayed, not a new answer: the answers of this earlier run are graded again. Nothing is sent, and it costs nothing.`;
  if (profile === 'vscode')
    return `${heading}\n\nA model that VS Code offers, not comparable with one that a service is asked for: the system prompt is sent as a user message, and \`max_tokens\` may be ignored.\n\n- ${priceWords(prices(reference))}`;
  const listed = modelsByProfile[profile];
  const lines = [
    ...takes(profile, name),
    ...(listed === undefined || listed.includes(name)
      ? []
      : ['The service’s library does not list this name. A service may know more names than its library.']),
    priceWords(prices(reference)),
  ];
  return `${heading}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

const thinking: Readonly<Record<Capabilities['thinksUnasked'], string>> = {
  no: '; reasons only when `reasoning` is set',
  yes: '; reasons also when `reasoning` is left out',
  always: '; always reasons, which cannot be turned off',
};

function takes(profile: string, name: string): readonly string[] {
  const claude = profile === 'anthropic' ? claudeCapabilities(name) : null;
  const chat = profile === 'anthropic' ? null : chatCapabilities(profile, name);
  const known = claude ?? (chat?.isKnown === true ? chat : null);
  if (known === null) return ['Nothing is known of a model of this name: all parameters are sent as they are.'];
  const settings = [
    ...(known.efforts.length > 0 ? [`\`{effort: ${known.efforts.join(' | ')}}\``] : []),
    ...(known.budget ? ['`{budget: …}`'] : []),
  ];
  return [
    samplingWords[known.sampling],
    `\`reasoning\`: ${settings.length === 0 ? 'none' : settings.join(' or ')}${claude ? thinking[claude.thinksUnasked] : ''}.`,
  ];
}

const samplingWords: Readonly<Record<Takes['sampling'], string>> = {
  always: 'Takes `temperature` and `top_p`.',
  'without-reasoning': 'Takes `temperature` and `top_p` where `reasoning` is left out.',
  never: 'Takes no `temperature` and no `top_p`.',
};
