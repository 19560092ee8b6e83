/**
 * Loaded into the server before its own code: ends it, with all that it has started, when whoever started it is gone. A parent that is
 * killed outright cannot do that itself.
 */
const parent = process.ppid;

setInterval(() => {
  if (process.ppid === parent) return;
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // Not the leader of a group: an extension host, to which node's options are handed down.
    process.exit(1);
  }
}, 1000).unref();
