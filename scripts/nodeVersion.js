// Every npm script starts here. Plain JavaScript, so that an old Node can read it and say what is wrong.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Scenarist is built with Node 24, but this is ${process.version}. The devDependency "node" brings it: run "npm ci", ` +
      'and if npm holds back install scripts, "npm install-scripts approve node && npm rebuild node". Then start through "npm run …".',
  );
  process.exit(1);
}
