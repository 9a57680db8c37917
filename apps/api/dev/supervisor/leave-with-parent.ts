/** Preloaded into every child: when the supervisor is killed outright, the child drains and leaves too. */
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
// The channel alone must not keep a process alive that is done.
process.channel?.unref();
