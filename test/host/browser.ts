import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { ensureInstalled } from './install.ts';

const run = promisify(execFile);

const chromiumVersion = '153.0.0';
const fontsVersion = '2.37.3';
const fontConfiguration = 'fonts.conf';

export interface BrowserBinary {
  readonly executablePath: string;
  /** What its process needs beside our own environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Quiet without a network: no updates, no sync, no pings. The sandbox needs rights that containers do not give. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless Chromium: the system's where there is one, else one from npm. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    args: flags,
    env: { ...definedOnly(process.env), ...env },
    timeout: 120_000,
  });
}

/** The Chromium that tests use. `SCENARIST_BROWSER` names another one. */
export async function findBrowser(): Promise<BrowserBinary> {
  const chosen = process.env['SCENARIST_BROWSER'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`SCENARIST_BROWSER names ${chosen}, which does not exist.`);
    return { executablePath: chosen, env: {} };
  }
  for (const executablePath of systemBrowsers(process.platform).filter((path) => existsSync(path))) {
    // On Linux the file may be a stub that only tells to install a snap. On Windows asking for the version would open a window.
    if (process.platform !== 'linux' || (await startFailure({ executablePath, env: {} })) === undefined) {
      return { executablePath, env: {} };
    }
  }
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser();
  throw new Error(
    'There is no Chrome, Chromium or Edge in the usual places. Install one, or name one in SCENARIST_BROWSER.',
  );
}

/** Where a system keeps Chromium and its kin. */
export function systemBrowsers(platform: NodeJS.Platform): readonly string[] {
  switch (platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return ['C:\\Program Files', 'C:\\Program Files (x86)'].flatMap((root) => [
        `${root}\\Google\\Chrome\\Application\\chrome.exe`,
        `${root}\\Microsoft\\Edge\\Application\\msedge.exe`,
      ]);
    default:
      return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
        (name) => `/usr/bin/${name}`,
      );
  }
}

/** Chromium and fonts from npm, for machines that have neither. */
async function packagedBrowser(): Promise<BrowserBinary> {
  const folder = await ensureInstalled({
    name: 'chromium',
    version: chromiumVersion,
    title: `Chromium ${chromiumVersion} (300 MB, once)`,
    packages: [`@sparticuz/chromium@${chromiumVersion}`, `dejavu-fonts-ttf@${fontsVersion}`],
    async finish(staging) {
      await unpack(staging);
      await writeFontConfiguration(staging);
    },
  });
  const fonts = { FONTCONFIG_FILE: join(folder, fontConfiguration) };
  const plain = { executablePath: join(folder, 'unpacked/chromium'), env: fonts };
  const failure = await startFailure(plain);
  if (failure === undefined) return plain;
  // Bare machines lack libnss3, libnspr4 or libexpat1; the package carries copies of them.
  const libraries = [join(folder, 'unpacked/al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(
    (path) => path !== undefined,
  );
  const withLibraries = { ...plain, env: { ...fonts, LD_LIBRARY_PATH: libraries.join(':') } };
  if ((await startFailure(withLibraries)) === undefined) return withLibraries;
  throw new Error(
    `The Chromium from npm does not start here:\n${failure}\nInstall the system's own (apt-get install chromium), or name one in SCENARIST_BROWSER.`,
  );
}

/** The package unpacks itself into the temporary folder, whose name we choose; the variable makes it unpack its libraries too. */
async function unpack(folder: string): Promise<void> {
  const unpacked = join(folder, 'unpacked');
  await mkdir(unpacked);
  const script = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
}

/**
 * The fonts of screenshots are the ones from npm alone: a machine without any would show boxes, and two machines with different
 * ones different pictures.
 */
async function writeFontConfiguration(folder: string): Promise<void> {
  const alias = (family: string, ours: string) =>
    `<alias binding="same"><family>${family}</family><prefer><family>${ours}</family></prefer></alias>`;
  const lines = [
    '<?xml version="1.0"?>',
    '<fontconfig>',
    '<dir prefix="relative">node_modules/dejavu-fonts-ttf/ttf</dir>',
    // Without a desktop Chromium asks for no family at all where a page says system-ui, and would be given any of these.
    '<selectfont><rejectfont><glob>*Serif*</glob><glob>*Condensed*</glob><glob>*ExtraLight*</glob><glob>*Math*</glob></rejectfont></selectfont>',
    ...['monospace', 'Courier New'].map((family) => alias(family, 'DejaVu Sans Mono')),
    ...['sans-serif', 'serif', 'system-ui', 'Arial', 'Helvetica', 'Times New Roman'].map((family) =>
      alias(family, 'DejaVu Sans'),
    ),
    '<match><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>',
    '</fontconfig>',
  ];
  await writeFile(join(folder, fontConfiguration), `${lines.join('\n')}\n`);
}

/** Why the browser cannot start, undefined if it can. */
async function startFailure({ executablePath, env }: BrowserBinary): Promise<string | undefined> {
  try {
    await run(executablePath, ['--version', '--no-sandbox'], { env: { ...process.env, ...env }, timeout: 60_000 });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
