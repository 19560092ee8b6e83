import { code } from '../language/markdown.ts';
import { modelsByProfile } from '../language/generated/models.ts';
import { capabilitiesOf, type Capabilities } from '../providers/anthropic/capabilities.ts';

/** What is known of a model before anything is sent to it, as Markdown; null where that is nothing. */
export function describeModel(reference: string): string | null {
  const slash = reference.indexOf('/');
  const profile = reference.slice(0, slash);
  const name = reference.slice(slash + 1);
  const heading = `**${name.replaceAll(/[^\w.-]/g, '')}** · ${profile}`;
  if (profile === 'scripted') {
    return `${heading}\n\nScripted, not a model: it answers from ${code(`${name}.model.yaml`)} beside the scenario or in \`models/\` beside it.`;
  }
  if (profile !== 'anthropic') return null;
  const known = capabilitiesOf(name);
  const isListed = modelsByProfile[profile]?.includes(name) === true;
  const lines = [
    ...(known === null
      ? ['Nothing is known of a model of this name: all parameters are sent as they are.']
      : takes(known)),
    ...(isListed
      ? []
      : ['The service’s library does not list this name. A service may know more names than its library.']),
    'Price: not known here.',
  ];
  return `${heading}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

const thinking: Readonly<Record<Capabilities['thinksUnasked'], string>> = {
  no: 'reasons only when `reasoning` is set',
  yes: 'reasons also when `reasoning` is left out',
  always: 'always reasons; this cannot be turned off',
};

function takes({ sampling, efforts, budget, thinksUnasked }: Capabilities): readonly string[] {
  const settings = [
    ...(efforts.length > 0 ? [`\`{effort: ${efforts.join(' | ')}}\``] : []),
    ...(budget ? ['`{budget: …}`'] : []),
  ];
  return [
    sampling === 'never' ? 'Takes no `temperature` and no `top_p`.' : 'Takes `temperature` and `top_p`.',
    `\`reasoning\`: ${settings.length === 0 ? 'none' : settings.join(' or ')}; ${thinking[thinksUnasked]}.`,
  ];
}
