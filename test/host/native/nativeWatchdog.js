/** Stands in for VS Code's native watchdog: ends an extension host whose server is gone. */

export function start(pid) {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 2000);
  timer.unref();
}

export function exit(code) {
  process.exit(code ?? 0);
}
