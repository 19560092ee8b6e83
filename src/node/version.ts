import packageJson from '../../package.json' with { type: 'json' };

/** Of Scenarist. Bundles hold nothing else of package.json (esbuild.js). */
export const version = packageJson.version;
