import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultSeverities } from '../../../src/core/experiment/warnings.ts';
import { commandIds } from '../../../src/extension/commandMap.ts';

interface WalkthroughStep {
  readonly description: string;
  readonly media: { readonly markdown: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly WalkthroughStep[] }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

interface Setting {
  readonly scope: string;
  readonly properties?: Readonly<Record<string, { readonly default: string }>>;
}

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as Manifest;
const { contributes } = manifest;

describe('package.json says what the code does', () => {
  test('the commands are those of the command map', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...commandIds].sort());
  });

  test('every menu entry is a command that exists', () => {
    const used = Object.values(contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
    expect(used.filter((command) => !commandIds.includes(command))).toEqual([]);
  });

  test('everything is named scenarist.*', () => {
    const names = [
      ...Object.keys(contributes.configuration.properties),
      ...Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
      ...commandIds,
    ];
    expect(names.filter((name) => !name.startsWith('scenarist.'))).toEqual([]);
  });

  test('what decides where a key goes is out of a workspace’s reach', () => {
    for (const setting of ['scenarist.endpoints', 'scenarist.profiles']) {
      expect(contributes.configuration.properties[setting]?.scope).toBe('machine');
      expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain(setting);
    }
  });

  test('the severities that can be set are those of the warnings, with their defaults', () => {
    const setting = contributes.configuration.properties['scenarist.problems.severity'];
    const defaults = Object.entries(setting?.properties ?? {}).map(([code, { default: severity }]) => [code, severity]);
    expect(Object.fromEntries(defaults)).toEqual(defaultSeverities);
  });

  test('nothing activates it but its own language, views and commands, and YAML, which may be a scenario', () => {
    expect(manifest.activationEvents).toEqual(['onLanguage:yaml', 'onWebviewPanel:scenarist.resultsEditor']);
  });

  test('the API that is compiled against is the oldest that is promised', () => {
    const [major, minor] = (manifest.devDependencies['@types/vscode'] ?? '').split('.');
    expect(manifest.engines.vscode).toBe(`^${major ?? ''}.${minor ?? ''}.0`);
  });

  test('every step of the walkthrough shows a page that is packaged, and knows when it is done', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    expect(steps).toHaveLength(5);
    expect(steps.at(-1)?.completionEvents).toEqual(['onCommand:scenarist.run']);
    for (const { description, media, completionEvents } of steps) {
      expect(readFileSync(media.markdown, 'utf8').length).toBeGreaterThan(100);
      const linked = [...description.matchAll(/\(command:([^)]+)\)/g)].map(([, command]) => command);
      expect(linked.filter((command) => !commandIds.includes(command ?? ''))).toEqual([]);
      expect(completionEvents.map((event) => event.replace('onCommand:', ''))).toEqual(
        linked.length > 0 ? linked : completionEvents.map((event) => event.replace('onCommand:', '')),
      );
    }
    const packaged = readFileSync('.vscodeignore', 'utf8').split('\n');
    expect(packaged).toContain('!media/walkthrough/**');
    expect(packaged).toContain('!media/language/**');
  });
});
