/** One path segment: a model is named by a scenario, which must not reach elsewhere with it. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

/** Where `scripted/NAME` is looked for, from the folder of the scenario; nowhere for a name that can be none of a file. */
export function scriptedPaths(name: string): readonly string[] {
  return plainName.test(name) ? [`${name}.model.yaml`, `models/${name}.model.yaml`] : [];
}
